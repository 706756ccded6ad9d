using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Directory;

/// <summary>Takes in whom a unit's head has let do a task, so that the contact person of the unit is the right one (delegering).</summary>
internal static class TakeDelegation
{
    internal sealed class Begun(Db db) : INotificationHandler<WorkDelegated>
    {
        public Task Handle(WorkDelegated told, CancellationToken cancellationToken) =>
            Delegations.Record(db, new Delegation(told.DelegationId, told.UnitId, told.FromPersonId, told.ToPersonId, told.ToTeam, told.Task, told.From, told.To));
    }

    internal sealed class Ended(Db db) : INotificationHandler<DelegationEnded>
    {
        public Task Handle(DelegationEnded told, CancellationToken cancellationToken) =>
            db.Execute("UPDATE Directory.Delegation SET EndedAt = @At WHERE DelegationId = @DelegationId AND EndedAt IS NULL", told);
    }
}
