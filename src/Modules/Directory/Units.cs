using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>Units as the floors above ask for them.</summary>
internal sealed class Units(StoreOf<Units> store) : IUnits
{
    public Task<UnitInfo?> Find(string unitId, CancellationToken cancel) => store.Read(async db =>
        (await db.Find<Row>("SELECT UnitId, Organisation, Name, Municipality, IsPrivate, FromDate, ToDate FROM Directory.Unit WHERE UnitId = @unitId", new { unitId }))?.Info(), cancel);

    public Task<bool> Any(CancellationToken cancel) => store.Read(async db => await db.Scalar<int>("SELECT COUNT(*) FROM Directory.Unit") > 0, cancel);

    public Task<IReadOnlyDictionary<string, UnitInfo>> All(CancellationToken cancel) => store.Read<IReadOnlyDictionary<string, UnitInfo>>(async db =>
        (await db.Query<Row>("SELECT UnitId, Organisation, Name, Municipality, IsPrivate, FromDate, ToDate FROM Directory.Unit"))
            .ToDictionary(row => row.UnitId, row => row.Info(), StringComparer.Ordinal), cancel);

    public Task<IReadOnlyDictionary<string, UnitInfo>> Some(IReadOnlyCollection<string> unitIds, CancellationToken cancel) => store.Read<IReadOnlyDictionary<string, UnitInfo>>(async db =>
        (await db.Query<Row>("SELECT UnitId, Organisation, Name, Municipality, IsPrivate, FromDate, ToDate FROM Directory.Unit WHERE UnitId IN @unitIds", new { unitIds }))
            .ToDictionary(row => row.UnitId, row => row.Info(), StringComparer.Ordinal), cancel);

    public Task<IReadOnlyDictionary<string, UnitInfo>> BySourceId(CancellationToken cancel) => store.Read<IReadOnlyDictionary<string, UnitInfo>>(async db =>
        (await db.Query<Row>("SELECT UnitId, Organisation, Name, Municipality, IsPrivate, FromDate, ToDate, SourceId FROM Directory.Unit WHERE SourceId IS NOT NULL"))
            .ToDictionary(row => row.SourceId!, row => row.Info(), StringComparer.OrdinalIgnoreCase), cancel);

    public Task<IReadOnlyList<DefaultUnitInfo>> Defaults(CancellationToken cancel) => store.Read<IReadOnlyList<DefaultUnitInfo>>(async db =>
        (await db.Query<DefaultRow>("SELECT Municipality, Organisation, UnitId, FromDate, ToDate FROM Directory.DefaultUnit ORDER BY Municipality, Organisation, FromDate"))
            .ConvertAll(row => new DefaultUnitInfo(row.Municipality, row.Organisation, row.UnitId, row.FromDate, row.ToDate)), cancel);

    public Task<IReadOnlyList<ContactWayInfo>> ContactWays(string unitId, CancellationToken cancel) => store.Read<IReadOnlyList<ContactWayInfo>>(async db =>
        (await db.Query<ContactRow>("SELECT Purpose, Label, Phone, Email, Hours, Note FROM Directory.ContactWay WHERE UnitId = @unitId ORDER BY Purpose, Label", new { unitId }))
            .ConvertAll(row => new ContactWayInfo(row.Purpose, row.Label, row.Phone, row.Email, row.Hours, row.Note)), cancel);

    public Task<string> Home(string unitId, DateOnly day, CancellationToken cancel) => store.Read(async db =>
        // Most units are open, and the others need not be read for them.
        await db.Scalar<int>("SELECT COUNT(*) FROM Directory.Unit WHERE UnitId = @unitId AND (ToDate IS NULL OR ToDate > @day)", new { unitId, day }) > 0
            ? unitId
            : Successors.Home(await Successors.All(db), unitId, day), cancel);

    public Task<string?> ContactPerson(string unitId, DateOnly day, CancellationToken cancel) => store.Read(async db =>
        await db.Find<string>("""
            SELECT COALESCE(d.ToTeam, p.Name) FROM Directory.Delegation d LEFT JOIN Directory.Person p ON p.PersonId = d.ToPersonId
            WHERE d.UnitId = @unitId AND d.FromDate <= @day AND d.ToDate > @day AND d.EndedAt IS NULL ORDER BY d.FromDate DESC
            """, new { unitId, day })
        ?? await db.Find<string>("""
            SELECT p.Name FROM Directory.Assignment a JOIN Directory.Person p ON p.PersonId = a.PersonId
            WHERE a.UnitId = @unitId AND a.FromDate <= @day AND (a.ToDate IS NULL OR a.ToDate > @day)
            ORDER BY CASE WHEN a.RoleCode IN ('rektor', 'preschool-head', 'unit-head') THEN 0 ELSE 1 END, a.FromDate, p.PersonId
            """, new { unitId, day }), cancel);

    private sealed class Row
    {
        public required string UnitId { get; init; }
        public required string Organisation { get; init; }
        public required string Name { get; init; }
        public string? Municipality { get; init; }
        public required bool IsPrivate { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
        public string? SourceId { get; init; }

        public UnitInfo Info() => new(UnitId, Organisation, Name, Municipality, IsPrivate, FromDate, ToDate);
    }

    private sealed class DefaultRow
    {
        public required string Municipality { get; init; }
        public required string Organisation { get; init; }
        public required string UnitId { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
    }

    private sealed class ContactRow
    {
        public required string Purpose { get; init; }
        public required string Label { get; init; }
        public string? Phone { get; init; }
        public string? Email { get; init; }
        public string? Hours { get; init; }
        public string? Note { get; init; }
    }
}
