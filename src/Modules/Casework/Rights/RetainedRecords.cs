using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Casework;

/// <summary>A record that is over, as its table tells it.</summary>
internal sealed class OverRow
{
    public required Guid RecordId { get; init; }
    public Guid? ChildId { get; init; }
    public required DateTimeOffset OverAt { get; init; }
    public required string State { get; init; }

    /// <summary>Grows whenever something in the record changes.</summary>
    public required int Changes { get; init; }

    public DueRecord? Due(RetentionRule rule, DateOnly today) => rule.DueAfter(Clock.DayOf(OverAt)) is { } due && due <= today
        ? new DueRecord(rule.Kind, RecordId, ChildId, due, rule.Told, rule.Source, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{State} {OverAt.UtcTicks} {Changes}"))
        : null;

    public static IReadOnlyList<DueRecord> Due(List<OverRow> rows, RetentionRule rule, DateOnly today) => [.. rows.Select(row => row.Due(rule, today)).OfType<DueRecord>()];
}

/// <summary>The unit's cases that are closed or have gone on, with all that was written in them.</summary>
internal sealed class RetainedCases(RetentionRules rules) : IRetained
{
    // One after another: what points at a row goes before the row.
    private static readonly string[] Deletions =
    [
        "DELETE FROM {Module}.NoteVersion WHERE NoteId IN (SELECT n.NoteId FROM {Module}.Note n WHERE n.CaseId = @RecordId)",
        "DELETE FROM {Module}.Note WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.SourceAnswer WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.SourceAsked WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.AnalysisAnswer WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.AnalysisSide WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.AnalysisView WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.Analysis WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.CaseMeasure WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.CaseDecision WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.Deadline WHERE ItemId IN (SELECT h.HandOverId FROM {Module}.HandOver h WHERE h.CaseId = @RecordId)",
        "DELETE FROM {Module}.HandOver WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.Disclosure WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.ReceivedParcel WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.OfferItem WHERE OfferId IN (SELECT o.OfferId FROM {Module}.Offer o WHERE o.CaseId = @RecordId)",
        "DELETE FROM {Module}.Deadline WHERE ItemId IN (SELECT o.OfferId FROM {Module}.Offer o WHERE o.CaseId = @RecordId)",
        "DELETE FROM {Module}.Offer WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.CaseDelegation WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.CaseEvent WHERE CaseId = @RecordId",
        "DELETE FROM {Module}.ConcernSpoke WHERE UnitId = @UnitId AND ConcernId IN (SELECT c.ConcernId FROM {Module}.Concern c WHERE c.CaseId = @RecordId AND c.UnitId = @UnitId)",
        "DELETE FROM {Module}.Deadline WHERE UnitId = @UnitId AND ItemId IN (SELECT c.ConcernId FROM {Module}.Concern c WHERE c.CaseId = @RecordId AND c.UnitId = @UnitId)",
        "DELETE FROM {Module}.Concern WHERE CaseId = @RecordId AND UnitId = @UnitId",
        "DELETE FROM {Module}.Deadline WHERE ItemId = @RecordId AND UnitId = @UnitId",
        "DELETE FROM {Module}.CaseFile WHERE CaseId = @RecordId AND UnitId = @UnitId",
    ];

    public bool IsIn(ModuleInfo module) => module.IsActor;

    public async Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today) => OverRow.Due(await db.Query<OverRow>("""
        SELECT f.CaseId AS RecordId, f.ChildId, f.ClosedAt AS OverAt, f.State, f.Version + (SELECT COUNT(*) FROM {Module}.CaseEvent e WHERE e.CaseId = f.CaseId)
          + (SELECT COALESCE(SUM(n.Version), 0) FROM {Module}.Note n WHERE n.CaseId = f.CaseId) AS Changes
        FROM {Module}.CaseFile f WHERE f.UnitId = @UnitId AND f.State IN ('closed', 'handed-over', 'transferred') AND f.ClosedAt IS NOT NULL
        """, caller), rules[caller.Organisation, RetentionKinds.ClosedCase], today);

    public async Task Erase(Session db, Caller caller, DueRecord record)
    {
        foreach (var deletion in Deletions)
            await db.Execute(deletion, new { record.RecordId, caller.UnitId });
    }
}

/// <summary>The unit's concerns that are closed or have gone on and that no case here took up; one that a case took up goes with the case.</summary>
internal sealed class RetainedConcerns(RetentionRules rules) : IRetained
{
    public bool IsIn(ModuleInfo module) => module.IsActor;

    public async Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today) => OverRow.Due(await db.Query<OverRow>("""
        SELECT c.ConcernId AS RecordId, c.ChildId, c.ClosedAt AS OverAt, c.State, c.Version AS Changes
        FROM {Module}.Concern c WHERE c.UnitId = @UnitId AND c.State IN ('closed', 'passed', 'transferred') AND c.ClosedAt IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM {Module}.CaseFile f WHERE f.CaseId = c.CaseId)
        """, caller), rules[caller.Organisation, RetentionKinds.ClosedConcern], today);

    public async Task Erase(Session db, Caller caller, DueRecord record)
    {
        var key = new { record.RecordId, caller.UnitId };
        await db.Execute("DELETE FROM {Module}.ConcernSpoke WHERE ConcernId = @RecordId AND UnitId = @UnitId", key);
        await db.Execute("DELETE FROM {Module}.Deadline WHERE ItemId = @RecordId AND UnitId = @UnitId", key);
        await db.Execute("DELETE FROM {Module}.Concern WHERE ConcernId = @RecordId AND UnitId = @UnitId", key);
    }
}

/// <summary>The unit's receipts whose concerns are closed. Whom one is about is known where the unit has the concern as well.</summary>
internal sealed class RetainedReceipts(RetentionRules rules) : IRetained
{
    public bool IsIn(ModuleInfo module) => module.IsActor;

    public async Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today) => OverRow.Due(await db.Query<OverRow>("""
        SELECT r.ReceiptId AS RecordId, c.ChildId, r.StatusAt AS OverAt, r.Status AS State, 1 AS Changes
        FROM {Module}.Receipt r LEFT JOIN {Module}.Concern c ON c.ConcernId = r.ReceiptId AND c.UnitId = r.UnitId WHERE r.UnitId = @UnitId AND r.Status = 'closed'
        """, caller), rules[caller.Organisation, RetentionKinds.Receipt], today);

    public async Task Erase(Session db, Caller caller, DueRecord record)
    {
        await db.Execute("DELETE FROM {Module}.ReceiptSpoke WHERE ReceiptId = @RecordId", record);
        await db.Execute("DELETE FROM {Module}.Receipt WHERE ReceiptId = @RecordId", record);
    }
}
