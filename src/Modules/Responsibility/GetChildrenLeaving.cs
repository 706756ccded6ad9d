using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The children that another unit takes over from the caller's within 90 days (på väg från oss), and who takes over. Carried by every actor.</summary>
internal static class GetChildrenLeaving
{
    /// <param name="Days">How far ahead, 1 to 90.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ListChildren)]
    internal sealed record Query(int Days, int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Child> Children);

    /// <param name="On">The first day of the new holder, or the day on which nobody holds any more.</param>
    /// <param name="To">The receiving organisation; missing when the chain ends.</param>
    /// <param name="ToUnitId">The receiving unit, never told for a child with protected identity.</param>
    /// <param name="ToUnit">Its name.</param>
    internal sealed record Child(Guid ChildId, string? Name, DateOnly On, string? To, string? ToUnitId, string? ToUnit);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Days).InclusiveBetween(1, Relation.IncomingDays);
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Call call, Clock clock, StoreOf<Handler> store, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await store.Read(db => db.Query<Row>("""
                SELECT x.Total, x.ChildId, x.GivenName, x.FamilyName, x.OnDate, x.NextOrganisation, x.NextUnitId, x.Protection FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY p.ToDate, c.FamilyName, c.GivenName, c.ChildId) AS Place,
                    c.ChildId, c.GivenName, c.FamilyName, p.ToDate AS OnDate, q.Organisation AS NextOrganisation, q.UnitId AS NextUnitId, c.Protection
                  FROM Responsibility.Period p JOIN Responsibility.Child c ON c.ChildId = p.ChildId
                  LEFT JOIN Responsibility.Period q ON q.ChildId = p.ChildId AND q.SupersededAt IS NULL AND q.FromDate = p.ToDate
                  WHERE p.UnitId = @UnitId AND p.Organisation = @Organisation AND p.SupersededAt IS NULL AND p.ToDate > @today AND p.ToDate <= @until
                    AND NOT (q.UnitId IS NOT NULL AND q.UnitId = p.UnitId AND q.Organisation = p.Organisation)
                    AND (c.Protection = 'none' OR @seesProtected = 1 OR EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, UnitChildRow.Args(call, clock.Today, request.Limit, request.Offset, request.Days)), cancellationToken);
            rows.ForEach(row => call.Subjects.Add(row.ChildId));
            call.Ground = Grounds.Holder;
            var names = await units.All(cancellationToken);
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => r.Protection == "none"
                ? new Child(r.ChildId, r.Name, r.OnDate, r.NextOrganisation, r.NextUnitId, r.NextUnitId is null ? null : names.GetValueOrDefault(r.NextUnitId)?.Name)
                : new Child(r.ChildId, r.Name, r.OnDate, r.NextOrganisation, ToUnitId: null, ToUnit: null)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required Guid ChildId { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
        public required DateOnly OnDate { get; init; }
        public string? NextOrganisation { get; init; }
        public string? NextUnitId { get; init; }
        public required string Protection { get; init; }

        public string? Name => GivenName is null && FamilyName is null ? null : $"{GivenName} {FamilyName}".Trim();
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/leaving", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int days = 90, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(days, limit, offset), cancel)))
            .WithSummary("The children that another unit takes over from mine within so many days");
    }
}
