using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>
/// The plan that the request at hand is about, with the consent around it. In one snapshot the same question has the same answer: what the gate has read, the handler goes on
/// with. In another session everything is read anew, so that nothing is kept from one request, or from before a transaction, to the next.
/// </summary>
internal sealed class PlanAtHand(Givers givers)
{
    private Known? known;

    /// <returns><c>null</c>: there is no such plan.</returns>
    public async Task<Known?> Find(Session db, Guid planId)
    {
        if (known is not { } kept || !ReferenceEquals(kept.Db, db) || kept.Plan.PlanId != planId)
            known = await StoredPlan.Find(db, planId) is { } plan ? new Known(db, givers, plan) : null;
        return known;
    }

    /// <summary>For reading alone: in a transaction that writes, the rows may be others than they were.</summary>
    internal sealed class Known(Session db, Givers givers, StoredPlan plan)
    {
        private List<StoredParty>? parties;
        private (Coverage Coverage, FamilyInfo Family)? covered;

        public Session Db => db;

        public StoredPlan Plan => plan;

        public async Task<List<StoredParty>> Parties() => parties ??= await StoredPlan.Parties(db, plan.PlanId);

        public async Task<(Coverage Coverage, FamilyInfo Family)> Covered(CancellationToken cancel) => covered ??= await givers.Covered(db, plan.ChildId, cancel);

        /// <summary>The consent, for a unit that it lets have something; without the gate's word on it too.</summary>
        /// <exception cref="NotFound">It lets the unit have nothing.</exception>
        public async Task<(Coverage Coverage, FamilyInfo Family)> CoveredFor(string unitId, CancellationToken cancel)
        {
            var read = await Covered(cancel);
            return read.Coverage.Any(unitId) is null ? throw new NotFound() : read;
        }
    }
}
