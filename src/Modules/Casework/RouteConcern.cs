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
        var child = told.About switch
        {
            AboutKinds.Child => await register.ChildWith(told.IdentityNumber!, cancellationToken),
            AboutKinds.Unborn => await register.UnbornOf(told.IdentityNumber!, cancellationToken),
            _ => null,
        };
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

    private Task<int> Route(ConcernTold told, string organisation, string unitId, string because) => db.Execute("""
        INSERT INTO Casework.Route (ConcernId, ReporterOrganisation, Organisation, UnitId, Because, RoutedAt) VALUES (@ConcernId, @reporter, @organisation, @unitId, @because, @Now)
        """, new { told.ConcernId, reporter = told.Reporter.Organisation, organisation, unitId, because, clock.Now });
}
