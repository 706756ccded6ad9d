using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Collaboration;

/// <summary>A child's identity became protected, or is no more: its meetings leave the lists of those who may not know, or come back to them.</summary>
internal sealed class HearProtectedChild(Db db) : INotificationHandler<ProtectionChanged>
{
    public Task Handle(ProtectionChanged notification, CancellationToken cancellationToken) => db.Execute(
        "UPDATE Collaboration.Meeting SET IsProtected = @isProtected WHERE ChildId = @ChildId", new { notification.ChildId, isProtected = notification.Protection != "none" });
}
