using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Collaboration;

/// <summary>
/// A unit is no more: the meetings that it has called are its successor's to change, call off and record. Whom they rest on is asked of consent anew, and the successor is named
/// in none that the family has given.
/// </summary>
internal sealed class RehomeMeetings(Db db, AuditLog audit) : INotificationHandler<UnitClosed>
{
    public async Task Handle(UnitClosed notification, CancellationToken cancellationToken)
    {
        if (notification.SuccessorUnitId is not { } successor)
            return;
        foreach (var meetingId in await db.Query<Guid>("SELECT MeetingId FROM Collaboration.Meeting WHERE CalledByUnitId = @UnitId AND State = 'called' ORDER BY MeetingId", notification))
        {
            var move = new { meetingId, successor, notification.UnitId };
            await db.Execute("UPDATE Collaboration.Meeting SET CalledByUnitId = @successor, Version = Version + 1 WHERE MeetingId = @meetingId", move);
            // The successor sits in the convener's chair, once, also where it was invited for itself.
            await db.Execute("DELETE FROM Collaboration.MeetingInvitee WHERE MeetingId = @meetingId AND UnitId = @successor AND RemovedAt IS NULL AND Answer IS NULL", move);
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.MeetingInvitee WHERE MeetingId = @meetingId AND UnitId = @successor AND RemovedAt IS NULL", move) == 0)
                await db.Execute("UPDATE Collaboration.MeetingInvitee SET UnitId = @successor WHERE MeetingId = @meetingId AND UnitId = @UnitId", move);
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, (await StoredMeeting.Load(db.Session, meetingId)).ChildId, "unit-closed"));
        }
    }
}
