using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>What families have asked the unit about its looks at their children (fråga varför), newest first. For the unit's head, who may ask the one who looked.</summary>
internal static class GetFamilyQuestions
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.ListEscalations)]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Asked> Questions);

    /// <param name="Slice">What was done, in the words of the access log.</param>
    /// <param name="PersonId">Who of the unit did it.</param>
    /// <param name="Text">The family's question.</param>
    internal sealed record Asked(Guid QuestionId, Guid ChildId, string Slice, string PersonId, DateTimeOffset LookedAt, string Text, DateTimeOffset AskedAt, string? Answer, DateTimeOffset? AnsweredAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).InclusiveBetween(0, 1_000_000);
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.QuestionId, x.ChildId, x.Slice, x.LookedBy, x.LookedAt, x.Body, x.AskedAt, x.Answer, x.AnsweredAt FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY AskedAt DESC, QuestionId) AS Place, QuestionId, ChildId, Slice, LookedBy, LookedAt, Body, AskedAt, Answer, AnsweredAt
                  FROM Collaboration.FamilyQuestion WHERE UnitId = @UnitId) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { call.Caller!.UnitId, request.Offset, last = request.Offset + request.Limit });
            foreach (var childId in rows.Select(row => row.ChildId).Distinct())
                call.Subjects.Add(childId);
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Asked(r.QuestionId, r.ChildId, r.Slice, r.LookedBy, r.LookedAt, r.Body, r.AskedAt, r.Answer, r.AnsweredAt)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required Guid QuestionId { get; init; }
        public required Guid ChildId { get; init; }
        public required string Slice { get; init; }
        public required string LookedBy { get; init; }
        public required DateTimeOffset LookedAt { get; init; }
        public required string Body { get; init; }
        public required DateTimeOffset AskedAt { get; init; }
        public string? Answer { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/family-questions", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 50, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("What families have asked my unit about its looks at their children");
    }
}
