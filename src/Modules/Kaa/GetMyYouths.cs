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

/// <summary>The youths in the caller's register today (våra ungdomar i KAA), the one who is to be contacted next first.</summary>
internal static class GetMyYouths
{
    [Allow(Roles.KaaHandler, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.ListChildren)]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Youth> Youths);

    /// <param name="Since">The first day in the register.</param>
    /// <param name="Attempts">How many times the unit has tried to reach the youth during this stay.</param>
    /// <param name="LastAttemptAt">When it last did, UTC.</param>
    /// <param name="LastOutcome">reached, not-reached, declined or meeting-booked.</param>
    /// <param name="NextAttemptOn">The day by which the unit should try again.</param>
    internal sealed record Youth(Guid ChildId, string? Name, DateOnly? BirthDate, DateOnly Since, int Attempts, DateTimeOffset? LastAttemptAt, string? LastOutcome, DateOnly NextAttemptOn);

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
            var rows = await db.Query<Row>("SELECT y.ChildId, y.YouthId, y.FromDate FROM Kaa.Youth y WHERE y.UnitId = @UnitId AND y.ToDate IS NULL", new { call.Caller!.UnitId });
            var attempts = (await db.Query<AttemptRow>("""
                SELECT a.ChildId, a.At, a.Outcome FROM Kaa.ContactAttempt a JOIN Kaa.Youth y ON y.ChildId = a.ChildId AND y.UnitId = a.UnitId
                WHERE y.UnitId = @UnitId AND y.ToDate IS NULL AND a.RecordedAt >= y.RecordedAt ORDER BY a.At, a.AttemptId
                """, new { call.Caller.UnitId })).ToLookup(row => row.ChildId);
            // A unit's register is short. Who is hidden is left out before anything is counted or paged, so that a count tells nothing.
            var cards = await register.Cards(call.Caller, rows.ConvertAll(row => row.ChildId), cancellationToken);
            var visible = rows.Where(row => cards.GetValueOrDefault(row.ChildId) is { IsHidden: false })
                .OrderBy(row => row.NextAttemptOn(attempts)).ThenBy(row => row.FromDate).ThenBy(row => row.YouthId).ToList();
            var shown = visible.Skip(request.Offset).Take(request.Limit).ToList();
            shown.ForEach(row => call.Subjects.Add(row.ChildId));
            return new Answer(visible.Count, shown.ConvertAll(r => new Youth(r.ChildId, cards[r.ChildId].Name, cards[r.ChildId].BirthDate, r.FromDate,
                attempts[r.ChildId].Count(), attempts[r.ChildId].LastOrDefault()?.At, attempts[r.ChildId].LastOrDefault()?.Outcome, r.NextAttemptOn(attempts))));
        }
    }

    private sealed class Row
    {
        public required Guid ChildId { get; init; }
        public required Guid YouthId { get; init; }
        public required DateOnly FromDate { get; init; }

        public DateOnly NextAttemptOn(ILookup<Guid, AttemptRow> attempts) => ContactRounds.Next(FromDate, attempts[ChildId].LastOrDefault() is { } last ? (Clock.DayOf(last.At), last.Outcome) : null);
    }

    private sealed class AttemptRow
    {
        public required Guid ChildId { get; init; }
        public required DateTimeOffset At { get; init; }
        public required string Outcome { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/youths", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("The youths in my unit's register today");
    }
}
