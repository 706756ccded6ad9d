using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// What the floor below tells of barnets plan, heard in the store of the unit that must act: its clocks run and climb like all the others, and the unit's own case says
/// that there is a plan and when it ended. One hearer for all of it, so that a clock that stops and starts anew is heard in that order.
/// </summary>
[CarriedByActors]
internal sealed class HearPlan(Db db, Clock clock, Deadlines deadlines) : INotificationHandler<PlanClockSet>, INotificationHandler<PlanOpened>, INotificationHandler<PlanClosed>
{
    public async Task Handle(PlanClockSet notification, CancellationToken cancellationToken)
    {
        await deadlines.Stop(db.Session, notification.Clock, notification.ItemId, notification.UnitId);
        if (notification is { IsRunning: true, DueOn: { } due })
            await deadlines.Run(db.Session, notification.Clock, ItemKinds.Plan, notification.ItemId, notification.UnitId, notification.From, due);
        else if (notification.IsRunning)
            await deadlines.Start(db.Session, notification.Clock, ItemKinds.Plan, notification.ItemId, notification.UnitId, notification.From);
    }

    public Task Handle(PlanOpened notification, CancellationToken cancellationToken) => Note(notification.ChildId, notification.UnitId, CaseEvents.PlanOpened);

    public Task Handle(PlanClosed notification, CancellationToken cancellationToken) => Note(notification.ChildId, notification.UnitId, CaseEvents.PlanClosed);

    private async Task Note(Guid childId, string unitId, string kind)
    {
        foreach (var caseId in await db.Query<Guid>("SELECT CaseId FROM {Module}.CaseFile WHERE ChildId = @childId AND UnitId = @unitId AND State = 'collaborating' ORDER BY OpenedAt", new { childId, unitId }))
            await CaseFile.Note(db.Session, clock, caseId, kind, null);
    }
}
