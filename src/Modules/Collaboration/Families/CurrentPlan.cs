using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>The plan that is the child's now: the open one, else the one that was closed last.</summary>
internal static class CurrentPlan
{
    public static async Task<StoredPlan?> Of(Session db, Guid childId) => (await db.Query<Guid>("""
        SELECT PlanId FROM Collaboration.ChildPlan WHERE ChildId = @childId ORDER BY CASE WHEN State = 'open' THEN 0 ELSE 1 END, OpenedAt DESC, PlanId DESC
        """, new { childId })) is [var planId, ..] ? await StoredPlan.Load(db, planId) : null;
}
