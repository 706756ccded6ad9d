using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>What a feed's reading did not take in, and why (avvisade poster): the source's own record ids, so that it can be mended there.</summary>
internal static class GetFeedRejections
{
    [Allow(Roles.ItAdmin, Roles.Coordinator), NotAudited("the source's own record ids and reasons; names no person")]
    internal sealed record Query(Guid RunId, int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Rejection> Rejections);

    /// <param name="RecordId">Missing where the record has none that can be read.</param>
    /// <param name="Line">The line of a file, where the feed has lines.</param>
    /// <param name="Field">The member that is wrong, where one is.</param>
    internal sealed record Rejection(string? RecordId, int? Line, string? Field, string Reason);

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
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Responsibility.FeedRun WHERE RunId = @RunId", request) == 0)
                throw new Kernel.NotFound();
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.RecordId, x.Line, x.Field, x.Reason FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY Place) AS Nth, RecordId, Line, Field, Reason FROM Responsibility.FeedRejection WHERE RunId = @RunId) x
                WHERE x.Nth > @Offset AND x.Nth <= @last ORDER BY x.Nth
                """, new { request.RunId, request.Offset, last = request.Offset + request.Limit });
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Rejection(r.RecordId, r.Line, r.Field, r.Reason)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public string? RecordId { get; init; }
        public int? Line { get; init; }
        public string? Field { get; init; }
        public required string Reason { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/feed-runs/{runId:guid}/rejections", async Task<Ok<Answer>> (Guid runId, Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(runId, limit, offset), cancel)))
            .WithSummary("What a feed's reading did not take in, and why");
    }
}
