using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>What is stored of one child now: the facts that count, the timeline, the alerts, and the holder told last.</summary>
internal sealed class StoredChild
{
    public static readonly StoredChild None = new();

    public List<StoredFact> Facts { get; } = [];
    public List<Period> Periods { get; } = [];
    public List<Alert> Alerts { get; } = [];
    public ToldHolder Told { get; init; }
    public DateOnly? BirthDate { get; init; }
    public DateOnly? DeathDate { get; init; }
    public string Protection { get; init; } = ProtectionLevels.None;
}

/// <summary>Reads children by the batch.</summary>
internal static class StoredChildren
{
    public static async Task<Dictionary<Guid, StoredChild>> Load(Session db, IReadOnlyCollection<Guid> ids)
    {
        var children = new Dictionary<Guid, StoredChild>(ids.Count);
        if (ids.Count == 0)
            return children;
        foreach (var row in await db.Query<ChildRow>("SELECT ChildId, BirthDate, DeathDate, Protection, ToldOrganisation, ToldUnitId FROM Responsibility.Child WHERE ChildId IN @ids", new { ids }))
            children[row.ChildId] = new StoredChild { Told = new(row.ToldOrganisation, row.ToldUnitId), BirthDate = row.BirthDate, DeathDate = row.DeathDate, Protection = row.Protection };
        foreach (var fact in await db.Query<StoredFact>("""
            SELECT FactId, ChildId, Kind, Source, SourceKey, RecordId, Organisation, UnitId, Form, Municipality, FromDate, ToDate, DueDate, Reason, RecordedAt
            FROM Responsibility.Fact WHERE ChildId IN @ids AND SupersededAt IS NULL
            """, new { ids }))
            children[fact.ChildId].Facts.Add(fact);
        foreach (var row in await db.Query<PeriodRow>("""
            SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName FROM Responsibility.Period
            WHERE ChildId IN @ids AND SupersededAt IS NULL ORDER BY ChildId, FromDate
            """, new { ids }))
            children[row.ChildId].Periods.Add(row.Period());
        foreach (var row in await db.Query<AlertRow>("SELECT ChildId, Code, FromDate, ToDate FROM Responsibility.Alert WHERE ChildId IN @ids ORDER BY ChildId, Code, FromDate", new { ids }))
            children[row.ChildId].Alerts.Add(new Alert(row.Code, row.FromDate, row.ToDate));
        return children;
    }

    private sealed class ChildRow
    {
        public required Guid ChildId { get; init; }
        public DateOnly? BirthDate { get; init; }
        public DateOnly? DeathDate { get; init; }
        public required string Protection { get; init; }
        public string? ToldOrganisation { get; init; }
        public string? ToldUnitId { get; init; }
    }

    private sealed class AlertRow
    {
        public required Guid ChildId { get; init; }
        public required string Code { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
    }
}

/// <summary>A row of <c>Responsibility.Period</c>.</summary>
internal sealed class PeriodRow
{
    public required Guid ChildId { get; init; }
    public required DateOnly FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
    public required string Organisation { get; init; }
    public string? UnitId { get; init; }
    public required string RuleName { get; init; }

    public Period Period() => new(FromDate, ToDate, Organisation, UnitId, RuleName);
}
