using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.SocialServices;

/// <summary>Decides whether a report leads to an investigation (förhandsbedömning, beslut att inleda eller inte inleda utredning). The reporter is told what may be told.</summary>
internal static class DecideReport
{
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkIntake)]
    internal sealed record Command(Guid ReportId, string Kind, string Reasons) : ICommand<Answer>, IAboutReport
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="Kind">investigate, no-investigation, or under-way: it belongs to an investigation that is open already.</param>
    /// <param name="Reasons">5 to 2,000 characters; they stay with social services.</param>
    internal sealed record Decision(string Kind, string Reasons);

    /// <param name="Feedback">What the reporter is told.</param>
    internal sealed record Answer(Guid ReportId, string State, string Feedback);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Kind).Must(kind => StateAfter(kind) is not null).WithMessage("One of investigate, no-investigation and under-way.");
            RuleFor(c => c.Reasons).NotEmpty().Length(5, 2000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IClocks clocks) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var report = await StoredReport.Load(db.Session, request.ReportId, call.Caller!.UnitId);
            ReportSteps.Demand(report.State, ReportSteps.Decide);
            var state = StateAfter(request.Kind)!;
            await db.Execute("""
                UPDATE SocialServices.Report SET State = @state, DecisionReasons = @Reasons, DecidedBy = @PersonId, DecidedAt = @Now, HandlerId = COALESCE(HandlerId, @PersonId) WHERE ReportId = @ReportId
                """, new { state, request.Reasons, call.Caller.PersonId, clock.Now, request.ReportId });
            await clocks.AllDone(db.Session, report.ReportId, report.UnitId);
            var feedback = IntakeFeedback.For(report.ReporterKind, state);
            db.Publish(new ConcernStatusChanged(report.ReportId, report.ReporterOrganisation, ConcernStatuses.Closed, feedback, clock.Now));
            return new Answer(report.ReportId, state, feedback);
        }
    }

    private static string? StateAfter(string kind) => kind switch
    {
        "investigate" => ReportStates.Investigation,
        "no-investigation" => ReportStates.NoInvestigation,
        "under-way" => ReportStates.UnderWay,
        _ => null,
    };

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reports/{reportId:guid}/decisions", async Task<Ok<Answer>> (Guid reportId, Decision decision, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(reportId, decision.Kind, decision.Reasons), cancel)))
            .WithSummary("Decide whether to open an investigation");
    }
}
