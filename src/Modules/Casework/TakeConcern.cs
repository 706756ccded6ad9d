using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// A concern comes into the unit's inbox, and its clock starts. Where the holder has changed while it was on its way, it goes on to the one who holds now.
/// </summary>
[CarriedByActors]
internal sealed class TakeConcern(Db db, Clock clock, AuditLog audit, Deadlines deadlines, IResponsibility register) : INotificationHandler<ConcernRouted>
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
        var row = new
        {
            told.ConcernId,
            routed.UnitId,
            routed.ChildId,
            routed.IsProtected,
            told.About,
            told.IdentityNumber,
            told.Description,
            told.Text,
            told.Urgency,
            told.Reporter.Kind,
            told.Reporter.Organisation,
            ReporterUnit = told.Reporter.UnitId,
            told.Reporter.Name,
            told.Reporter.Contact,
            told.RaisedAt,
            clock.Now,
            routed.Because,
            routed.Reason,
        };
        // A concern may come back to a unit that has had it.
        var back = await db.Execute("""
            UPDATE {Module}.Concern SET State = 'new', ChildId = @ChildId, IsProtected = @IsProtected, ReceivedAt = @Now, Because = @Because, Reason = @Reason, HandlerId = NULL, CaseId = NULL,
              WentToOrganisation = NULL, WentToUnitId = NULL, ClosedAt = NULL, Version = Version + 1
            WHERE ConcernId = @ConcernId AND UnitId = @UnitId
            """, row);
        if (back == 0)
        {
            await db.Execute("""
                INSERT INTO {Module}.Concern (ConcernId, UnitId, ChildId, IsProtected, About, IdentityNumber, Description, Body, Urgency, ReporterKind, ReporterOrganisation, ReporterUnitId,
                  ReporterName, ReporterContact, RaisedAt, ReceivedAt, Because, Reason, State, Version)
                VALUES (@ConcernId, @UnitId, @ChildId, @IsProtected, @About, @IdentityNumber, @Description, @Text, @Urgency, @Kind, @Organisation, @ReporterUnit,
                  @Name, @Contact, @RaisedAt, @Now, @Because, @Reason, 'new', 1)
                """, row);
            await db.Session.Insert("ConcernSpoke", ["ConcernId", "UnitId", "Spoke"], [.. told.Spokes.Select(spoke => new object?[] { told.ConcernId, routed.UnitId, spoke })], cancellationToken);
        }

        // The reporter waits since it was raised, but a unit is not late with what has just come.
        await deadlines.Start(db.Session, ClockName.ConcernAcknowledged, ItemKinds.Concern, told.ConcernId, routed.UnitId);
        await deadlines.Start(db.Session, ClockName.FirstDecision, ItemKinds.Concern, told.ConcernId, routed.UnitId, Clock.DayOf(told.RaisedAt));
        db.Publish(new ConcernStatusChanged(told.ConcernId, told.Reporter.Organisation, ConcernStatuses.Received, null, clock.Now));
        db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, routed.ChildId, "concern"));
    }
}
