using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A child has one open plan at most. The row's key says so, whichever host asks.</summary>
internal static class OnePlan
{
    /// <exception cref="Refused">The child has an open plan.</exception>
    public static async Task Take(Session db, Guid childId, Guid planId)
    {
        try
        {
            await db.Execute("INSERT INTO Collaboration.OpenPlan (ChildId, PlanId) VALUES (@childId, @planId)", new { childId, planId });
        }
        catch (Exception e) when (Dialect.IsDuplicate(e))
        {
            throw new Refused("plan-open", "The child has an open plan already.");
        }
    }

    public static Task<int> Free(Session db, Guid planId) => db.Execute("DELETE FROM Collaboration.OpenPlan WHERE PlanId = @planId", new { planId });
}
