using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Collaboration;

/// <summary>What the family may ask to have corrected, as stored and sent.</summary>
internal static class CorrectionSubjects
{
    public const string Plan = "plan";
    public const string Consent = "consent";
    public const string Meeting = "meeting";
    public const string Register = "register";

    public static readonly IReadOnlyList<string> All = [Plan, Consent, Meeting, Register];
}

/// <summary>How a request is answered, as stored and sent.</summary>
internal static class CorrectionAnswers
{
    /// <summary>The objection stands beside what it is about (annan mening).</summary>
    public const string Noted = "noted";

    /// <summary>A correction has been written beside it.</summary>
    public const string Corrected = "corrected-by-note";
    public const string Refused = "refused";

    public static readonly IReadOnlyList<string> All = [Noted, Corrected, Refused];
}

/// <summary>A request for correction (begäran om rättelse) as stored.</summary>
internal sealed class StoredAsk
{
    public required Guid AskId { get; init; }
    public required Guid ChildId { get; init; }
    public required Guid MemberId { get; init; }
    public required string About { get; init; }
    public Guid? RecordId { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public string? Answer { get; init; }
    public string? Reason { get; init; }
    public string? Appeal { get; init; }
    public string? AnsweredByOrganisation { get; init; }
    public string? AnsweredByUnitId { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>One member's own, the latest first: what another of the family has asked is not shown.</summary>
    public static Task<List<StoredAsk>> OfMember(Session db, Guid childId, Guid memberId) => db.Query<StoredAsk>("""
        SELECT AskId, ChildId, MemberId, About, RecordId, Body, AskedAt, Answer, Reason, Appeal, AnsweredByOrganisation, AnsweredByUnitId, AnsweredAt
        FROM Collaboration.CorrectionAsk WHERE ChildId = @childId AND MemberId = @memberId ORDER BY AskedAt DESC, AskId
        """, new { childId, memberId });

    /// <summary>Those that are for a unit to answer: as the child's holder, or as the owner of its plan.</summary>
    public static Task<List<StoredAsk>> OfUnit(Session db, string unitId) => db.Query<StoredAsk>("""
        SELECT a.AskId, a.ChildId, a.MemberId, a.About, a.RecordId, a.Body, a.AskedAt, a.Answer, a.Reason, a.Appeal, a.AnsweredByOrganisation, a.AnsweredByUnitId, a.AnsweredAt
        FROM Collaboration.CorrectionAsk a WHERE a.HolderUnitId = @unitId
          OR EXISTS (SELECT 1 FROM Collaboration.ChildPlan p WHERE p.ChildId = a.ChildId AND p.OwnerUnitId = @unitId AND p.State = 'open')
        ORDER BY CASE WHEN a.AnsweredAt IS NULL THEN 0 ELSE 1 END, a.AskedAt DESC, a.AskId
        """, new { unitId });
}

/// <summary>The holder answers what the family asks; when the holder changes, so does the list. What may be seen is asked of the register at each request.</summary>
internal sealed class HearAsksHolder(Db db, Clock clock, IResponsibility register) : INotificationHandler<ResponsibilityTransferred>, INotificationHandler<ResponsibilityCorrected>
{
    public Task Handle(ResponsibilityTransferred notification, CancellationToken cancellationToken) => Follow(notification.ChildId, cancellationToken);

    public Task Handle(ResponsibilityCorrected notification, CancellationToken cancellationToken) => Follow(notification.ChildId, cancellationToken);

    // The event may be old: what counts is who holds now.
    private async Task Follow(Guid childId, CancellationToken cancel) => await db.Execute("UPDATE Collaboration.CorrectionAsk SET HolderUnitId = @UnitId WHERE ChildId = @childId",
        new { (await register.Holder(childId, clock.Today, cancel))?.UnitId, childId });
}
