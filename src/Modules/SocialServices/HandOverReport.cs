using FluentValidation;
using Kronobarn.Casework.Contracts;
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
/// Tells the child's holder of a concern when a report was not investigated (lämna över till barnensbästa-ansvarig): somebody should still see to the child. What travels is
/// a text written for it, on a ground that is recorded; the report, its reporter and the judgement stay. It goes by the desk, so nobody here learns which unit it reaches.
/// </summary>
internal static class HandOverReport
{
    // OSL 10:1 and 12:2; OSL 10:2; OSL 10:28. Not 10:27: it does not hold for social services' secrecy (26 kap.).
    private static readonly string[] Grounds = ["consent", "own-task", "statutory-duty"];

    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Disclosed), Operation(Operations.WorkIntake)]
    internal sealed record Command(Guid ReportId, string Ground, string Reason, string Text) : ICommand<Answer>, IAboutReport
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="Ground">consent (OSL 10:1), own-task (it is needed for our own work, OSL 10:2) or statutory-duty (a law says that it is to be told, OSL 10:28).</param>
    /// <param name="Reason">Why the ground holds; 5 to 500 characters, stays here.</param>
    /// <param name="Text">What the holder needs to know; at most 2,000 characters.</param>
    internal sealed record HandOver(string Ground, string Reason, string Text);

    /// <param name="ReceiptId">Under receipts its status can be read.</param>
    internal sealed record Answer(Guid ReportId, string State, Guid ReceiptId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Ground).Must(ground => Grounds.Contains(ground, StringComparer.Ordinal)).WithMessage("One of consent, own-task and statutory-duty.");
            RuleFor(c => c.Reason).NotEmpty().Length(5, 500);
            RuleFor(c => c.Text).NotEmpty().MaximumLength(2000).Must(ReadableText.Is).WithMessage("Text that can be read.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register, IReceipts receipts) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var report = await StoredReport.Load(db.Session, request.ReportId, caller.UnitId);
            ReportSteps.Demand(report.State, ReportSteps.HandOver);
            if (report.ChildId is not { } childId)
                throw new Refused("child-unknown", "Nobody holds a child who is not known.");
            if (string.Equals(request.Text.Trim(), report.Body.Trim(), StringComparison.OrdinalIgnoreCase))
                throw new Invalid("text", "Write what the receiver needs. The report itself does not travel.");
            if (await register.Holder(childId, clock.Today, cancellationToken) is not { UnitId: not null })
                throw new Refused("no-holder", "Nobody holds the child today.");

            var told = new ConcernTold(Guid.CreateVersion7(clock.Now), report.About, report.IdentityNumber, null, request.Text, [], Urgencies.Normal, Harm: false,
                new Reporter(ReporterKinds.Staff, caller.Organisation, caller.UnitId, caller.Name, null), clock.Now);
            await db.Execute("""
                INSERT INTO SocialServices.ReportHandOver (ReportId, ConcernId, Ground, Reason, PersonId, HandedOverAt) VALUES (@ReportId, @ConcernId, @Ground, @Reason, @PersonId, @Now)
                """, new { request.ReportId, told.ConcernId, request.Ground, request.Reason, caller.PersonId, clock.Now });
            await db.Execute("UPDATE SocialServices.Report SET State = 'handed-over' WHERE ReportId = @ReportId", request);
            await receipts.Leave(db.Session, told, caller, cancellationToken);
            return new Answer(report.ReportId, ReportStates.HandedOver, told.ConcernId);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reports/{reportId:guid}/hand-overs", async Task<Ok<Answer>> (Guid reportId, HandOver handOver, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(reportId, handOver.Ground, handOver.Reason, handOver.Text), cancel)))
            .WithSummary("Tell the child's holder of a concern when a report was not investigated");
    }
}
