using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// The desk keeps what has escalated, for the heads and the municipality's coordinator. What was answered leaves the list, and stays as a row that tells how far it had
/// come. One hearer for both, so that they are heard in the order in which they happened.
/// </summary>
internal sealed class HearEscalation(Db db, IUnits units) : INotificationHandler<ClockEscalated>, INotificationHandler<EscalationEnded>
{
    public async Task Handle(ClockEscalated notification, CancellationToken cancellationToken)
    {
        var row = new
        {
            notification.DeadlineId,
            notification.Organisation,
            notification.UnitId,
            (await units.Find(notification.UnitId, cancellationToken))?.Municipality,
            notification.Clock,
            notification.DueOn,
            notification.Step,
            notification.At,
        };
        if (await db.Execute("UPDATE Casework.Escalation SET UnitId = @UnitId, Municipality = @Municipality, Step = @Step, StepAt = @At WHERE DeadlineId = @DeadlineId", row) == 0)
        {
            await db.Execute("""
                INSERT INTO Casework.Escalation (DeadlineId, Organisation, UnitId, Municipality, Clock, DueOn, Step, StepAt)
                VALUES (@DeadlineId, @Organisation, @UnitId, @Municipality, @Clock, @DueOn, @Step, @At)
                """, row);
        }
    }

    public Task Handle(EscalationEnded notification, CancellationToken cancellationToken) =>
        db.Execute("UPDATE Casework.Escalation SET DoneAt = @At WHERE DeadlineId = @DeadlineId AND DoneAt IS NULL", notification);
}
