using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Kaa;

/// <summary>
/// The register of youths (KAA-registret) fills and empties by itself: a youth enters on the day on which the timeline says that KAA holds, and leaves on the day on
/// which it says somebody else does. Told twice, it changes nothing.
/// </summary>
internal static class TakeResponsibility
{
    internal sealed class Transferred(Db db, Clock clock, IResponsibility register) : INotificationHandler<ResponsibilityTransferred>
    {
        public Task Handle(ResponsibilityTransferred told, CancellationToken cancellationToken) =>
            new Move(told.ChildId, told.To, told.ToUnitId, told.On, told.Rule).Enter(db, clock, register, cancellationToken);
    }

    internal sealed class Corrected(Db db, Clock clock, IResponsibility register) : INotificationHandler<ResponsibilityCorrected>
    {
        public async Task Handle(ResponsibilityCorrected told, CancellationToken cancellationToken)
        {
            // The past may differ from long before the day on which today's holder began.
            var holder = await register.Holder(told.ChildId, clock.Today, cancellationToken);
            var on = holder is not null && holder.Organisation == told.To && holder.UnitId == told.ToUnitId ? holder.From : told.Since;
            await new Move(told.ChildId, told.To, told.ToUnitId, on, told.Rule).Enter(db, clock, register, cancellationToken);
        }
    }

    /// <summary>Who has the child from a day; no organisation when the chain has ended.</summary>
    private sealed record Move(Guid ChildId, string? To, string? ToUnitId, DateOnly On, string? Rule)
    {
        public async Task Enter(Db db, Clock clock, IResponsibility register, CancellationToken cancel)
        {
            var toUs = To == Organisations.Kaa;
            var row = new
            {
                Id = Guid.CreateVersion7(clock.Now),
                ChildId,
                unit = toUs ? ToUnitId : null,
                here = toUs,
                On,
                opened = Rule ?? "unknown",
                closed = CloseReason(await register.Child(ChildId, cancel)),
                clock.Now,
            };
            // A row that a correction shows should never have been opened ends on its first day: an empty stay, kept with its reason.
            await db.Execute("""
                UPDATE Kaa.Youth SET ToDate = CASE WHEN FromDate > @On THEN FromDate ELSE @On END, CloseReason = @closed
                WHERE ChildId = @ChildId AND ToDate IS NULL AND NOT (@here = 1 AND (UnitId = @unit OR (UnitId IS NULL AND @unit IS NULL)))
                """, row);
            // Still ours: a correction may have moved the first day.
            if (!toUs || await db.Execute("UPDATE Kaa.Youth SET FromDate = @On WHERE ChildId = @ChildId AND ToDate IS NULL", row) == 1)
                return;
            await db.Execute("""
                INSERT INTO Kaa.Youth (YouthId, ChildId, UnitId, FromDate, OpenReason, RecordedAt) VALUES (@Id, @ChildId, @unit, @On, @opened, @Now)
                """, row);
        }

        private string CloseReason(ChildInfo? child) => To switch
        {
            Organisations.School => "back-to-school",
            Organisations.Kaa => "moved-municipality",
            not null => "other-holder",
            null when child?.DeathDate <= On => "deceased",
            null when child?.BirthDate?.AddYears(18) <= On => "turned-18",
            null => "moved-out",
        };
    }
}
