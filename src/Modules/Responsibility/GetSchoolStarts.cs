using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// An autumn's school starters (de som börjar förskoleklass): how many turn six that year, and how many of them have a school from 1 September, for planning. Counts only and
/// no child, so nothing is suppressed, as in a simulation. A coordinator sees the own municipality.
/// Source: responsibility.md, the alert late-school-start: from 1 September of the year in which the child turns 6.
/// </summary>
internal static class GetSchoolStarts
{
    private const int StartsAt = 6;
    private const int September = 9;

    /// <param name="Year">The autumn's; the next 1 September's when missing.</param>
    [Allow(Roles.Coordinator, Roles.ItAdmin), NotAudited("counts only; names no person")]
    internal sealed record Query(int? Year = null) : IQuery<Answer>;

    internal sealed record Answer(int Year, IReadOnlyList<Starters> Municipalities);

    /// <param name="Municipality">The code of where the children live today.</param>
    /// <param name="Children">Who turn six that year.</param>
    /// <param name="WithSchool">Of them those who are enrolled somewhere on 1 September.</param>
    internal sealed record Starters(string Municipality, int Children, int WithSchool);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Year).InclusiveBetween(2000, 2200);
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var year = request.Year ?? (clock.Today.Month >= September ? clock.Today.Year + 1 : clock.Today.Year);
            var born = new DateOnly(year - StartsAt, 1, 1);
            // Where two residences cover the day the later one counts, as in the chain.
            var rows = await db.Query<Row>("""
                SELECT r.Municipality, COUNT(DISTINCT c.ChildId) AS Children, COUNT(DISTINCT e.ChildId) AS WithSchool
                FROM Responsibility.Child c
                JOIN Responsibility.Fact r ON r.ChildId = c.ChildId AND r.Kind = 'residence' AND r.SupersededAt IS NULL AND r.FromDate <= @today AND (r.ToDate IS NULL OR r.ToDate > @today)
                LEFT JOIN Responsibility.Fact e ON e.ChildId = c.ChildId AND e.Kind = 'enrolment' AND e.SupersededAt IS NULL AND e.FromDate <= @begins AND (e.ToDate IS NULL OR e.ToDate > @begins)
                WHERE c.BirthDate >= @born AND c.BirthDate < @after AND c.DeathDate IS NULL AND (@municipality IS NULL OR r.Municipality = @municipality)
                  AND NOT EXISTS (SELECT 1 FROM Responsibility.Fact l WHERE l.ChildId = r.ChildId AND l.Kind = 'residence' AND l.SupersededAt IS NULL AND l.FromDate > r.FromDate
                    AND l.FromDate <= @today AND (l.ToDate IS NULL OR l.ToDate > @today))
                GROUP BY r.Municipality ORDER BY r.Municipality
                """, new { today = clock.Today, begins = new DateOnly(year, September, 1), born, after = born.AddYears(1), municipality = call.Caller!.Role == Roles.ItAdmin ? null : call.Caller.Municipality ?? "" });
            return new Answer(year, rows.ConvertAll(r => new Starters(r.Municipality, r.Children, r.WithSchool)));
        }
    }

    private sealed class Row
    {
        public required string Municipality { get; init; }
        public required int Children { get; init; }
        public required int WithSchool { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/school-starts", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int? year = null) =>
            TypedResults.Ok(await sender.Send(new Query(year), cancel)))
            .WithSummary("An autumn's school starters, counted, and how many of them have a school");
    }
}
