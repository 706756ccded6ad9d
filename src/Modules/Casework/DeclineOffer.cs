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

/// <summary>Declines a case that is offered to the caller's unit (avböja överlämning), with a reason that the giver reads; the case stays the giver's. Carried by every actor.</summary>
internal static class DeclineOffer
{
    /// <param name="Giver">The slug of the giving organisation.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.AnswerOffer)]
    internal sealed record Command(string Giver, Guid OfferId, string Reason) : ICommand<Answer>, IAboutOffer, IHandledAt
    {
        Guid IAboutRecord.RecordId => OfferId;

        string IHandledAt.Organisation => Giver;
    }

    /// <param name="Reason">Why it is not ours; 5 to 500 characters.</param>
    internal sealed record Refusal(string Reason);

    internal sealed record Answer(Guid OfferId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(ReadableText.Is).WithMessage("Say why.").Length(5, 500);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var offer = await StoredHandOver.Find(db.Session, request.OfferId);
            if (offer is null || offer.ToOrganisation != call.Caller!.Organisation)
                throw new Kernel.NotFound();
            await StoredHandOver.Answer(db.Session, clock, offer, HandOverStates.Declined, call.Caller.PersonId, request.Reason);
            await StoredHandOver.BackToGiver(db.Session, clock, deadlines, offer, HandOverStates.Declined, CaseEvents.HandOverDeclined, null, request.Reason);
            return new Answer(offer.HandOverId, HandOverStates.Declined);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/offers/{giver}/{offerId:guid}/refusals", async Task<Ok<Answer>> (string giver, Guid offerId, Refusal refusal, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(giver, offerId, refusal.Reason), cancel)))
            .WithSummary("Decline a case that is offered to my unit");
    }
}
