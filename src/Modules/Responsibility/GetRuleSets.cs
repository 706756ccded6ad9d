using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The rule sets (regelverk) that this program knows, and from which day each one counts here.</summary>
internal static class GetRuleSets
{
    [Allow(Roles.ItAdmin, Roles.Coordinator, Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), NotAudited("tells of rules, and of no child")]
    internal sealed record Query : IQuery<Answer>;

    /// <param name="RuleSets">The latest decision first.</param>
    internal sealed record Answer(IReadOnlyList<Known> RuleSets);

    /// <param name="DecidedOn">The day of the decision behind it.</param>
    /// <param name="IsUsed">Some days are judged by it in this deployment.</param>
    /// <param name="CountsFrom">The first of those days; missing where it judges from the beginning, and where it is not used.</param>
    /// <param name="IsInForce">Today is judged by it.</param>
    internal sealed record Known(string Id, DateOnly DecidedOn, bool IsUsed, DateOnly? CountsFrom, bool IsInForce);

    internal sealed class Handler(CountyRules rules, Clock clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var schedule = rules.Schedule;
            var used = Enumerable.Range(0, schedule.Count).Select(i => (schedule.InForce(schedule.ChangeDay(i)).Id, Place: i)).ToLookup(entry => entry.Id, entry => entry.Place, StringComparer.Ordinal);
            var now = schedule.InForce(clock.Today.DayNumber).Id;
            // The first one of the schedule judges the days before its own too.
            return Task.FromResult(new Answer([.. RuleSets.ById.Values.OrderByDescending(set => set.InForceFrom).ThenBy(set => set.Id, StringComparer.Ordinal)
                .Select(set => new Known(set.Id, set.InForceFrom, used.Contains(set.Id), used[set.Id].Append(0).First() is > 0 and var place ? DateOnly.FromDayNumber(schedule.ChangeDay(place)) : null, set.Id == now))]));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/rule-sets", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(), cancel)))
            .WithSummary("The rule sets that are known, and from which day each counts");
    }
}
