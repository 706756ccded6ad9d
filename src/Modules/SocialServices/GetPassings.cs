using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.SocialServices;

/// <summary>The way of a report between receptions (överflyttningar): all of it for the unit that has it, and for one that has had it that it went, and where.</summary>
internal static class GetPassings
{
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.WorkIntake)]
    internal sealed record Query(Guid ReportId) : IQuery<Answer>, IAboutReportsWay
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="State">The report's; passed for a unit that has it no longer, whatever has become of it.</param>
    /// <param name="Passings">The latest first.</param>
    internal sealed record Answer(Guid ReportId, string State, IReadOnlyList<Line> Passings);

    /// <param name="ToUnitId">Missing for a unit that has it no longer, where the child's identity is protected.</param>
    /// <param name="Because">passed or unit-closed.</param>
    /// <param name="Reason">Why, and who passed it; missing when the unit closed.</param>
    internal sealed record Line(string FromUnitId, string? ToUnitId, string Because, string? Reason, string? PersonId, DateTimeOffset At);

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var report = await db.Find<ReportRow>("SELECT UnitId, State, IsProtected FROM SocialServices.Report WHERE ReportId = @ReportId", request) ?? throw new Kernel.NotFound();
            var isOurs = report.UnitId == call.Caller!.UnitId;
            var rows = await db.Query<PassingRow>("""
                SELECT FromUnitId, ToUnitId, Because, Reason, PersonId, PassedAt FROM SocialServices.ReportPassing
                WHERE ReportId = @ReportId AND (@isOurs = 1 OR FromUnitId = @UnitId) ORDER BY PassedAt DESC, PassingId DESC
                """, new { request.ReportId, isOurs, call.Caller.UnitId });
            return new Answer(request.ReportId, isOurs ? report.State : ReportStates.Passed,
                rows.ConvertAll(p => new Line(p.FromUnitId, isOurs || !report.IsProtected ? p.ToUnitId : null, p.Because, p.Reason, p.PersonId, p.PassedAt)));
        }
    }

    private sealed class ReportRow
    {
        public required string UnitId { get; init; }
        public required string State { get; init; }
        public required bool IsProtected { get; init; }
    }

    private sealed class PassingRow
    {
        public required string FromUnitId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Because { get; init; }
        public string? Reason { get; init; }
        public string? PersonId { get; init; }
        public required DateTimeOffset PassedAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/reports/{reportId:guid}/passings", async Task<Ok<Answer>> (Guid reportId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(reportId), cancel)))
            .WithSummary("Where a report has gone between receptions");
    }
}
