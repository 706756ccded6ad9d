using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Kronobarn.Responsibility.Feeds;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// What feeds have said of children that nobody has told of yet (väntande poster), the longest wait first. Each is taken by itself when its child becomes known;
/// one that stays here has a number that its source should look at.
/// </summary>
internal static class GetWaitingRecords
{
    [Allow(Roles.ItAdmin, Roles.Coordinator), NotAudited("the source's own record ids and reasons; names no person")]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Waiting> Records);

    /// <param name="Source">population or health.</param>
    /// <param name="RecordId">The source's own; an identity number in it is masked.</param>
    /// <param name="Type">move, death, protection or listing.</param>
    internal sealed record Waiting(string Source, string RecordId, string Type, DateTimeOffset Since, string Reason);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.Source, x.RecordId, x.Kind, x.WaitsSince, x.Reason FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY WaitsSince, Source, RecordId) AS Place, Source, RecordId, Kind, WaitsSince, Reason FROM Responsibility.WaitingRecord) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { request.Offset, last = request.Offset + request.Limit });
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r =>
                new Waiting(r.Source, IdentityMask.Mask(r.RecordId), r.Kind == FactKinds.Residence ? "move" : r.Kind, r.WaitsSince, r.Reason)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required string Source { get; init; }
        public required string RecordId { get; init; }
        public required string Kind { get; init; }
        public required DateTimeOffset WaitsSince { get; init; }
        public required string Reason { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/waiting-records", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("Records of feeds that wait for their child to become known");
    }
}
