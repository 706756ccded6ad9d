using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Ends a measure with what it led to (utfall). Carried by every actor.</summary>
internal static class EndMeasure
{
    private static readonly string[] Outcomes = ["done", "partly-done", "not-done"];

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, Guid MeasureId, string Outcome, string Text) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Outcome">done, partly-done or not-done.</param>
    /// <param name="Text">What it led to for the child; 5 to 500 characters.</param>
    internal sealed record MeasureOutcome(string Outcome, string Text);

    internal sealed record Answer(Guid MeasureId, string Outcome);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Outcome).Must(outcome => Outcomes.Contains(outcome, StringComparer.Ordinal)).WithMessage("One of done, partly-done and not-done.");
            RuleFor(c => c.Text).Must(ReadableText.Is).WithMessage("Say what it led to.").Length(5, 500);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var file = await CaseFile.Load(db.Session, request.CaseId);
            CaseSteps.Demand(file.State, CaseSteps.EndMeasure);
            if (await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.CaseMeasure WHERE MeasureId = @MeasureId AND CaseId = @CaseId", request) == 0)
                throw new Kernel.NotFound();
            var ended = await db.Execute("""
                UPDATE {Module}.CaseMeasure SET Outcome = @Outcome, OutcomeBody = @Text, EndedAt = @Now, EndedBy = @PersonId WHERE MeasureId = @MeasureId AND EndedAt IS NULL
                """, new { request.Outcome, request.Text, clock.Now, call.Caller!.PersonId, request.MeasureId });
            if (ended == 0)
                throw new Refused("already-ended", "The measure has its outcome.");
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.MeasureEnded, call.Caller.PersonId, request.Outcome);
            return new Answer(request.MeasureId, request.Outcome);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/measures/{measureId:guid}/outcomes",
            async Task<Ok<Answer>> (Guid caseId, Guid measureId, MeasureOutcome outcome, Sender sender, CancellationToken cancel) =>
                TypedResults.Ok(await sender.Send(new Command(caseId, measureId, outcome.Outcome, outcome.Text), cancel)))
            .WithSummary("End a measure with its outcome");
    }
}
