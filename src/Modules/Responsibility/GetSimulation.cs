using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// The changes of holder that lie ahead (simulering), for planning: counts per unit and between organisations, and what another rule set would move at once.
/// Counts only and no child, so nothing is suppressed: a unit that loses one child must see the one. These are the figures of those who plan, not for publishing.
/// A coordinator sees the units of the own municipality.
/// </summary>
internal static class GetSimulation
{
    /// <param name="On">The last day that counts, Europe/Stockholm.</param>
    /// <param name="Rules">Judge by this rule set; the schedule in force when missing.</param>
    [Allow(Roles.Coordinator, Roles.ItAdmin), NotAudited("counts only; names no person")]
    internal sealed record Query(DateOnly On, string? Rules = null) : IQuery<Answer>;

    /// <param name="Children">How many children were gone through, in the county.</param>
    /// <param name="Ahead">From tomorrow until the day asked for.</param>
    /// <param name="AtOnce">What the other rule set would move today; missing when none was asked for.</param>
    internal sealed record Answer(DateOnly From, DateOnly On, string? Rules, int Children, Moves Ahead, Moves? AtOnce);

    internal sealed record Moves(IReadOnlyList<ByUnit> Units, IReadOnlyList<ByOrganisation> Organisations);

    /// <param name="UnitId">Missing where no unit of the organisation is known for the municipality.</param>
    internal sealed record ByUnit(string Organisation, string? UnitId, string? Unit, int Leaving, int Coming);

    /// <param name="From">Missing: nobody held.</param>
    /// <param name="To">Missing: nobody holds any more.</param>
    internal sealed record ByOrganisation(string? From, string? To, int Children);

    internal sealed class Handler(Call call, Clock clock, Simulator simulator, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var simulation = await simulator.Run(request.On, request.Rules, cancellationToken);
            var known = await units.All(cancellationToken);
            bool Mine(ToldHolder holder) => call.Caller!.Role == Roles.ItAdmin
                || (holder.UnitId is not null && call.Caller.Municipality is not null && known.GetValueOrDefault(holder.UnitId)?.Municipality == call.Caller.Municipality);
            Moves Shown(IEnumerable<UnitMoves> byUnit, IEnumerable<OrganisationMoves> between) => new(
                [.. byUnit.Select(u => new ByUnit(u.Organisation, u.UnitId, u.UnitId is null ? null : known.GetValueOrDefault(u.UnitId)?.Name, u.Leaving, u.Coming))],
                [.. between.Select(b => new ByOrganisation(b.From, b.To, b.Children))]);
            return new Answer(clock.Today, request.On, request.Rules, simulation.Children, Shown(simulation.Units(Mine), simulation.Organisations(Mine)),
                request.Rules is null ? null : Shown(simulation.UnitsAtOnce(Mine), simulation.OrganisationsAtOnce(Mine)));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/simulations", async Task<Ok<Answer>> (DateOnly on, Sender sender, CancellationToken cancel, string? rules = null) =>
            TypedResults.Ok(await sender.Send(new Query(on, rules), cancel)))
            .WithSummary("The changes of holder from today until a day, counted per unit");
    }
}
