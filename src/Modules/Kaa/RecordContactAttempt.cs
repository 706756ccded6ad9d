using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.Kaa;

/// <summary>Records that the unit has tried to reach a youth (kontaktförsök), whether it did or not.</summary>
internal static class RecordContactAttempt
{
    private static readonly string[] Ways = ["phone", "sms", "letter", "email", "visit", "meeting", "other"];
    private static readonly string[] Outcomes = ["reached", "not-reached", "declined", "meeting-booked"];

    [Allow(Roles.KaaHandler, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkWithChild)]
    internal sealed record Command(Guid ChildId, string How, DateTimeOffset At, string Outcome, string? Note) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="How">phone, sms, letter, email, visit, meeting or other.</param>
    /// <param name="At">When; not later than now.</param>
    /// <param name="Outcome">reached, not-reached, declined or meeting-booked.</param>
    /// <param name="Note">At most 1,000 characters.</param>
    internal sealed record Body(string How, DateTimeOffset At, string Outcome, string? Note = null);

    internal sealed record Answer(Guid AttemptId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.How).Must(how => Ways.Contains(how, StringComparer.Ordinal)).WithMessage("One of phone, sms, letter, email, visit, meeting and other.");
            RuleFor(c => c.Outcome).Must(outcome => Outcomes.Contains(outcome, StringComparer.Ordinal)).WithMessage("One of reached, not-reached, declined and meeting-booked.");
            RuleFor(c => c.Note).MaximumLength(1000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.At > clock.Now)
                throw new Invalid("at", "Later than now.");
            var id = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO Kaa.ContactAttempt (AttemptId, ChildId, UnitId, How, At, Outcome, Note, RecordedBy, RecordedAt)
                VALUES (@id, @ChildId, @UnitId, @How, @At, @Outcome, @Note, @PersonId, @Now)
                """, new { id, request.ChildId, call.Caller!.UnitId, request.How, request.At, request.Outcome, request.Note, call.Caller.PersonId, clock.Now });
            return new Answer(id);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/youths/{childId:guid}/contact-attempts", async Task<Created<Answer>> (Guid childId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Created($"/api/kaa/v1/youths/{childId}", await sender.Send(new Command(childId, body.How, body.At, body.Outcome, body.Note), cancel)))
            .WithSummary("Record that my unit has tried to reach a youth");
    }
}
