using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The rows of one sample of the access log: who, when, what, on which ground; the child by its key and never by name. Carried by every actor.</summary>
internal static class GetLogSample
{
    [Allow(Roles.LogReviewer), Audit(AuditAttribute.Read), Operation(Operations.ReviewLog)]
    internal sealed record Query(Guid SampleId) : IQuery<Answer>;

    internal sealed record Answer(Guid SampleId, IReadOnlyList<Item> Items);

    /// <param name="N">The item's number in the sample, from 1.</param>
    /// <param name="Reasons">Why it was drawn, for method system: many-children, outside-hours, refused, break-glass or protected.</param>
    /// <param name="Verdict">fine, ask or report; missing until it is judged.</param>
    internal sealed record Item(int N, DateTimeOffset At, string PersonId, string? Role, string Action, string Slice, Guid? SubjectId, string? Ground, string? Purpose, string Outcome,
        IReadOnlyList<string> Reasons, string? Verdict, string? Note, string? JudgedBy, DateTimeOffset? JudgedAt);

    internal sealed class Handler(Db db, Call call, UnitTrail trail) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var key = new { request.SampleId, call.Caller!.UnitId };
            if (await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.LogSample WHERE SampleId = @SampleId AND UnitId = @UnitId", key) == 0)
                throw new Kernel.NotFound();
            var rows = await db.Query<Row>("SELECT Place, Stripe, Seq, Suspicions, Verdict, Note, JudgedBy, JudgedAt FROM {Module}.LogSampleItem WHERE SampleId = @SampleId ORDER BY Place", key);
            var logged = await trail.Of(db.Session, key.UnitId, rows.ConvertAll(r => (r.Stripe, r.Seq)), cancellationToken);
            return new Answer(request.SampleId, rows.ConvertAll(r => Told(r, logged[(r.Stripe, r.Seq)])));
        }
    }

    private static Item Told(Row item, AuditRow row) => new(item.Place, row.At, row.Actor, row.Role, row.Action, row.Slice, row.SubjectId, row.Ground, row.Purpose, row.Outcome,
        item.Suspicions.Split(' ', StringSplitOptions.RemoveEmptyEntries), item.Verdict, item.Note, item.JudgedBy, item.JudgedAt);

    private sealed class Row
    {
        public required int Place { get; init; }
        public required string Stripe { get; init; }
        public required long Seq { get; init; }
        public required string Suspicions { get; init; }
        public string? Verdict { get; init; }
        public string? Note { get; init; }
        public string? JudgedBy { get; init; }
        public DateTimeOffset? JudgedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/log-samples/{sampleId:guid}", async Task<Ok<Answer>> (Guid sampleId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(sampleId), cancel)))
            .WithSummary("The rows of a sample of my unit's access log");
    }
}
