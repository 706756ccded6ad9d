using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The feeds that have been read (inläsningar), the latest first: counts and state, for those who run them and those who plan.</summary>
internal static class GetFeedRuns
{
    [Allow(Roles.ItAdmin, Roles.Coordinator), NotAudited("counts of a feed's records; names no person")]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Run> Runs);

    /// <param name="State">held: it moves more children than a feed may without a human's word.</param>
    /// <param name="Read">Records read.</param>
    /// <param name="Changed">Records that said something new.</param>
    /// <param name="Rejected">Records that were not taken in; see the run's rejections.</param>
    /// <param name="Moved">Children whose holder changes by it.</param>
    /// <param name="Waiting">Records that waited for their child when it was read; see the waiting records for those that still do.</param>
    /// <param name="Note">What was unusual in the source.</param>
    internal sealed record Run(Guid RunId, string Kind, string State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int Read, int Changed, int Rejected, int Moved,
        int Waiting, string? Note, string? ApprovedBy, DateTimeOffset? ApprovedAt);

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
                SELECT x.Total, x.RunId, x.Kind, x.State, x.StartedAt, x.FinishedAt, x.ReadCount, x.ChangedCount, x.RejectedCount, x.MovedCount, x.WaitingCount, x.Note, x.ApprovedBy, x.ApprovedAt FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY StartedAt DESC, RunId) AS Place, RunId, Kind, State, StartedAt, FinishedAt, ReadCount, ChangedCount, RejectedCount, MovedCount, WaitingCount, Note,
                    ApprovedBy, ApprovedAt
                  FROM Responsibility.FeedRun) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { request.Offset, last = request.Offset + request.Limit });
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Run(r.RunId, r.Kind, r.State, r.StartedAt, r.FinishedAt, r.ReadCount, r.ChangedCount, r.RejectedCount, r.MovedCount,
                r.WaitingCount, r.Note, r.ApprovedBy, r.ApprovedAt)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required Guid RunId { get; init; }
        public required string Kind { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? FinishedAt { get; init; }
        public required int ReadCount { get; init; }
        public required int ChangedCount { get; init; }
        public required int RejectedCount { get; init; }
        public required int MovedCount { get; init; }
        public required int WaitingCount { get; init; }
        public string? Note { get; init; }
        public string? ApprovedBy { get; init; }
        public DateTimeOffset? ApprovedAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/feed-runs", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("The feeds that have been read, with counts and state");
    }
}
