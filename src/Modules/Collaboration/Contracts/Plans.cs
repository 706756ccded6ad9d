using Kronobarn.Kernel;

namespace Kronobarn.Collaboration.Contracts;

/// <summary>What runs for a plan (tidsfrister), for the floors that keep the clocks.</summary>
public static class PlanClocks
{
    /// <summary>The next follow-up (uppföljning) is to be held.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>A unit that is asked to take part, or to take the plan over, has answered.</summary>
    public const string Answer = "plan-answered";
}

/// <summary>A plan was opened, or opened again (barnets plan).</summary>
/// <param name="Again">It had been closed.</param>
public sealed record PlanOpened(Guid PlanId, Guid ChildId, string Organisation, string UnitId, bool Again, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}

/// <summary>
/// Somebody must do something about a plan by a day, or must no longer: the clock runs, runs to another day, or has stopped. Told to the unit that must act, and to it
/// alone. Says nothing of what the plan says.
/// </summary>
/// <param name="ItemId">What the clock runs for: the plan, or the offer of it.</param>
/// <param name="Clock">One of <see cref="PlanClocks"/>.</param>
/// <param name="From">The day on which it began to run, Europe/Stockholm.</param>
/// <param name="DueOn">The last day in time, Europe/Stockholm; <c>null</c> where the clock's own rule says it, and when it has stopped.</param>
public sealed record PlanClockSet(Guid ItemId, Guid PlanId, Guid ChildId, string Organisation, string UnitId, string Clock, DateOnly From, DateOnly? DueOn, bool IsRunning) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}

/// <summary>A plan is another unit's to own (samverkansansvarig verksamhet).</summary>
public sealed record PlanPassedOn(Guid PlanId, Guid ChildId, string FromOrganisation, string FromUnitId, string ToOrganisation, string ToUnitId, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [FromOrganisation, ToOrganisation];
}

/// <summary>A follow-up was held (uppföljning); counts, never what was said.</summary>
public sealed record PlanFollowedUp(Guid PlanId, Guid ChildId, string Organisation, string UnitId, DateOnly HeldOn, DateOnly DueOn, int Goals, int Reached, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}

/// <summary>A plan was closed.</summary>
/// <param name="Outcome">goals-reached, partly-reached, consent-gone, moved, of-age or other.</param>
public sealed record PlanClosed(Guid PlanId, Guid ChildId, string Organisation, string UnitId, string Outcome, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}
