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

/// <summary>
/// Judges whether the child needs protection now (skyddsbedömning), on the day that the report came. It may be done again when more is known; the latest counts.
/// Source: prop. 2012/13:10 p. 60.
/// </summary>
internal static class AssessProtection
{
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkIntake)]
    internal sealed record Command(Guid ReportId, bool NeedsProtectionNow, string Reasons, string? ImmediateAction) : ICommand<Answer>, IAboutReport
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="Reasons">What the judgement rests on; 5 to 2,000 characters.</param>
    /// <param name="ImmediateAction">What is done at once; needed when the child needs protection now.</param>
    internal sealed record Judgement(bool NeedsProtectionNow, string Reasons, string? ImmediateAction = null);

    internal sealed record Answer(Guid ReportId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reasons).NotEmpty().Length(5, 2000);
            RuleFor(c => c.ImmediateAction).MaximumLength(2000);
            RuleFor(c => c.ImmediateAction).NotEmpty().When(c => c.NeedsProtectionNow).WithMessage("Say what is done at once.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IClocks clocks) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var report = await StoredReport.Load(db.Session, request.ReportId, call.Caller!.UnitId);
            ReportSteps.Demand(report.State, ReportSteps.Assess);
            await db.Execute("""
                INSERT INTO SocialServices.ProtectionAssessment (AssessmentId, ReportId, NeedsProtectionNow, Reasons, ImmediateAction, PersonId, AssessedAt)
                VALUES (@id, @ReportId, @NeedsProtectionNow, @Reasons, @ImmediateAction, @PersonId, @Now)
                """, new { id = Guid.CreateVersion7(clock.Now), request.ReportId, request.NeedsProtectionNow, request.Reasons, request.ImmediateAction, call.Caller.PersonId, clock.Now });
            await db.Execute("UPDATE SocialServices.Report SET State = 'assessed', HandlerId = COALESCE(HandlerId, @PersonId) WHERE ReportId = @ReportId", new { call.Caller.PersonId, request.ReportId });
            await clocks.Done(db.Session, IntakeClocks.ProtectionAssessment, report.ReportId);
            db.Publish(new ConcernStatusChanged(report.ReportId, report.ReporterOrganisation, ConcernStatuses.InProgress, null, clock.Now));
            return new Answer(report.ReportId, ReportStates.Assessed);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reports/{reportId:guid}/protection-assessments", async Task<Ok<Answer>> (Guid reportId, Judgement judgement, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(reportId, judgement.NeedsProtectionNow, judgement.Reasons, judgement.ImmediateAction), cancel)))
            .WithSummary("Judge whether the child needs protection now");
    }
}
