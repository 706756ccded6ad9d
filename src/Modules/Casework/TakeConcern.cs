using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// A concern comes into the unit's inbox, and its clock starts. Where the holder has changed while it was on its way, it goes on to the one who holds now; where the unit has closed, to
/// its successor.
/// </summary>
[CarriedByActors]
internal sealed class TakeConcern(Db db, Clock clock, AuditLog audit, Deadlines deadlines, IResponsibility register, IUnits units) : INotificationHandler<ConcernRouted>
{
    public async Task Handle(ConcernRouted notification, CancellationToken cancellationToken)
    {
        var routed = notification;
        if (routed is { Because: RoutedBecause.Holder or RoutedBecause.Transferred, ChildId: { } childId }
            && await register.Holder(childId, clock.Today, cancellationToken) is { UnitId: { } unit } holder && unit != routed.UnitId)
        {
            db.Publish(routed with { Organisation = holder.Organisation, UnitId = unit, Because = RoutedBecause.Transferred });
            return;
        }

        var told = routed.Concern;
        var unitId = await units.Home(routed.UnitId, clock.Today, cancellationToken);
        var isProtected = await register.IsProtected(routed.ChildId, routed.IsProtected, cancellationToken);
        await ConcernArrival.Put(db.Session, clock, told, unitId, routed.ChildId, isProtected, routed.Because, routed.Reason, caseId: null);
        // The reporter waits since it was raised, but a unit is not late with what has just come.
        await deadlines.Start(db.Session, ClockName.ConcernAcknowledged, ItemKinds.Concern, told.ConcernId, unitId);
        await deadlines.Start(db.Session, ClockName.FirstDecision, ItemKinds.Concern, told.ConcernId, unitId, Clock.DayOf(told.RaisedAt));
        db.Publish(new ConcernStatusChanged(told.ConcernId, told.Reporter.Organisation, ConcernStatuses.Received, null, clock.Now));
        db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, routed.ChildId, "concern"));
    }
}
