using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.School;

/// <summary>What the school's student health team does for the rektor now or later (delegeringar till elevhälsoteamet), as long as it has not been taken back; the latest to begin first.</summary>
internal static class GetDelegations
{
    [Allow(Roles.Rektor, Roles.StudentHealthTeam), NotAudited("names staff and no child")]
    internal sealed record Query : IQuery<Answer>;

    internal sealed record Answer(IReadOnlyList<Delegation> Delegations);

    /// <param name="To">Whose it is: a person's name, or the team's.</param>
    /// <param name="Until">The day after the last, Europe/Stockholm.</param>
    internal sealed record Delegation(Guid DelegationId, string Task, string To, DateOnly From, DateOnly Until);

    internal sealed class Handler(Db db, Call call, Clock clock, IDelegations delegations, IPeople people) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = call.Caller!.UnitId;
            var given = (await db.Query<Guid>("SELECT DelegationId FROM School.Delegation WHERE UnitId = @unit AND EndedAt IS NULL AND ToDate > @Today", new { unit, clock.Today })).ToHashSet();
            var standing = (await delegations.Standing(unit, clock.Today, cancellationToken)).Where(d => given.Contains(d.DelegationId)).ToList();
            var names = await people.Names([.. standing.Select(d => d.ToPersonId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
            return new Answer(standing.ConvertAll(d => new Delegation(d.DelegationId, d.Task, d.ToPersonId is { } id ? names.GetValueOrDefault(id, id) : d.ToTeam!, d.From, d.To)));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/delegations", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(), cancel)))
            .WithSummary("What the student health team does for the rektor");
    }
}
