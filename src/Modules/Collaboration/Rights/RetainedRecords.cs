using System.Globalization;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>A shared record that is over, as its table tells it.</summary>
internal sealed class OverRow
{
    public required Guid RecordId { get; init; }
    public required Guid ChildId { get; init; }
    public required DateTimeOffset OverAt { get; init; }
    public required string State { get; init; }

    /// <summary>Grows whenever something in the record changes.</summary>
    public required int Changes { get; init; }

    public static IReadOnlyList<DueRecord> Due(List<OverRow> rows, RetentionRule rule, DateOnly today) =>
    [
        .. from row in rows
           let due = rule.DueAfter(Clock.DayOf(row.OverAt))
           where due is not null && due <= today
           select new DueRecord(rule.Kind, row.RecordId, row.ChildId, due.Value, rule.Told, rule.Source, string.Create(CultureInfo.InvariantCulture, $"{row.State} {row.OverAt.UtcTicks} {row.Changes}")),
    ];
}

/// <summary>The closed plans that the unit owned, with every version of every part.</summary>
internal sealed class RetainedPlans(RetentionRules rules) : IRetained
{
    private static readonly string[] Deletions =
    [
        "DELETE FROM Collaboration.Evaluation WHERE FollowUpId IN (SELECT f.FollowUpId FROM Collaboration.FollowUp f WHERE f.PlanId = @RecordId)",
        "DELETE FROM Collaboration.FollowUp WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.AudienceUnit WHERE ItemId IN (SELECT m.MessageId FROM Collaboration.Message m WHERE m.PlanId = @RecordId)",
        "DELETE FROM Collaboration.AudienceMember WHERE ItemId IN (SELECT m.MessageId FROM Collaboration.Message m WHERE m.PlanId = @RecordId)",
        "DELETE FROM Collaboration.Message WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.AudienceUnit WHERE ItemId IN (SELECT d.DocumentId FROM Collaboration.Document d WHERE d.PlanId = @RecordId)",
        "DELETE FROM Collaboration.AudienceMember WHERE ItemId IN (SELECT d.DocumentId FROM Collaboration.Document d WHERE d.PlanId = @RecordId)",
        "DELETE FROM Collaboration.DocumentChunk WHERE DocumentId IN (SELECT d.DocumentId FROM Collaboration.Document d WHERE d.PlanId = @RecordId)",
        "DELETE FROM Collaboration.Document WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.KeptPart WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.PlanCorrection WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.CorrectionAsk WHERE RecordId = @RecordId",
        "DELETE FROM Collaboration.PlanPartVersion WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.PlanPart WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.PlanEvent WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.OwnerOffer WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.PlanParty WHERE PlanId = @RecordId",
        "DELETE FROM Collaboration.ChildPlan WHERE PlanId = @RecordId",
    ];

    public bool IsIn(ModuleInfo module) => module.Assembly == typeof(RetainedPlans).Assembly;

    public async Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today) => OverRow.Due(await db.Query<OverRow>("""
        SELECT p.PlanId AS RecordId, p.ChildId, p.ClosedAt AS OverAt, p.State, p.Number + (SELECT COUNT(*) FROM Collaboration.PlanCorrection c WHERE c.PlanId = p.PlanId)
          + (SELECT COUNT(*) FROM Collaboration.CorrectionAsk a WHERE a.RecordId = p.PlanId) 
          + (SELECT COUNT(*) FROM Collaboration.Message m WHERE m.PlanId = p.PlanId) + (SELECT COUNT(*) FROM Collaboration.Document d WHERE d.PlanId = p.PlanId) AS Changes
        FROM Collaboration.ChildPlan p WHERE p.OwnerUnitId = @UnitId AND p.State = 'closed' AND p.ClosedAt IS NOT NULL
        """, caller), rules[caller.Organisation, RetentionKinds.ClosedPlan], today);

    public async Task Erase(Session db, Caller caller, DueRecord record)
    {
        foreach (var deletion in Deletions)
            await db.Execute(deletion, record);
    }
}

/// <summary>The forms that the unit asked, from their last day, with every answer; whatever was answered, none of them covers anything after that day.</summary>
internal sealed class RetainedConsents(RetentionRules rules) : IRetained
{
    private static readonly string[] Deletions =
    [
        "DELETE FROM Collaboration.CorrectionAsk WHERE RecordId IN (SELECT c.ConsentId FROM Collaboration.Consent c WHERE c.FormId = @RecordId)",
        "DELETE FROM Collaboration.ConsentException WHERE ConsentId IN (SELECT c.ConsentId FROM Collaboration.Consent c WHERE c.FormId = @RecordId)",
        "DELETE FROM Collaboration.ConsentEvent WHERE FormId = @RecordId",
        "DELETE FROM Collaboration.Consent WHERE FormId = @RecordId",
        "DELETE FROM Collaboration.ConsentLine WHERE FormId = @RecordId",
        "DELETE FROM Collaboration.ConsentForm WHERE FormId = @RecordId",
    ];

    public bool IsIn(ModuleInfo module) => module.Assembly == typeof(RetainedConsents).Assembly;

    public async Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today) => OverRow.Due((await db.Query<FormRow>("""
        SELECT f.FormId, f.ChildId, f.UntilDate, f.State, (SELECT COUNT(*) FROM Collaboration.ConsentEvent e WHERE e.FormId = f.FormId) AS Changes
        FROM Collaboration.ConsentForm f WHERE f.AskedByUnitId = @UnitId AND f.UntilDate < @today
        """, new { caller.UnitId, today })).ConvertAll(f => new OverRow { RecordId = f.FormId, ChildId = f.ChildId, OverAt = Clock.StartOf(f.UntilDate), State = f.State, Changes = f.Changes }),
        rules[caller.Organisation, RetentionKinds.Consent], today);

    public async Task Erase(Session db, Caller caller, DueRecord record)
    {
        foreach (var deletion in Deletions)
            await db.Execute(deletion, record);
    }

    private sealed class FormRow
    {
        public required Guid FormId { get; init; }
        public required Guid ChildId { get; init; }
        public required DateOnly UntilDate { get; init; }
        public required string State { get; init; }
        public required int Changes { get; init; }
    }
}

/// <summary>The meetings that the unit called and that were recorded or called off, with everybody's view.</summary>
internal sealed class RetainedMeetings(RetentionRules rules) : IRetained
{
    private static readonly string[] Deletions =
    [
        "DELETE FROM Collaboration.CorrectionAsk WHERE RecordId = @RecordId",
        "DELETE FROM Collaboration.Experience WHERE MeetingId = @RecordId",
        "DELETE FROM Collaboration.MeetingView WHERE InviteeId IN (SELECT i.InviteeId FROM Collaboration.MeetingInvitee i WHERE i.MeetingId = @RecordId)",
        "DELETE FROM Collaboration.MeetingInvitee WHERE MeetingId = @RecordId",
        "DELETE FROM Collaboration.Meeting WHERE MeetingId = @RecordId",
    ];

    public bool IsIn(ModuleInfo module) => module.Assembly == typeof(RetainedMeetings).Assembly;

    public async Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today) => OverRow.Due(await db.Query<OverRow>("""
        SELECT m.MeetingId AS RecordId, m.ChildId, COALESCE(m.RecordedAt, m.EndsAt) AS OverAt, m.State,
          m.Version + (SELECT COUNT(*) FROM Collaboration.MeetingView v JOIN Collaboration.MeetingInvitee i ON i.InviteeId = v.InviteeId WHERE i.MeetingId = m.MeetingId) AS Changes
        FROM Collaboration.Meeting m WHERE m.CalledByUnitId = @UnitId AND m.State <> 'called'
        """, caller), rules[caller.Organisation, RetentionKinds.Meeting], today);

    public async Task Erase(Session db, Caller caller, DueRecord record)
    {
        foreach (var deletion in Deletions)
            await db.Execute(deletion, record);
    }
}
