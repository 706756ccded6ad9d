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

/// <summary>Writes down what somebody answered who was asked about the child (svar från källa). Answers are added and never rewritten. Carried by every actor.</summary>
internal static class RecordSourceAnswer
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, Guid SourceId, DateOnly On, string Text) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="On">The day of the answer, Europe/Stockholm; not in the future.</param>
    /// <param name="Text">At most 4,000 characters.</param>
    internal sealed record Told(DateOnly On, string Text);

    internal sealed record Answer(Guid AnswerId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock)
        {
            RuleFor(c => c.On).Must(on => on <= clock.Today).WithMessage("Not in the future.");
            RuleFor(c => c.Text).Must(ReadableText.Is).WithMessage("A text that can be read.").MaximumLength(4000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var file = await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.RecordAnswer);
            if (await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.SourceAsked WHERE SourceId = @SourceId AND CaseId = @CaseId", request) == 0)
                throw new Kernel.NotFound();
            var answerId = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO {Module}.SourceAnswer (AnswerId, SourceId, CaseId, OnDate, Body, RecordedBy, RecordedAt) VALUES (@answerId, @SourceId, @CaseId, @On, @Text, @PersonId, @Now)
                """, new { answerId, request.SourceId, request.CaseId, request.On, request.Text, call.Caller!.PersonId, clock.Now });
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.SourceAnswered, call.Caller.PersonId);
            return new Answer(answerId);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/sources/{sourceId:guid}/answers", async Task<Created<Answer>> (
            Guid caseId, Guid sourceId, Told told, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(caseId, sourceId, told.On, told.Text), cancel)))
            .WithSummary("Write down what somebody answered who was asked");
    }
}
