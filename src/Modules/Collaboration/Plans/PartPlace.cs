using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>Where a part may stand.</summary>
internal static class PartPlace
{
    /// <exception cref="Invalid">It names a unit that is no party, or a part that is not in the plan.</exception>
    public static async Task Demand(Session db, StoredPlan plan, string unitId, PartContent part)
    {
        if (part.UnitId is { } named)
        {
            if (named != unitId && plan.OwnerUnitId != unitId)
                throw new Refused("owner-only", "Only the plan's owner writes for another party.");
            if (!(await StoredPlan.Parties(db, plan.PlanId)).Exists(p => p.UnitId == named && p.State == PartyStates.Joined))
                throw new Invalid("part", $"{named} takes no part in the plan.");
        }

        await Demand(db, plan.PlanId, part.Goal?.NeedId, PartKinds.Need);
        await Demand(db, plan.PlanId, part.Intervention?.GoalId, PartKinds.Goal);
    }

    private static async Task Demand(Session db, Guid planId, Guid? partId, string kind)
    {
        if (partId is not null
            && await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.PlanPart WHERE PlanId = @planId AND PartId = @partId AND Kind = @kind AND IsRemoved = 0", new { planId, partId, kind }) == 0)
            throw new Invalid("part", $"There is no such {kind} in the plan.");
    }
}
