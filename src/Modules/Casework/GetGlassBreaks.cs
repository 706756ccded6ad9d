using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Where the unit's staff have broken the glass (granskning av nödåtkomst), for the unit's head and log reviewer; what nobody has reviewed comes first. Carried by every actor.</summary>
internal static class GetGlassBreaks
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead, Roles.LogReviewer), Audit(AuditAttribute.Read), Operation(Operations.ReviewGlassBreak)]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Broken> GlassBreaks);

    /// <param name="ReviewBy">The last day in time of the review, Europe/Stockholm; missing when it is done.</param>
    /// <param name="Review">Missing until somebody has reviewed it.</param>
    internal sealed record Broken(Guid GlassBreakId, Guid ChildId, string PersonId, string Reason, DateTimeOffset At, DateOnly? ReviewBy, Review? Review);

    internal sealed record Review(bool IsJustified, string? Note, string By, DateTimeOffset At);

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
                SELECT x.Total, x.GlassBreakId, x.ChildId, x.PersonId, x.Reason, x.BrokenAt, x.DueOn, x.IsJustified, x.Note, x.ReviewedBy, x.ReviewedAt FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY CASE WHEN g.ReviewedAt IS NULL THEN 0 ELSE 1 END, g.BrokenAt DESC, g.GlassBreakId) AS Place,
                    g.GlassBreakId, g.ChildId, g.PersonId, g.Reason, g.BrokenAt, g.IsJustified, g.Note, g.ReviewedBy, g.ReviewedAt,
                    (SELECT MIN(d.DueOn) FROM {Module}.Deadline d WHERE d.ItemId = g.GlassBreakId AND d.DoneAt IS NULL) AS DueOn
                  FROM {Module}.GlassBreak g WHERE g.UnitId = @UnitId) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { call.Caller!.UnitId, request.Offset, last = request.Offset + request.Limit });
            foreach (var child in rows.Select(r => r.ChildId).Distinct())
                call.Subjects.Add(child);
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Broken(r.GlassBreakId, r.ChildId, r.PersonId, r.Reason, r.BrokenAt, r.DueOn,
                r.ReviewedAt is { } at ? new Review(r.IsJustified ?? false, r.Note, r.ReviewedBy!, at) : null)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required Guid GlassBreakId { get; init; }
        public required Guid ChildId { get; init; }
        public required string PersonId { get; init; }
        public required string Reason { get; init; }
        public required DateTimeOffset BrokenAt { get; init; }
        public DateOnly? DueOn { get; init; }
        public bool? IsJustified { get; init; }
        public string? Note { get; init; }
        public string? ReviewedBy { get; init; }
        public DateTimeOffset? ReviewedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/glass-breaks", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("Where my unit's staff have broken the glass, and what was said of it");
    }
}
