using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>Draws every child's coming time, for the API and the command line; reads only.</summary>
internal sealed class Simulator(StoreOf<Register> store, CountyRules rules, Clock clock)
{
    /// <param name="until">The last day that counts.</param>
    /// <param name="ruleSet">Judge all days by this set; null: by the schedule in force, as the timelines are stored.</param>
    /// <exception cref="Invalid">The day has been, or there is no such rule set.</exception>
    public async Task<Simulation> Run(DateOnly until, string? ruleSet, CancellationToken cancel)
    {
        var today = clock.Today;
        if (until < today)
            throw new Invalid("on", "On today or later.");
        if (ruleSet is not null && !RuleSets.ById.ContainsKey(ruleSet))
            throw new Invalid("rules", $"There is no such rule set. Known: {string.Join(", ", RuleSets.ById.Keys.Order(StringComparer.Ordinal))}.");
        var county = await rules.County(cancel);
        var schedule = ruleSet is null ? null : RuleSchedule.Always(CountyRules.RuleSet(ruleSet));
        var simulation = new Simulation(today, until);
        await foreach (var batch in ChildBatches.Read(store, StoredChildren.Load, cancel))
        {
            foreach (var (childId, child) in batch)
                simulation.Add(child.Periods, schedule is null ? null : Timeline.Of(StoredFacts.Facts(childId, child.Facts), schedule, county).Periods);
        }

        return simulation;
    }
}
