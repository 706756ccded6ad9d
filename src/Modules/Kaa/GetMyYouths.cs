using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Kaa;

/// <summary>The youths in the caller's register today (våra ungdomar i KAA), the one who has waited longest first.</summary>
internal static class GetMyYouths
{
    [Allow(Roles.KaaHandler, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.ListChildren)]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Youth> Youths);

    /// <param name="Since">The first day in the register.</param>
    /// <param name="Attempts">How many times the unit has tried to reach the youth during this stay.</param>
    /// <param name="LastAttemptAt">When it last did, UTC.</param>
    internal sealed record Youth(Guid ChildId, string? Name, DateOnly? BirthDate, DateOnly Since, int Attempts, DateTimeOffset? LastAttemptAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call, IUnitRecords register) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Query<Row>("""
                SELECT y.ChildId, y.FromDate,
                  (SELECT COUNT(*) FROM Kaa.ContactAttempt a WHERE a.ChildId = y.ChildId AND a.UnitId = y.UnitId AND a.RecordedAt >= y.RecordedAt) AS Attempts,
                  (SELECT MAX(b.At) FROM Kaa.ContactAttempt b WHERE b.ChildId = y.ChildId AND b.UnitId = y.UnitId AND b.RecordedAt >= y.RecordedAt) AS LastAttemptAt
                FROM Kaa.Youth y WHERE y.UnitId = @UnitId AND y.ToDate IS NULL ORDER BY y.FromDate, y.YouthId
                """, new { call.Caller!.UnitId });
            // A unit's register is short. Who is hidden is left out before anything is counted or paged, so that a count tells nothing.
            var cards = await register.Cards(call.Caller, rows.ConvertAll(row => row.ChildId), cancellationToken);
            var visible = rows.FindAll(row => cards.GetValueOrDefault(row.ChildId) is { IsHidden: false });
            var shown = visible.Skip(request.Offset).Take(request.Limit).ToList();
            shown.ForEach(row => call.Subjects.Add(row.ChildId));
            return new Answer(visible.Count,
                shown.ConvertAll(r => new Youth(r.ChildId, cards[r.ChildId].Name, cards[r.ChildId].BirthDate, r.FromDate, r.Attempts, r.LastAttemptAt)));
        }
    }

    private sealed class Row
    {
        public required Guid ChildId { get; init; }
        public required DateOnly FromDate { get; init; }
        public required int Attempts { get; init; }
        public DateTimeOffset? LastAttemptAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/youths", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("The youths in my unit's register today");
    }
}
