using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The samples that have been drawn of the unit's access log (loggranskningar), the latest first, and how far each has come. Carried by every actor.</summary>
internal static class GetLogSamples
{
    [Allow(Roles.LogReviewer), Audit(AuditAttribute.Read), Operation(Operations.ReviewLog)]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Sample> Samples);

    /// <param name="Seed">With it a draw by chance can be repeated.</param>
    /// <param name="Rows">How many rows the log had in those days.</param>
    internal sealed record Sample(Guid SampleId, DateOnly From, DateOnly To, string Method, int Seed, int Rows, int Items, int Judged, string DrawnBy, DateTimeOffset DrawnAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.SampleId, x.FromDate, x.ToDate, x.Method, x.Seed, x.RowsInLog, x.Items, x.Judged, x.DrawnBy, x.DrawnAt FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY s.DrawnAt DESC, s.SampleId) AS Place, s.SampleId, s.FromDate, s.ToDate, s.Method, s.Seed, s.RowsInLog, s.Items,
                    (SELECT COUNT(*) FROM {Module}.LogSampleItem i WHERE i.SampleId = s.SampleId AND i.JudgedAt IS NOT NULL) AS Judged, s.DrawnBy, s.DrawnAt
                  FROM {Module}.LogSample s WHERE s.UnitId = @UnitId) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { call.Caller!.UnitId, request.Offset, last = request.Offset + request.Limit });
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total,
                rows.ConvertAll(r => new Sample(r.SampleId, r.FromDate, r.ToDate, r.Method, r.Seed, r.RowsInLog, r.Items, r.Judged, r.DrawnBy, r.DrawnAt)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required Guid SampleId { get; init; }
        public required DateOnly FromDate { get; init; }
        public required DateOnly ToDate { get; init; }
        public required string Method { get; init; }
        public required int Seed { get; init; }
        public required int RowsInLog { get; init; }
        public required int Items { get; init; }
        public required int Judged { get; init; }
        public required string DrawnBy { get; init; }
        public required DateTimeOffset DrawnAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/log-samples", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("The samples of my unit's access log");
    }
}
