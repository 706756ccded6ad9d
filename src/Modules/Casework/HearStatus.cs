using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>The reporter's receipt follows the concern (återkoppling). Once closed it stays closed: a concern that goes on between units is still on its way for its reporter.</summary>
[CarriedByActors]
internal sealed class HearStatus(Db db) : INotificationHandler<ConcernStatusChanged>
{
    public Task Handle(ConcernStatusChanged notification, CancellationToken cancellationToken) => db.Execute("""
        UPDATE {Module}.Receipt SET Status = @Status, StatusAt = @At, Feedback = @Feedback WHERE ReceiptId = @ConcernId AND Status <> 'closed'
        """, notification);
}

/// <summary>The same for the receipt of one who did not sign in.</summary>
internal sealed class HearPublicStatus(Db db) : INotificationHandler<ConcernStatusChanged>
{
    public Task Handle(ConcernStatusChanged notification, CancellationToken cancellationToken) => db.Execute("""
        UPDATE Casework.PublicReceipt SET Status = @Status, StatusAt = @At, Feedback = @Feedback WHERE ConcernId = @ConcernId AND Status <> 'closed'
        """, notification);
}

/// <summary>A child's identity became protected, or is no more: what is stored of it here is closed, or opened, at once.</summary>
[CarriedByActors]
internal sealed class HearProtection(Db db) : INotificationHandler<Kronobarn.Responsibility.Contracts.ProtectionChanged>
{
    public async Task Handle(Kronobarn.Responsibility.Contracts.ProtectionChanged notification, CancellationToken cancellationToken)
    {
        var change = new { notification.ChildId, isProtected = notification.Protection != "none" };
        await db.Execute("UPDATE {Module}.Concern SET IsProtected = @isProtected WHERE ChildId = @ChildId", change);
        await db.Execute("UPDATE {Module}.CaseFile SET IsProtected = @isProtected WHERE ChildId = @ChildId", change);
        await db.Execute("UPDATE {Module}.Offer SET IsProtected = @isProtected WHERE ChildId = @ChildId", change);
    }
}
