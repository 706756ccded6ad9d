using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A meeting as stored. Instants are UTC.</summary>
internal sealed class StoredMeeting
{
    public required Guid MeetingId { get; init; }
    public required Guid ChildId { get; init; }
    public required string CalledByOrganisation { get; init; }
    public required string CalledByUnitId { get; init; }
    public required string Purpose { get; init; }
    public string? Agenda { get; init; }
    public string? WishedParticipants { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public string? Place { get; init; }
    public string? VideoLink { get; init; }
    public string? ChildNotInvited { get; init; }
    public required string State { get; init; }
    public required int Sequence { get; init; }
    public string? CancelReason { get; init; }
    public string? Outcome { get; init; }
    public string? OutcomeBody { get; init; }
    public string? ChildPart { get; init; }
    public string? ChildPartBody { get; init; }
    public required int Version { get; init; }

    public static async Task<StoredMeeting> Load(Session db, Guid meetingId) => await db.Find<StoredMeeting>("""
        SELECT MeetingId, ChildId, CalledByOrganisation, CalledByUnitId, Purpose, Agenda, WishedParticipants, StartsAt, EndsAt, Place, VideoLink, ChildNotInvited, State, Sequence,
          CancelReason, Outcome, OutcomeBody, ChildPart, ChildPartBody, Version
        FROM Collaboration.Meeting WHERE MeetingId = @meetingId
        """, new { meetingId }) ?? throw new NotFound();
}

/// <summary>Somebody who is invited, or was, as stored.</summary>
internal sealed class StoredInvitee
{
    public required Guid InviteeId { get; init; }
    public required string Kind { get; init; }
    public string? Organisation { get; init; }
    public string? UnitId { get; init; }
    public Guid? MemberId { get; init; }
    public string? Answer { get; init; }
    public string? AnswerBody { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? Attendance { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }

    public bool IsInvited => RemovedAt is null;

    public static Task<List<StoredInvitee>> Of(Session db, Guid meetingId) => db.Query<StoredInvitee>("""
        SELECT InviteeId, Kind, Organisation, UnitId, MemberId, Answer, AnswerBody, AnsweredAt, Attendance, RemovedAt
        FROM Collaboration.MeetingInvitee WHERE MeetingId = @meetingId ORDER BY CASE Kind WHEN 'child' THEN 1 WHEN 'guardian' THEN 2 ELSE 3 END, InviteeId
        """, new { meetingId });
}

/// <summary>One version of what a party thinks, as stored.</summary>
internal sealed class StoredView
{
    public required Guid InviteeId { get; init; }
    public required int Number { get; init; }
    public required string Body { get; init; }
    public required bool Disagrees { get; init; }
    public required DateTimeOffset SaidAt { get; init; }

    public static Task<List<StoredView>> Of(Session db, Guid meetingId) => db.Query<StoredView>("""
        SELECT v.InviteeId, v.Number, v.Body, v.Disagrees, v.SaidAt
        FROM Collaboration.MeetingInvitee i JOIN Collaboration.MeetingView v ON v.InviteeId = i.InviteeId WHERE i.MeetingId = @meetingId ORDER BY v.InviteeId, v.Number
        """, new { meetingId });
}
