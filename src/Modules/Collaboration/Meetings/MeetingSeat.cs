using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>
/// The caller's seat at a meeting, read in the same transaction or snapshot as what is shown or written: a unit's as the convener, or as one that is invited and
/// covered now; a member of the family's own.
/// </summary>
/// <param name="Own">The caller's own row; missing for a convener of old who is not there.</param>
/// <param name="Coverage">Missing for the family.</param>
internal sealed record MeetingSeat(StoredMeeting Meeting, IReadOnlyList<StoredInvitee> Invitees, StoredInvitee Own, Coverage? Coverage)
{
    /// <summary>What lets an invited unit take part: the convener tells it of the meeting. A consent for the plan, or for who is in touch; or another recorded ground.</summary>
    public static Basis? Basis(Coverage coverage, string convenerUnitId, string unitId) =>
        coverage.Of(convenerUnitId, unitId, Categories.Plan) ?? coverage.Of(convenerUnitId, unitId, Categories.Contact);

    /// <exception cref="NotFound">No such meeting, or not for this unit any more.</exception>
    public static async Task<MeetingSeat> OfUnit(Session db, Givers givers, Caller caller, Guid meetingId, CancellationToken cancel)
    {
        var meeting = await StoredMeeting.Load(db, meetingId);
        var invitees = await StoredInvitee.Of(db, meetingId);
        var own = invitees.Find(i => i.IsInvited && i.UnitId == caller.UnitId) ?? throw new NotFound();
        var coverage = await givers.Coverage(db, meeting.ChildId, cancel);
        return meeting.CalledByUnitId == caller.UnitId || Basis(coverage, meeting.CalledByUnitId, caller.UnitId) is not null
            ? new MeetingSeat(meeting, invitees, own, coverage)
            : throw new NotFound();
    }

    /// <exception cref="NotFound">No such meeting, or this one is not invited to it.</exception>
    public static async Task<MeetingSeat> OfMember(Session db, Caller caller, Guid meetingId)
    {
        var meeting = await StoredMeeting.Load(db, meetingId);
        var invitees = await StoredInvitee.Of(db, meetingId);
        return caller.ActsFor.TryGetValue(meeting.ChildId, out var me) && invitees.Find(i => i.IsInvited && i.MemberId == me) is { } own
            ? new MeetingSeat(meeting, invitees, own, null)
            : throw new NotFound();
    }

    /// <summary>What the caller is to the meeting, for the policy.</summary>
    public static async Task<RecordFacts?> Facts(Session db, Givers givers, Caller caller, Guid meetingId, CancellationToken cancel)
    {
        var row = await db.Find<MeetingRow>("SELECT ChildId, CalledByUnitId FROM Collaboration.Meeting WHERE MeetingId = @meetingId", new { meetingId });
        if (row is null)
            return null;
        if (caller.IsCitizen)
            return new RecordFacts(row.ChildId, caller.ActsFor.TryGetValue(row.ChildId, out var me) && await Rows("SELECT COUNT(*) FROM Collaboration.MeetingInvitee WHERE MeetingId = @meetingId AND MemberId = @me AND RemovedAt IS NULL", new { meetingId, me })
                ? Relations.Family : Relations.None);
        if (row.CalledByUnitId == caller.UnitId)
            return new RecordFacts(row.ChildId, Relations.Convener);
        if (!await Rows("SELECT COUNT(*) FROM Collaboration.MeetingInvitee WHERE MeetingId = @meetingId AND UnitId = @UnitId AND RemovedAt IS NULL", new { meetingId, caller.UnitId }))
            return new RecordFacts(row.ChildId, Relations.None);
        return Basis(await givers.Coverage(db, row.ChildId, cancel), row.CalledByUnitId, caller.UnitId) switch
        {
            null => new RecordFacts(row.ChildId, Relations.Invited),
            { IsConsent: true, Id: var formId } => new RecordFacts(row.ChildId, Relations.Invited, formId),
            _ => new RecordFacts(row.ChildId, Relations.Invited | Relations.OtherGround),
        };

        async Task<bool> Rows(string sql, object key) => await db.Scalar<int>(sql, key) > 0;
    }

    private sealed class MeetingRow
    {
        public required Guid ChildId { get; init; }
        public required string CalledByUnitId { get; init; }
    }
}
