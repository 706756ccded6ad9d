using System.Text.Json;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The clocks (tidsfrister) of this deployment: how long each runs, who is told when nobody answers, and where it comes from. Carried by every actor.</summary>
internal static class GetClocks
{
    [Allow(Roles.ItAdmin, Roles.Coordinator, Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), NotAudited("tells of rules, and of no child")]
    internal sealed record Query : IQuery<Answer>;

    /// <param name="Clocks">In the order in which a case meets them.</param>
    internal sealed record Answer(IReadOnlyList<Known> Clocks);

    /// <param name="Days">The last day in time is so many days after the first; 0 is the same day.</param>
    /// <param name="Unit">working-days, or days of the calendar.</param>
    /// <param name="HeadAfter">Whole working days after the last one before the unit's head is told.</param>
    /// <param name="CoordinatorAfter">And before the municipality's coordinator is.</param>
    /// <param name="Source">The law, the decision or the model behind it.</param>
    /// <param name="IsUsual">As it comes with Kronobarn; otherwise this deployment has decided on it.</param>
    internal sealed record Known(string Clock, int Days, string Unit, int HeadAfter, int CoordinatorAfter, string Source, bool IsUsual);

    internal sealed class Handler(Clocks clocks) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(new Answer([.. clocks.All.Select(rule =>
        {
            var ladder = clocks.LadderOf(rule.Name);
            return new Known(rule.Name, rule.Days, JsonNamingPolicy.KebabCaseLower.ConvertName(rule.Unit.ToString()), ladder.Head, ladder.Coordinator, rule.Source, clocks.IsUsual(rule.Name));
        })]));
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/clocks", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(), cancel)))
            .WithSummary("The clocks in force, with their source");
    }
}
