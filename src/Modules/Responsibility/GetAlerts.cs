using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// The alerts in force today, as a work list (varningar): the children that the caller's unit holds, by name; for a coordinator how many there are of each
/// in the own municipality, by unit, without names. Children with protected identity are for their own unit alone and stand in no figure by unit.
/// </summary>
internal static class GetAlerts
{
    /// <param name="Code">compulsory-gap, late-school-start, overdue-birth, overlap or unit-missing; all when missing.</param>
    [Allow(Roles.Midwife, Roles.BhvNurse, Roles.PreschoolHead, Roles.Rektor, Roles.StudentHealthTeam, Roles.KaaHandler, Roles.SocialWorker, Roles.PartnerStaff, Roles.UnitHead, Roles.Coordinator)]
    [Audit(AuditAttribute.Read), Operation(Operations.ListAlerts)]
    internal sealed record Query(int Limit, int Offset, string? Code = null) : IQuery<Answer>;

    /// <param name="Total">How many alerts there are in all; for a coordinator, how many counts.</param>
    /// <param name="Alerts">Empty for a coordinator.</param>
    /// <param name="Counts">Empty for all others.</param>
    internal sealed record Answer(int Total, IReadOnlyList<ChildAlert> Alerts, IReadOnlyList<Count> Counts);

    internal sealed record ChildAlert(Guid ChildId, string? Name, string Code, DateOnly From, DateOnly? To);

    /// <param name="UnitId">Missing where the municipality has no unit for the child.</param>
    internal sealed record Count(string Code, string Organisation, string? UnitId, string? Unit, int Children);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
            RuleFor(q => q.Code).Must(c => c is null or AlertCode.CompulsoryGap or AlertCode.LateSchoolStart or AlertCode.OverdueBirth or AlertCode.Overlap or AlertCode.UnitMissing)
                .WithMessage("One of compulsory-gap, late-school-start, overdue-birth, overlap and unit-missing.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if (caller.Role == Roles.Coordinator)
                return await Counts(request, cancellationToken);
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.ChildId, x.GivenName, x.FamilyName, x.Code, x.FromDate, x.ToDate FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY a.FromDate, c.FamilyName, c.GivenName, c.ChildId, a.Code) AS Place,
                    c.ChildId, c.GivenName, c.FamilyName, a.Code, a.FromDate, a.ToDate
                  FROM Responsibility.Period p JOIN Responsibility.Child c ON c.ChildId = p.ChildId JOIN Responsibility.Alert a ON a.ChildId = p.ChildId
                  WHERE p.UnitId = @UnitId AND p.Organisation = @Organisation AND p.SupersededAt IS NULL AND p.FromDate <= @today AND (p.ToDate IS NULL OR p.ToDate > @today)
                    AND a.FromDate <= @today AND (a.ToDate IS NULL OR a.ToDate > @today) AND (@Code IS NULL OR a.Code = @Code)
                    AND (c.Protection = 'none' OR @seesProtected = 1 OR EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { caller.UnitId, caller.Organisation, caller.PersonId, seesProtected = Access.SeesProtected(caller.Role, Operations.ListAlerts, Relations.None), today = clock.Today, request.Code, request.Offset, last = request.Offset + request.Limit });
            foreach (var childId in rows.Select(row => row.ChildId).Distinct())
                call.Subjects.Add(childId);
            call.Ground = Grounds.Holder;
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new ChildAlert(r.ChildId, r.Name, r.Code, r.FromDate, r.ToDate)), []);
        }

        private async Task<Answer> Counts(Query request, CancellationToken cancel)
        {
            var municipality = call.Caller!.Municipality;
            var known = await units.All(cancel);
            // A holder without a unit has no place of its own, so the child's residence says whose it is.
            var rows = await db.Query<CountRow>("""
                SELECT a.Code, p.Organisation, p.UnitId, CASE WHEN p.UnitId IS NULL THEN f.Municipality END AS Municipality, COUNT(DISTINCT a.ChildId) AS Children
                FROM Responsibility.Alert a JOIN Responsibility.Child c ON c.ChildId = a.ChildId
                JOIN Responsibility.Period p ON p.ChildId = a.ChildId AND p.SupersededAt IS NULL AND p.FromDate <= @today AND (p.ToDate IS NULL OR p.ToDate > @today)
                LEFT JOIN Responsibility.Fact f ON p.UnitId IS NULL AND f.ChildId = a.ChildId AND f.Kind = 'residence' AND f.SupersededAt IS NULL AND f.FromDate <= @today AND (f.ToDate IS NULL OR f.ToDate > @today)
                WHERE a.FromDate <= @today AND (a.ToDate IS NULL OR a.ToDate > @today) AND (@Code IS NULL OR a.Code = @Code) AND c.Protection = 'none'
                GROUP BY a.Code, p.Organisation, p.UnitId, CASE WHEN p.UnitId IS NULL THEN f.Municipality END
                """, new { today = clock.Today, request.Code });
            var own = rows.Where(r => (r.UnitId is null ? r.Municipality : known.GetValueOrDefault(r.UnitId)?.Municipality) == municipality && municipality is not null)
                .Select(r => new Count(r.Code, r.Organisation, r.UnitId, r.UnitId is null ? null : known.GetValueOrDefault(r.UnitId)?.Name, r.Children))
                .OrderBy(c => c.Code, StringComparer.Ordinal).ThenBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.UnitId, StringComparer.Ordinal).ToList();
            return new Answer(own.Count, [], [.. own.Skip(request.Offset).Take(request.Limit)]);
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required Guid ChildId { get; init; }
        public string? GivenName { get; init; }
        public string? FamilyName { get; init; }
        public required string Code { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }

        public string? Name => GivenName is null && FamilyName is null ? null : $"{GivenName} {FamilyName}".Trim();
    }

    private sealed class CountRow
    {
        public required string Code { get; init; }
        public required string Organisation { get; init; }
        public string? UnitId { get; init; }
        public string? Municipality { get; init; }
        public required int Children { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/alerts", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, string? code = null, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset, code), cancel)))
            .WithSummary("The alerts in force today: my unit's children, or counts for a coordinator");
    }
}
