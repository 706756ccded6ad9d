using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>Tells the unit that must act that its clock runs or has stopped. A clock that runs already at the unit runs to the new day instead.</summary>
internal static class PlanClock
{
    /// <summary>The owner is to hold the next follow-up by the day.</summary>
    public static void FollowUpBy(Session db, Clock clock, Guid planId, Guid childId, string organisation, string unitId, DateOnly due) =>
        db.Publish(new PlanClockSet(planId, planId, childId, organisation, unitId, PlanClocks.FollowUp, clock.Today, due, IsRunning: true));

    /// <summary>The unit is to answer, within the time that the clock's own rule gives.</summary>
    /// <param name="itemId">The plan that it is asked to join, or the offer of it.</param>
    public static void Await(Session db, Clock clock, StoredPlan plan, Guid itemId, string organisation, string unitId) =>
        db.Publish(new PlanClockSet(itemId, plan.PlanId, plan.ChildId, organisation, unitId, PlanClocks.Answer, clock.Today, null, IsRunning: true));

    /// <summary>The unit has answered, or nobody asks it any more.</summary>
    public static void Answered(Session db, Clock clock, StoredPlan plan, Guid itemId, string organisation, string unitId) => Stop(db, clock, plan, itemId, organisation, unitId, PlanClocks.Answer);

    /// <summary>The owner is to hold no follow-up any more: the plan is closed, or another's.</summary>
    public static void NoFollowUp(Session db, Clock clock, StoredPlan plan) => Stop(db, clock, plan, plan.PlanId, plan.OwnerOrganisation, plan.OwnerUnitId, PlanClocks.FollowUp);

    private static void Stop(Session db, Clock clock, StoredPlan plan, Guid itemId, string organisation, string unitId, string name) =>
        db.Publish(new PlanClockSet(itemId, plan.PlanId, plan.ChildId, organisation, unitId, name, clock.Today, null, IsRunning: false));
}
