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
    /// <param name="CountsFrom">The first day that it judges in this deployment; missing when none of the days are judged by it.</param>
    /// <param name="IsInForce">Today's days are judged by it.</param>
    internal sealed record Known(string Id, DateOnly DecidedOn, DateOnly? CountsFrom, bool IsInForce);

    internal sealed class Handler(CountyRules rules, Clock clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = rules.Schedule.InForce(clock.Today.DayNumber).Id;
            return Task.FromResult(new Answer([.. RuleSets.ById.Values.OrderByDescending(set => set.InForceFrom).ThenBy(set => set.Id, StringComparer.Ordinal)
                .Select(set => new Known(set.Id, set.InForceFrom, CountsFrom(set.Id), set.Id == now))]));
        }

        // The first one of the schedule judges the days before its own too.
        private DateOnly? CountsFrom(string id)
        {
            for (var i = 0; i < rules.Schedule.Count; i++)
            {
                if (rules.Schedule.InForce(rules.Schedule.ChangeDay(i)).Id == id)
                    return i == 0 ? DateOnly.MinValue : DateOnly.FromDayNumber(rules.Schedule.ChangeDay(i));
            }

            return null;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/rule-sets", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(), cancel)))
            .WithSummary("The rule sets that are known, and from which day each counts");
    }
}
