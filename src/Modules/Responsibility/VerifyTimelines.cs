using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>
/// Every child's stored timeline and alerts are those that its stored facts give (kontroll av ansvarskedjan), with one holder for each day in scope,
/// one timeline at each recorded instant, and the right holder told.
/// </summary>
internal sealed class VerifyTimelines(StoreOf<Register> store, CountyRules rules, Clock clock) : ICheck
{
    // On SQL Server a batch is no snapshot, so a child that changes meanwhile may look wrong once; a fault is what stays.
    private const int Looks = 3;

    public string Name => "timelines";

    public async Task<CheckOutcome> Run(CancellationToken cancel)
    {
        var county = await rules.County(cancel);
        long children = 0, periods = 0;
        await foreach (var batch in ChildBatches.Read(store, (db, ids) => Judge(db, ids, county), cancel))
        {
            children += batch.Children;
            periods += batch.Periods;
            if (batch.Fault is { } fault && await Stays(fault.ChildId, county, cancel) is { } stays)
                return new CheckOutcome($"{children} children, {periods} periods", stays);
        }

        return new CheckOutcome($"{children} children, {periods} periods");
    }

    private async Task<string?> Stays(Guid childId, County county, CancellationToken cancel)
    {
        string? fault = null;
        for (var look = 1; look < Looks; look++)
        {
            fault = (await store.Read(db => Judge(db, [childId], county), cancel)).Fault?.Fault;
            if (fault is null)
                return null;
        }

        return $"child {childId}, {fault}";
    }

    private async Task<Batch> Judge(Session db, Guid[] ids, County county)
    {
        var lastTold = await db.Scalar<DateOnly>("SELECT COALESCE(MAX(OnDate), '0001-01-01') FROM Responsibility.DayTold");
        var history = (await db.Query<HistoryRow>("""
            SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName, RecordedAt, SupersededAt FROM Responsibility.Period WHERE ChildId IN @ids
            """, new { ids })).ToLookup(row => row.ChildId, row => row.Recorded());
        var periods = 0;
        (Guid, string)? first = null;
        foreach (var (childId, child) in await StoredChildren.Load(db, ids))
        {
            periods += child.Periods.Count;
            if (first is null && Fault(childId, child, [.. history[childId]], county, lastTold) is { } fault)
                first = (childId, fault);
        }

        return new Batch(ids.Length, periods, first);
    }

    private string? Fault(Guid childId, StoredChild child, IReadOnlyList<RecordedPeriod> history, County county, DateOnly lastTold)
    {
        var facts = StoredFacts.Facts(childId, child.Facts);
        if (facts.FirstBadFact() is { } bad)
            return bad;
        var timeline = Timeline.Of(facts, rules.Schedule, county);
        DateOnly? replaced = history.Where(row => row.SupersededAt is null).Select(row => (DateOnly?)Clock.DayOf(row.RecordedAt)).Max();
        return TimelineFaults.Different(child.Periods, timeline.Periods)
            ?? TimelineFaults.Different(child.Alerts, timeline.Alerts)
            ?? TimelineFaults.TwoAtOnce(history)
            ?? TimelineFaults.WronglyTold(child.Told, child.Periods, lastTold, replaced, clock.Today)
            ?? (facts.BirthDate == child.BirthDate && facts.DeathDate == child.DeathDate ? null : "birth or death: the register does not say what the facts say");
    }

    private sealed record Batch(int Children, int Periods, (Guid ChildId, string Fault)? Fault);

    private sealed class HistoryRow
    {
        public required Guid ChildId { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
        public required string Organisation { get; init; }
        public string? UnitId { get; init; }
        public required string RuleName { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
        public DateTimeOffset? SupersededAt { get; init; }

        public RecordedPeriod Recorded() => new(new Period(FromDate, ToDate, Organisation, UnitId, RuleName), RecordedAt, SupersededAt);
    }
}
