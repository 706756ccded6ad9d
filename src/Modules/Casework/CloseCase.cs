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

/// <summary>
/// Closes a case (avsluta ärendet) with its outcome; everyone who told of a concern in it is answered. Refused before anything is decided, while measures run and
/// while it is offered to somebody. Carried by every actor.
/// </summary>
internal static class CloseCase
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, string Outcome, string Feedback) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Outcome">What the case led to for the child; 5 to 2,000 characters. It stays in the unit.</param>
    /// <param name="Feedback">What the reporters are told in set words: taken-care-of or no-need.</param>
    internal sealed record Closing(string Outcome, string Feedback);

    internal sealed record Answer(Guid CaseId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Outcome).Must(ReadableText.Is).WithMessage("Say what it led to.").Length(5, 2000);
            RuleFor(c => c.Feedback).Must(feedback => Casework.Feedback.Outcomes.Contains(feedback, StringComparer.Ordinal)).WithMessage("One of taken-care-of and no-need.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var file = await CaseFile.Load(db.Session, request.CaseId);
            CaseSteps.Demand(file.State, CaseSteps.Close);
            if ((await StoredDecision.All(db.Session, file.CaseId)).Count == 0)
                throw new Refused("undecided", "Decide what the case comes to first; that no need was found is a decision too.");
            await CaseMoves.DemandNoMeasures(db.Session, file.CaseId);
            await CaseMoves.Close(db.Session, clock, deadlines, file, request.Outcome, request.Feedback);
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.Closed, call.Caller!.PersonId);
            return new Answer(file.CaseId, CaseStates.Closed);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/closings", async Task<Ok<Answer>> (Guid caseId, Closing closing, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(caseId, closing.Outcome, closing.Feedback), cancel)))
            .WithSummary("Close a case and answer its reporters");
    }
}
