using Kronobarn.Kernel;

namespace Kronobarn.Casework.Contracts;

/// <summary>
/// A clock has run out and nobody has answered (eskalering): the next rung of the ladder, or the one that it stands on when it has come to another unit. A unit and a clock,
/// never a child.
/// </summary>
/// <param name="DueOn">The last day in time, Europe/Stockholm.</param>
/// <param name="Step">1 the unit, 2 its head, 3 the municipality's coordinator.</param>
public sealed record ClockEscalated(Guid DeadlineId, string Organisation, string UnitId, string Clock, DateOnly DueOn, int Step, DateTimeOffset At) : IEvent
{
    public string OrderKey => DeadlineId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}

/// <summary>What had escalated has been answered, or has gone on to another unit with a clock of its own.</summary>
public sealed record EscalationEnded(Guid DeadlineId, DateTimeOffset At) : IEvent
{
    public string OrderKey => DeadlineId.ToString();

    public IReadOnlyCollection<string> Recipients => [];
}
