using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>Where a part may stand.</summary>
internal static class PartPlace
{
    /// <exception cref="Invalid">It names a unit that is no party, or a part that is not in the plan or not for the unit to see.</exception>
    public static async Task Demand(Session db, StoredPlan plan, Sight sight, PartContent part)
    {
        if (part.UnitId is { } named)
        {
            if (named != sight.UnitId && plan.OwnerUnitId != sight.UnitId)
                throw new Refused("owner-only", "Only the plan's owner writes for another party.");
            if (!(await StoredPlan.Parties(db, plan.PlanId)).Exists(p => p.UnitId == named && p.State == PartyStates.Joined))
                throw new Invalid("part", $"{named} takes no part in the plan.");
        }

        await Demand(db, plan.PlanId, sight, part.Goal?.NeedId, PartKinds.Need);
        await Demand(db, plan.PlanId, sight, part.Intervention?.GoalId, PartKinds.Goal);
    }

    private static async Task Demand(Session db, Guid planId, Sight sight, Guid? partId, string kind)
    {
        if (partId is not null && !(await StoredPart.Of(db, planId)).Exists(p => p.PartId == partId && p.Kind == kind && sight.Sees(p)))
            throw new Invalid("part", $"There is no such {kind} in the plan.");
    }
}
