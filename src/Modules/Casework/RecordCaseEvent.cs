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

/// <summary>Writes down what has happened around the child (händelse i ärendets kronologi), on the day on which it happened. Carried by every actor.</summary>
internal static class RecordCaseEvent
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, DateOnly On, string Text) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="On">The day on which it happened, Europe/Stockholm; not in the future.</param>
    /// <param name="Text">At most 500 characters.</param>
    internal sealed record Happening(DateOnly On, string Text);

    internal sealed record Answer(Guid EventId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock)
        {
            RuleFor(c => c.On).Must(on => on <= clock.Today).WithMessage("Not in the future.");
            RuleFor(c => c.Text).Must(ReadableText.Is).WithMessage("A text that can be read.").MaximumLength(500);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var file = await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.RecordEvent);
            var eventId = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO {Module}.CaseEvent (EventId, CaseId, Place, OnDate, Kind, Body, PersonId, RecordedAt)
                SELECT @eventId, @CaseId, COALESCE(MAX(Place), 0) + 1, @On, 'happened', @Text, @PersonId, @Now FROM {Module}.CaseEvent WHERE CaseId = @CaseId
                """, new { eventId, file.CaseId, request.On, request.Text, call.Caller!.PersonId, clock.Now });
            return new Answer(eventId);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/events", async Task<Created<Answer>> (Guid caseId, Happening happening, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(caseId, happening.On, happening.Text), cancel)))
            .WithSummary("Write down what has happened around the child");
    }
}
