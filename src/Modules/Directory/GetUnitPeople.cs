using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>
/// Who works at a unit today, and in which role (medarbetare): for the unit's own staff, the municipality's coordinators and IT administrators.
/// Staff who themselves live under protected identity are listed by the name that the directory holds; hiding them from colleagues is not built,
/// so such a person is registered under a working name.
/// </summary>
internal static class GetUnitPeople
{
    [Allow(AllowAttribute.Staff), NotAudited("names staff at work, and no child")]
    internal sealed record Query(string UnitId, int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Colleague> People);

    internal sealed record Colleague(string AssignmentId, string PersonId, string Name, string Role, DateOnly From, DateOnly? To);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
            this.Paged(q => q.Limit, q => q.Offset);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = await StoredUnit.Find(db, request.UnitId);
            if (unit is null || !MayAsk(call.Caller!, unit))
                throw new Kernel.NotFound();
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.AssignmentId, x.PersonId, x.Name, x.RoleCode, x.FromDate, x.ToDate FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY a.RoleCode, p.Name, a.AssignmentId) AS Place,
                    a.AssignmentId, a.PersonId, p.Name, a.RoleCode, a.FromDate, a.ToDate
                  FROM Directory.Assignment a JOIN Directory.Person p ON p.PersonId = a.PersonId
                  WHERE a.UnitId = @UnitId AND a.FromDate <= @Today AND (a.ToDate IS NULL OR a.ToDate > @Today)) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { request.UnitId, clock.Today, request.Offset, last = request.Offset + request.Limit });
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Colleague(r.AssignmentId, r.PersonId, r.Name, r.RoleCode, r.FromDate, r.ToDate)));
        }

        private static bool MayAsk(Caller caller, StoredUnit unit) =>
            caller.UnitId == unit.UnitId || (caller.Role is Roles.Coordinator or Roles.ItAdmin && (caller.Municipality is null || caller.Municipality == unit.Municipality));
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required string AssignmentId { get; init; }
        public required string PersonId { get; init; }
        public required string Name { get; init; }
        public required string RoleCode { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/units/{unitId}/people", async Task<Ok<Answer>> (string unitId, Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(unitId, limit, offset), cancel)))
            .WithSummary("Who works at a unit today, and in which role");
    }
}
