using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>A sound record of a feed about a number that is no child's yet (väntande post): the fact that it becomes when the child is known.</summary>
internal sealed class WaitingRecord
{
    public required string Source { get; init; }
    public required string RecordId { get; init; }
    public required int Revision { get; init; }
    public required string Hash { get; init; }
    public required string Number { get; init; }
    public required string Kind { get; init; }
    public required string SourceKey { get; init; }
    public string? UnitId { get; init; }
    public string? Municipality { get; init; }
    public string? ProtectionLevel { get; init; }
    public required DateOnly FromDate { get; init; }
    public DateOnly? ToDate { get; init; }

    public bool IsEdition(int revision, string hash) => Revision == revision && Hash == hash;

    public FactChange Fact() => new(Kind, Source, SourceKey, new FactContent { UnitId = UnitId, Municipality = Municipality, Reason = ProtectionLevel, FromDate = FromDate, ToDate = ToDate }, RecordId);
}

/// <summary>
/// Where records wait for a child that nobody has told of. Whoever makes the child known, a feed or an actor, takes them along in the same transaction, so
/// that none is taken twice or left behind, and the child's first timeline rests on them.
/// </summary>
internal static class WaitingRoom
{
    private static readonly string[] Columns =
        ["Source", "RecordId", "Revision", "Hash", "Number", "Kind", "SourceKey", "UnitId", "Municipality", "ProtectionLevel", "FromDate", "ToDate", "Reason", "WaitsSince"];

    /// <summary>What waits of a source's records, by record id.</summary>
    public static async Task<Dictionary<string, WaitingRecord>> Of(Session db, string source) => (await db.Query<WaitingRecord>("""
        SELECT Source, RecordId, Revision, Hash, Number, Kind, SourceKey, UnitId, Municipality, ProtectionLevel, FromDate, ToDate FROM Responsibility.WaitingRecord WHERE Source = @source
        """, new { source })).ToDictionary(r => r.RecordId, StringComparer.Ordinal);

    /// <summary>Lets records wait. One that waits already keeps its place in time.</summary>
    public static async Task Enter(Session db, string source, IReadOnlyCollection<WaitingRecord> records, string reason, DateTimeOffset now)
    {
        var since = (await db.Query<SinceRow>("SELECT RecordId, WaitsSince FROM Responsibility.WaitingRecord WHERE Source = @source", new { source })).ToDictionary(r => r.RecordId, r => r.WaitsSince, StringComparer.Ordinal);
        await Leave(db, source, [.. records.Select(r => r.RecordId)]);
        await db.Insert("WaitingRecord", Columns, [.. records.Select(r => new object?[]
        {
            source, r.RecordId, r.Revision, r.Hash, r.Number, r.Kind, r.SourceKey, r.UnitId, r.Municipality, r.ProtectionLevel, r.FromDate, r.ToDate, reason, since.GetValueOrDefault(r.RecordId, now),
        })]);
    }

    public static async Task Leave(Session db, string source, IReadOnlyCollection<string> recordIds)
    {
        foreach (var ids in recordIds.Chunk(Register.MostAtOnce))
            await db.Execute("DELETE FROM Responsibility.WaitingRecord WHERE Source = @source AND RecordId IN @ids", new { source, ids });
    }

    /// <summary>Children that became known by another way while the record was on its way here.</summary>
    public static async Task<List<ChildChange>> Late(Session db)
    {
        var rows = await db.Query<NumberRow>("SELECT DISTINCT w.Number, i.ChildId FROM Responsibility.WaitingRecord w JOIN Responsibility.ChildIdentity i ON i.Number = w.Number ORDER BY i.ChildId, w.Number");
        return [.. rows.GroupBy(r => r.ChildId).Select(child =>
        {
            var change = new ChildChange(child.Key);
            change.Awaited.AddRange(child.Select(r => r.Number));
            return change;
        })];
    }

    /// <summary>Adds what waits for the changes' numbers to the changes, the earliest first. The answer is for <see cref="Taken"/>.</summary>
    public static async Task<List<(WaitingRecord Record, Guid? Child)>> Call(Session db, IReadOnlyList<ChildChange> changes)
    {
        var taken = new List<(WaitingRecord, Guid?)>();
        var children = new Dictionary<string, ChildChange>(StringComparer.Ordinal);
        foreach (var change in changes)
            foreach (var number in change.Numbers.Select(n => n.Number).Concat(change.Awaited))
                children[number] = change;
        var numbers = children.Keys.Concat(changes.SelectMany(c => c.Guardians).Select(g => g.Number)).Distinct(StringComparer.Ordinal).ToList();
        if (numbers.Count == 0 || await db.Scalar<int>("SELECT COUNT(*) FROM Responsibility.WaitingRecord") == 0)
            return taken;
        foreach (var some in numbers.Chunk(Register.MostAtOnce))
        {
            foreach (var record in await db.Query<WaitingRecord>("""
                SELECT Source, RecordId, Revision, Hash, Number, Kind, SourceKey, UnitId, Municipality, ProtectionLevel, FromDate, ToDate
                FROM Responsibility.WaitingRecord WHERE Number IN @some ORDER BY FromDate, WaitsSince, RecordId
                """, new { some }))
            {
                if (children.TryGetValue(record.Number, out var change))
                {
                    change.Facts.Add(record.Fact());
                    taken.Add((record, change.ChildId));
                }
                else if (record.Kind == FactKinds.Protection)
                {
                    taken.Add((record, null));
                }
            }
        }

        return taken;
    }

    /// <summary>The records have been said, as if the child had been known when they came; a guardian's protection reaches every row of the guardian.</summary>
    public static async Task Taken(Session db, IReadOnlyCollection<(WaitingRecord Record, Guid? Child)> taken)
    {
        foreach (var (record, _) in taken.Where(t => t.Child is null))
            await Identities.Protect(db, record.Number, record.ProtectionLevel!, record.FromDate);
        foreach (var source in taken.GroupBy(t => t.Record.Source, StringComparer.Ordinal))
        {
            var recordIds = source.Select(t => t.Record.RecordId).ToList();
            await Leave(db, source.Key, recordIds);
            foreach (var ids in recordIds.Chunk(Register.MostAtOnce))
                await db.Execute("DELETE FROM Responsibility.FeedRecord WHERE Source = @source AND RecordId IN @ids", new { source = source.Key, ids });
            await db.Insert("FeedRecord", ["Source", "RecordId", "Revision", "Hash", "ChildId"],
                [.. source.Select(t => new object?[] { source.Key, t.Record.RecordId, t.Record.Revision, t.Record.Hash, t.Child })]);
        }
    }

    private sealed class SinceRow
    {
        public required string RecordId { get; init; }
        public required DateTimeOffset WaitsSince { get; init; }
    }

    private sealed class NumberRow
    {
        public required string Number { get; init; }
        public required Guid ChildId { get; init; }
    }
}
