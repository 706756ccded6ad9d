using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// The desk: finds the hands that a concern belongs in. Suspected harm goes to social services' reception, everything else to the unit that holds the child today,
/// and what nobody is known to hold to the reception as well. The reporter hears nothing of which it was.
/// </summary>
internal sealed class RouteConcern(Db db, Clock clock, AuditLog audit, WayIn wayIn, IResponsibility register) : INotificationHandler<ConcernRaised>
{
    public async Task Handle(ConcernRaised notification, CancellationToken cancellationToken)
    {
        var told = notification.Concern;
        var child = await register.Whom(told.About, told.IdentityNumber, cancellationToken);
        var isProtected = child is { Protection: not "none" };
        var holder = child is null || told.Harm ? null : await register.Holder(child.ChildId, clock.Today, cancellationToken);
        if (holder is { UnitId: { } unitId })
        {
            await Route(told, holder.Organisation, unitId, RoutedBecause.Holder);
            db.Publish(new ConcernRouted(told, holder.Organisation, unitId, child!.ChildId, isProtected, RoutedBecause.Holder));
        }
        else
        {
            var home = child is null ? null : (await register.Facts(child.ChildId, FactKinds.Residence, cancellationToken)).LastOrDefault(f => f.From <= clock.Today)?.Municipality;
            var reception = await wayIn.Reception(home ?? notification.Municipality, clock.Today, cancellationToken);
            await Route(told, reception.Organisation, reception.UnitId, told.Harm ? "harm" : RoutedBecause.WayIn);
            db.Publish(told.Harm
                ? new HarmReported(told, reception.UnitId, child?.ChildId, isProtected)
                : new ConcernRouted(told, reception.Organisation, reception.UnitId, child?.ChildId, isProtected, RoutedBecause.WayIn));
        }

        db.Session.Audit(audit.ByEvent(AuditAttribute.Disclosed, child?.ChildId, "routing"));
    }

    // A concern comes to the desk again when somebody has found out whom it is about.
    private async Task Route(ConcernTold told, string organisation, string unitId, string because)
    {
        var route = new { told.ConcernId, reporter = told.Reporter.Organisation, organisation, unitId, because, clock.Now };
        if (await db.Execute("UPDATE Casework.Route SET Organisation = @organisation, UnitId = @unitId, Because = @because, RoutedAt = @Now WHERE ConcernId = @ConcernId", route) == 0)
        {
            await db.Execute("""
                INSERT INTO Casework.Route (ConcernId, ReporterOrganisation, Organisation, UnitId, Because, RoutedAt) VALUES (@ConcernId, @reporter, @organisation, @unitId, @because, @Now)
                """, route);
        }
    }
}
