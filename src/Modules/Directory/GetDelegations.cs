using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>The delegations of the caller's unit that are in force or will be (delegeringar), for everybody who works there.</summary>
internal static class GetDelegations
{
    [Allow(AllowAttribute.Staff), NotAudited("names staff at work, and no child")]
    internal sealed record Query : IQuery<Answer>;

    /// <param name="Delegations">The first to begin first.</param>
    internal sealed record Answer(IReadOnlyList<Given> Delegations);

    /// <param name="By">The head who gave it.</param>
    /// <param name="To">The person or the team.</param>
    /// <param name="Until">The day after the last, Europe/Stockholm.</param>
    internal sealed record Given(Guid DelegationId, string Task, string? By, string? To, DateOnly From, DateOnly Until);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Query<Row>("""
                SELECT d.DelegationId, d.Task, g.Name AS GivenBy, COALESCE(d.ToTeam, p.Name) AS Receiver, d.FromDate, d.ToDate
                FROM Directory.Delegation d LEFT JOIN Directory.Person g ON g.PersonId = d.FromPersonId LEFT JOIN Directory.Person p ON p.PersonId = d.ToPersonId
                WHERE d.UnitId = @UnitId AND d.ToDate > @Today AND d.EndedAt IS NULL ORDER BY d.FromDate, d.DelegationId
                """, new { call.Caller!.UnitId, clock.Today });
            return new Answer(rows.ConvertAll(r => new Given(r.DelegationId, r.Task, r.GivenBy, r.Receiver, r.FromDate, r.ToDate)));
        }
    }

    private sealed class Row
    {
        public required Guid DelegationId { get; init; }
        public required string Task { get; init; }
        public string? GivenBy { get; init; }
        public string? Receiver { get; init; }
        public required DateOnly FromDate { get; init; }
        public required DateOnly ToDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/delegations", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(), cancel)))
            .WithSummary("The delegations of my unit that are in force or will be");
    }
}
