using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.SocialServices;

/// <summary>
/// A report (orosanmälan) that the caller's unit received, with what was judged and decided, and the unit's other reports on the same child: possible duplicates, shown
/// to a human and never put together.
/// </summary>
internal static class GetReport
{
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.WorkIntake)]
    internal sealed record Query(Guid ReportId) : IQuery<Answer>, IAboutReport
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="State">new, assessed, investigation, under-way, no-investigation or handed-over.</param>
    /// <param name="IdentityNumber">While the register does not know the child.</param>
    /// <param name="ProtectionDueOn">The last day in time, Europe/Stockholm; so is DecisionDueOn.</param>
    /// <param name="May">The steps that can be taken now.</param>
    internal sealed record Answer(Guid ReportId, Guid? ChildId, string? Name, string State, string About, string? IdentityNumber, string? Description, string Text, IReadOnlyList<string> Spokes,
        string Urgency, From Reporter, DateTimeOffset RaisedAt, DateTimeOffset ReceivedAt, string? HandlerId, DateOnly ProtectionDueOn, DateOnly DecisionDueOn,
        IReadOnlyList<Assessment> Assessments, Verdict? Decision, Sent? HandOver, IReadOnlyList<Duplicate> Duplicates, IReadOnlyList<string> May);

    internal sealed record From(string Kind, string? Organisation, string? UnitId, string? Name, string? Contact);

    internal sealed record Assessment(bool NeedsProtectionNow, string Reasons, string? ImmediateAction, string PersonId, DateTimeOffset At);

    internal sealed record Verdict(string Reasons, string PersonId, DateTimeOffset At);

    /// <param name="ReceiptId">Whoever handed it over follows it under receipts.</param>
    internal sealed record Sent(Guid ReceiptId, string Ground, string Reason, string PersonId, DateTimeOffset At);

    internal sealed record Duplicate(Guid ReportId, string State, DateTimeOffset RaisedAt);

    internal sealed class Handler(Db db, Call call, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var report = await StoredReport.Load(db.Session, request.ReportId, caller.UnitId);
            var name = report.ChildId is { } childId ? (await records.Cards(caller, [childId], cancellationToken, hasCases: true)).GetValueOrDefault(childId)?.Name : null;
            var spokes = await db.Query<string>("SELECT Spoke FROM SocialServices.ReportSpoke WHERE ReportId = @ReportId ORDER BY Spoke", report);
            var assessments = await db.Query<AssessmentRow>("""
                SELECT NeedsProtectionNow, Reasons, ImmediateAction, PersonId, AssessedAt FROM SocialServices.ProtectionAssessment WHERE ReportId = @ReportId ORDER BY AssessedAt DESC, AssessmentId DESC
                """, report);
            var sent = await db.Find<SentRow>("SELECT ConcernId, Ground, Reason, PersonId, HandedOverAt FROM SocialServices.ReportHandOver WHERE ReportId = @ReportId", report);
            var others = await db.Query<DuplicateRow>("""
                SELECT ReportId, State, RaisedAt FROM SocialServices.Report
                WHERE UnitId = @UnitId AND ReportId <> @ReportId AND (ChildId = @ChildId OR (ChildId IS NULL AND IdentityNumber = @IdentityNumber)) ORDER BY RaisedAt DESC
                """, report);
            return new Answer(report.ReportId, report.ChildId, name, report.State, report.About, report.ChildId is null ? report.IdentityNumber : null, report.Description, report.Body, spokes,
                report.Urgency, new From(report.ReporterKind, report.ReporterOrganisation, report.ReporterUnitId, report.ReporterName, report.ReporterContact), report.RaisedAt, report.ReceivedAt,
                report.HandlerId, report.ProtectionDueOn, report.DecisionDueOn,
                assessments.ConvertAll(a => new Assessment(a.NeedsProtectionNow, a.Reasons, a.ImmediateAction, a.PersonId, a.AssessedAt)),
                report.DecidedAt is { } at ? new Verdict(report.DecisionReasons!, report.DecidedBy!, at) : null,
                sent is null ? null : new Sent(sent.ConcernId, sent.Ground, sent.Reason, sent.PersonId, sent.HandedOverAt),
                others.ConvertAll(o => new Duplicate(o.ReportId, o.State, o.RaisedAt)), [.. ReportSteps.All.Where(step => ReportSteps.May(report.State, step))]);
        }
    }

    private sealed class AssessmentRow
    {
        public required bool NeedsProtectionNow { get; init; }
        public required string Reasons { get; init; }
        public string? ImmediateAction { get; init; }
        public required string PersonId { get; init; }
        public required DateTimeOffset AssessedAt { get; init; }
    }

    private sealed class SentRow
    {
        public required Guid ConcernId { get; init; }
        public required string Ground { get; init; }
        public required string Reason { get; init; }
        public required string PersonId { get; init; }
        public required DateTimeOffset HandedOverAt { get; init; }
    }

    private sealed class DuplicateRow
    {
        public required Guid ReportId { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset RaisedAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/reports/{reportId:guid}", async Task<Ok<Answer>> (Guid reportId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(reportId), cancel)))
            .WithSummary("A report that my unit received");
    }
}
