using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>Names for a unit's own records, and what all sources together tell of them.</summary>
internal sealed class UnitRecords(StoreOf<UnitRecords> store, Clock clock) : IUnitRecords
{
    public async Task<IReadOnlyDictionary<Guid, ChildCard>> Cards(Caller caller, IReadOnlyCollection<Guid> childIds, CancellationToken cancel, bool hasCases = false)
    {
        var cards = new Dictionary<Guid, ChildCard>();
        foreach (var ids in childIds.Chunk(Register.MostAtOnce))
        {
            foreach (var row in await Rows(caller, ids, cancel))
                cards[row.ChildId] = row.Card(caller.Role, hasCases);
        }

        return cards;
    }

    public Task<IReadOnlyList<Guid>> NamedFor(string personId, CancellationToken cancel) => store.Read<IReadOnlyList<Guid>>(async db =>
        await db.Query<Guid>("SELECT ChildId FROM Responsibility.NamedStaff WHERE PersonId = @personId", new { personId }), cancel);

    private Task<List<CardRow>> Rows(Caller caller, Guid[] childIds, CancellationToken cancel) => store.Read(db => db.Query<CardRow>("""
            SELECT c.ChildId, c.GivenName, c.FamilyName, c.BirthDate, c.Protection,
              CASE WHEN EXISTS (SELECT 1 FROM Responsibility.Period p WHERE p.ChildId = c.ChildId AND p.UnitId = @UnitId AND p.Organisation = @Organisation
                AND p.SupersededAt IS NULL AND p.FromDate <= @until) THEN 1 ELSE 0 END AS Related,
              CASE WHEN EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId) THEN 1 ELSE 0 END AS Named
            FROM Responsibility.Child c WHERE c.ChildId IN @childIds
            """, new { caller.UnitId, caller.Organisation, caller.PersonId, until = clock.Today.AddDays(Relation.IncomingDays), childIds }), cancel);

    public async Task<UnitRecordPage> Current(Caller caller, string kind, UnitRecordFilter filter, int limit, int offset, CancellationToken cancel)
    {
        var search = new NameSearch(filter.Name);
        // What may be known of a child decides what it can be found and sorted by: a birth date that is not shown narrows nothing and moves nothing.
        var rows = await store.Read(db => db.Query<RecordRow>("""
            SELECT x.Total, x.ChildId, x.GivenName, x.FamilyName, x.BirthDate, x.Source, x.SourceKey, x.Form, x.FromDate, x.ToDate, x.Related FROM (
              SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY CASE WHEN @order = 'YoungestFirst' THEN r.KnownBirth END DESC, CASE WHEN @order = 'Coming' THEN r.FromDate END,
                  CASE WHEN @order = 'Ending' THEN r.ToDate END, r.FromDate DESC, r.FactId) AS Place,
                r.ChildId, r.GivenName, r.FamilyName, r.BirthDate, r.Source, r.SourceKey, r.Form, r.FromDate, r.ToDate, r.Related FROM (
                SELECT q.FactId, q.ChildId, q.GivenName, q.FamilyName, q.BirthDate, q.Source, q.SourceKey, q.Form, q.FromDate, q.ToDate, q.Related, CASE WHEN q.Related = 1 THEN q.BirthDate END AS KnownBirth FROM (
                  SELECT f.FactId, f.ChildId, c.GivenName, c.FamilyName, c.BirthDate, f.Source, f.SourceKey, f.Form, f.FromDate, f.ToDate,
                    CASE WHEN EXISTS (SELECT 1 FROM Responsibility.Period p WHERE p.ChildId = f.ChildId AND p.UnitId = @UnitId AND p.Organisation = @Organisation
                      AND p.SupersededAt IS NULL AND p.FromDate <= @until) THEN 1 ELSE 0 END AS Related
                  FROM Responsibility.Fact f JOIN Responsibility.Child c ON c.ChildId = f.ChildId
                  WHERE f.UnitId = @UnitId AND f.Kind = @kind AND f.SupersededAt IS NULL AND (f.ToDate IS NULL OR f.ToDate > @today)
                    AND (@ChildId IS NULL OR f.ChildId = @ChildId) AND (@Form IS NULL OR f.Form = @Form)
                    AND (@order <> 'Coming' OR f.FromDate > @today) AND (@order <> 'Ending' OR (f.FromDate <= @today AND f.ToDate IS NOT NULL))
                    AND NOT EXISTS (SELECT 1 FROM Responsibility.Fact g WHERE g.ChildId = f.ChildId AND g.Kind = f.Kind AND g.SourceKey = f.SourceKey AND g.SupersededAt IS NULL
                      AND (g.RecordedAt > f.RecordedAt OR (g.RecordedAt = f.RecordedAt AND g.Source > f.Source)))
                    AND (c.Protection = 'none' OR @seesProtected = 1 OR EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId))) q) r
              WHERE (@BornFrom IS NULL OR r.KnownBirth >= @BornFrom) AND (@BornBefore IS NULL OR r.KnownBirth < @BornBefore)) x
            WHERE x.Place > @offset AND x.Place <= @last ORDER BY x.Place
            """, new
        {
            caller.UnitId,
            caller.Organisation,
            caller.PersonId,
            seesProtected = Access.SeesProtected(caller.Role, Operations.RecordChild, Relations.None),
            kind,
            filter.ChildId,
            filter.Form,
            filter.BornFrom,
            filter.BornBefore,
            order = filter.Order.ToString(),
            today = clock.Today,
            until = clock.Today.AddDays(Relation.IncomingDays),
            offset = search.IsEmpty ? offset : 0,
            last = search.IsEmpty ? offset + limit : int.MaxValue,
        }), cancel);
        var records = rows.ConvertAll(row => row.Record());
        if (search.IsEmpty)
            return new UnitRecordPage(rows.Count == 0 ? 0 : rows[0].Total, records);
        // A name that is not shown is not found either.
        var named = records.FindAll(record => search.Finds(record.Name));
        return new UnitRecordPage(named.Count, [.. named.Skip(offset).Take(limit)]);
    }

    private sealed class CardRow
    {
        public required Guid ChildId { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
        public DateOnly? BirthDate { get; init; }
        public required string Protection { get; init; }
        public required int Related { get; init; }
        public required int Named { get; init; }

        public ChildCard Card(string role, bool hasCases) => !(Protection == "none" || Named == 1 || Access.SeesProtected(role, Operations.RecordChild, Relations.None)) ? new ChildCard(ChildId, null, null, IsHidden: true)
            : hasCases || Related == 1 ? new ChildCard(ChildId, NameOf(GivenName, FamilyName), BirthDate, IsHidden: false)
            : new ChildCard(ChildId, null, null, IsHidden: false);
    }

    private sealed class RecordRow
    {
        public required int Total { get; init; }
        public required Guid ChildId { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
        public DateOnly? BirthDate { get; init; }
        public required string Source { get; init; }
        public required string SourceKey { get; init; }
        public string? Form { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
        public required int Related { get; init; }

        public UnitRecord Record() => Related == 1
            ? new UnitRecord(ChildId, NameOf(GivenName, FamilyName), BirthDate, Source, SourceKey, Form, FromDate, ToDate)
            : new UnitRecord(ChildId, null, null, Source, SourceKey, Form, FromDate, ToDate);
    }

    private static string? NameOf(string? given, string? family) => given is null && family is null ? null : $"{given} {family}".Trim();
}
