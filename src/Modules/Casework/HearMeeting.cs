using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// The meeting that a unit called has been held: in its collaborating cases about the child the clock from consent to meeting stops, and the chronology says so. A unit
/// that has closed in the meantime has a successor, which has its cases.
/// </summary>
[CarriedByActors]
internal sealed class HearMeeting(Db db, Clock clock, AuditLog audit, Deadlines deadlines, IUnits units) : INotificationHandler<MeetingHeld>
{
    public async Task Handle(MeetingHeld notification, CancellationToken cancellationToken)
    {
        var unitId = await units.Home(notification.UnitId, clock.Today, cancellationToken);
        foreach (var caseId in await db.Query<Guid>("SELECT CaseId FROM {Module}.CaseFile WHERE ChildId = @ChildId AND UnitId = @unitId AND State = 'collaborating'", new { notification.ChildId, unitId }))
        {
            await deadlines.Done(db.Session, ClockName.ConsentToMeeting, caseId);
            await CaseFile.Note(db.Session, clock, caseId, CaseEvents.MeetingHeld, personId: null, notification.Outcome);
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, notification.ChildId, "case"));
        }
    }
}
