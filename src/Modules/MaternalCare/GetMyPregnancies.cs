using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.MaternalCare;

/// <summary>The pregnancies that the caller's unit follows (mina graviditeter), the furthest gone first, with the gestation week (graviditetsvecka).</summary>
internal static class GetMyPregnancies
{
    /// <param name="Week">Only those in this full week; all when missing.</param>
    /// <param name="PregnancyId">Only this one.</param>
    [Allow(Roles.Midwife, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.RecordChild)]
    internal sealed record Query(int? Week, int Limit, int Offset, Guid? PregnancyId = null) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Expected> Pregnancies);

    /// <param name="Week">Full weeks from 280 days before the due date.</param>
    /// <param name="Day">0 to 6: week 12 and day 3 is said 12+3.</param>
    /// <param name="ChildIds">Those still to be born.</param>
    /// <param name="Version">For If-Match.</param>
    internal sealed record Expected(Guid PregnancyId, string Mother, DateOnly From, DateOnly DueDate, int Week, int Day, IReadOnlyList<Guid> ChildIds, int Version);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Week).InclusiveBetween(0, 45).When(q => q.Week is not null);
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IUnitRecords register) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            // A week is the seven due dates that give it today.
            var latest = request.Week is { } week ? clock.Today.AddDays(Pregnancy.Days - (7 * week)) : DateOnly.MaxValue;
            var earliest = request.Week is null ? DateOnly.MinValue : latest.AddDays(-6);
            var rows = await db.Query<Row>("""
                SELECT p.PregnancyId, p.MotherGivenName, p.MotherFamilyName, p.FromDate, p.DueDate, p.Version
                FROM MaternalCare.Pregnancy p
                WHERE p.UnitId = @UnitId AND p.DueDate >= @earliest AND p.DueDate <= @latest AND (@PregnancyId IS NULL OR p.PregnancyId = @PregnancyId)
                  AND EXISTS (SELECT 1 FROM MaternalCare.UnbornChild u WHERE u.PregnancyId = p.PregnancyId AND u.BirthDate IS NULL AND u.EndedOn IS NULL)
                ORDER BY p.DueDate, p.PregnancyId
                """, new { call.Caller!.UnitId, earliest, latest, request.PregnancyId });
            var children = (await db.Query<ChildRow>("""
                SELECT u.PregnancyId, u.ChildId FROM MaternalCare.UnbornChild u JOIN MaternalCare.Pregnancy p ON p.PregnancyId = u.PregnancyId
                WHERE p.UnitId = @UnitId AND u.BirthDate IS NULL AND u.EndedOn IS NULL AND (@PregnancyId IS NULL OR p.PregnancyId = @PregnancyId) ORDER BY u.ChildId
                """, new { call.Caller.UnitId, request.PregnancyId })).ToLookup(row => row.PregnancyId, row => row.ChildId);
            // A clinic's pregnancies are few. Who is hidden is left out before anything is counted or paged, so that a count tells nothing.
            var cards = await register.Cards(call.Caller, [.. children.SelectMany(own => own)], cancellationToken);
            var visible = rows.FindAll(row => !children[row.PregnancyId].Any(id => cards.GetValueOrDefault(id) is { IsHidden: true }));
            var expected = visible.Skip(request.Offset).Take(request.Limit).Select(row => row.Expected([.. children[row.PregnancyId]], clock.Today)).ToList();
            expected.SelectMany(e => e.ChildIds).ToList().ForEach(call.Subjects.Add);
            return new Answer(visible.Count, expected);
        }
    }

    private sealed class Row
    {
        public required Guid PregnancyId { get; init; }
        public required string MotherGivenName { get; init; }
        public required string MotherFamilyName { get; init; }
        public required DateOnly FromDate { get; init; }
        public required DateOnly DueDate { get; init; }
        public required int Version { get; init; }

        public Expected Expected(IReadOnlyList<Guid> children, DateOnly today)
        {
            var (week, day) = Pregnancy.Gestation(DueDate, today);
            return new Expected(PregnancyId, $"{MotherGivenName} {MotherFamilyName}", FromDate, DueDate, week, day, children, Version);
        }
    }

    private sealed class ChildRow
    {
        public required Guid PregnancyId { get; init; }
        public required Guid ChildId { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/pregnancies", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel,
            int? week = null, int limit = 20, int offset = 0, Guid? pregnancyId = null) =>
            TypedResults.Ok(await sender.Send(new Query(week, limit, offset, pregnancyId), cancel)))
            .WithSummary("The pregnancies that my unit follows, by gestation week");
    }
}
