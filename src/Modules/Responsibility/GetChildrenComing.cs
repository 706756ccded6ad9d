using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The children that the caller's unit will become responsible for within 90 days (på väg till oss): name and date, for planning. Carried by every actor.</summary>
internal static class GetChildrenComing
{
    /// <param name="Days">How far ahead, 1 to 90.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ListChildren)]
    internal sealed record Query(int Days, int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Child> Children);

    /// <param name="On">The first day of the new responsibility.</param>
    internal sealed record Child(Guid ChildId, string? Name, DateOnly On);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Days).InclusiveBetween(1, Relation.IncomingDays);
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Call call, Clock clock, StoreOf<Handler> store) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await store.Read(db => db.Query<UnitChildRow>("""
                SELECT x.Total, x.ChildId, x.GivenName, x.FamilyName, x.BirthDate, x.FromDate, x.ToDate, x.RuleName, x.Protection FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY p.FromDate, c.FamilyName, c.GivenName, c.ChildId) AS Place,
                    c.ChildId, c.GivenName, c.FamilyName, c.BirthDate, p.FromDate, p.ToDate, p.RuleName, c.Protection
                  FROM Responsibility.Period p JOIN Responsibility.Child c ON c.ChildId = p.ChildId
                  WHERE p.UnitId = @UnitId AND p.Organisation = @Organisation AND p.SupersededAt IS NULL AND p.FromDate > @today AND p.FromDate <= @until
                    AND NOT EXISTS (SELECT 1 FROM Responsibility.Period b WHERE b.ChildId = p.ChildId AND b.SupersededAt IS NULL
                      AND b.ToDate = p.FromDate AND b.UnitId = p.UnitId AND b.Organisation = p.Organisation)
                    AND (c.Protection = 'none' OR @seesProtected = 1 OR EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, UnitChildRow.Args(call, clock.Today, request.Limit, request.Offset, request.Days)), cancellationToken);
            rows.ForEach(row => call.Subjects.Add(row.ChildId));
            call.Ground = Grounds.Incoming;
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Child(r.ChildId, r.Name, r.FromDate)));
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/coming", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int days = 90, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(days, limit, offset), cancel)))
            .WithSummary("The children that my unit becomes barnensbästa-ansvarig for within so many days");
    }
}
