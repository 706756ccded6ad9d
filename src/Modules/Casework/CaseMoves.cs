using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>Takes a case from one state to the next, with what hangs on it; a case that somebody else has moved meanwhile is left alone.</summary>
internal static class CaseMoves
{
    /// <exception cref="Refused">The case has changed since it was loaded.</exception>
    public static async Task To(Session db, CaseFile file, string state)
    {
        if (await db.Execute("UPDATE {Module}.CaseFile SET State = @state, Version = Version + 1 WHERE CaseId = @CaseId AND Version = @Version", new { state, file.CaseId, file.Version }) == 0)
            throw Changed();
    }

    /// <summary>The case has its outcome; all its clocks stop and the reporters of its concerns are answered.</summary>
    /// <param name="feedback">One of <see cref="Feedback.Outcomes"/>.</param>
    public static async Task Close(Session db, Clock clock, Deadlines deadlines, CaseFile file, string outcome, string feedback)
    {
        if (await db.Execute("""
            UPDATE {Module}.CaseFile SET State = 'closed', Outcome = @outcome, ClosedAt = @Now, Version = Version + 1 WHERE CaseId = @CaseId AND Version = @Version
            """, new { outcome, clock.Now, file.CaseId, file.Version }) == 0)
            throw Changed();
        await deadlines.AllDone(db, file.CaseId, file.UnitId);
        await AnswerReporters(db, clock, file, feedback);
    }

    /// <summary>The case is another unit's now: here it ends, with its measures and clocks.</summary>
    /// <param name="state">handed-over or transferred.</param>
    public static async Task GoneOn(Session db, Clock clock, Deadlines deadlines, CaseFile file, string state, string organisation, string unitId)
    {
        if (await db.Execute("""
            UPDATE {Module}.CaseFile SET State = @state, WentToOrganisation = @organisation, WentToUnitId = @unitId, ClosedAt = @Now, Version = Version + 1
            WHERE CaseId = @CaseId AND Version = @Version
            """, new { state, organisation, unitId, clock.Now, file.CaseId, file.Version }) == 0)
            throw Changed();
        await db.Execute("UPDATE {Module}.CaseMeasure SET Outcome = 'gone-on', EndedAt = @Now WHERE CaseId = @CaseId AND EndedAt IS NULL", new { clock.Now, file.CaseId });
        await deadlines.AllDone(db, file.CaseId, file.UnitId);
    }

    public static async Task AnswerReporters(Session db, Clock clock, CaseFile file, string feedback)
    {
        foreach (var concern in await db.Query<ReporterRow>("""
            SELECT ConcernId, ReporterKind, ReporterOrganisation FROM {Module}.Concern WHERE CaseId = @CaseId AND UnitId = @UnitId AND State = 'in-case' ORDER BY RaisedAt
            """, file))
        {
            await db.Execute("UPDATE {Module}.Concern SET State = 'closed', ClosedAt = @Now, Version = Version + 1 WHERE ConcernId = @ConcernId AND UnitId = @UnitId",
                new { clock.Now, concern.ConcernId, file.UnitId });
            db.Publish(new ConcernStatusChanged(concern.ConcernId, concern.ReporterOrganisation, ConcernStatuses.Closed, Feedback.For(concern.ReporterKind, feedback), clock.Now));
        }
    }

    public static async Task DemandNoMeasures(Session db, Guid caseId)
    {
        if (await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.CaseMeasure WHERE CaseId = @caseId AND EndedAt IS NULL", new { caseId }) > 0)
            throw new Refused("measures-running", "End the case's measures first, each with its outcome.");
    }

    private static Refused Changed() => new("wrong-state", "Somebody else has just moved the case.");

    private sealed class ReporterRow
    {
        public required Guid ConcernId { get; init; }
        public required string ReporterKind { get; init; }
        public string? ReporterOrganisation { get; init; }
    }
}
