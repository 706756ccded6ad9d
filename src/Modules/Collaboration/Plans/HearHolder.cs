using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Collaboration;

/// <summary>
/// The holder follows a plan whoever owns it; when the holder changes, the follower changes. The plan's own record of it is for lists alone: what may be seen is asked of
/// the register at each request.
/// </summary>
internal sealed class HearHolder(Db db, Clock clock, IResponsibility register) : INotificationHandler<ResponsibilityTransferred>, INotificationHandler<ResponsibilityCorrected>
{
    public Task Handle(ResponsibilityTransferred notification, CancellationToken cancellationToken) => Follow(notification.ChildId, cancellationToken);

    public Task Handle(ResponsibilityCorrected notification, CancellationToken cancellationToken) => Follow(notification.ChildId, cancellationToken);

    private async Task Follow(Guid childId, CancellationToken cancel)
    {
        // The event may be old: what counts is who holds now.
        var holder = await register.Holder(childId, clock.Today, cancel);
        await db.Execute("UPDATE Collaboration.ChildPlan SET HolderOrganisation = @Organisation, HolderUnitId = @UnitId WHERE ChildId = @childId", new { holder?.Organisation, holder?.UnitId, childId });
    }
}
