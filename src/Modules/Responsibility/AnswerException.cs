using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// The receiving unit accepts or declines an agreed exception (svar på överenskommet undantag). Accepted, it is a fact like any other, and the timeline is drawn again.
/// Of several who answer or withdraw at once exactly one does.
/// </summary>
internal static class AnswerException
{
    /// <param name="Accept">False declines, and then a reason is needed.</param>
    [Allow(Roles.Midwife, Roles.BhvNurse, Roles.PreschoolHead, Roles.Rektor, Roles.StudentHealthTeam, Roles.KaaHandler, Roles.SocialWorker, Roles.PartnerStaff, Roles.UnitHead)]
    [Audit(AuditAttribute.Changed), Operation(Operations.AnswerException)]
    internal sealed record Command(Guid OfferId, bool Accept, string? Reason = null) : ICommand<Answer>;

    internal sealed record Answer(Guid OfferId, string State);

    internal sealed record Body(bool Accept, string? Reason = null);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reason).NotEmpty().When(c => !c.Accept).WithMessage("Say why it is declined.");
            RuleFor(c => c.Reason).MaximumLength(500);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Register register) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if (await ExceptionOffer.Find(db, request.OfferId, caller) is not { } offer || !offer.IsTo(caller))
                throw new Kernel.NotFound();
            call.Subjects.Add(offer.ChildId);
            call.Ground = Grounds.Offer;
            var state = request.Accept ? OfferState.Accepted : OfferState.Declined;
            await ExceptionOffer.End(db, request.OfferId, state, caller.PersonId, clock.Now, request.Reason);
            if (request.Accept)
                await Agree(request.OfferId, offer, cancellationToken);
            return new Answer(request.OfferId, state);
        }

        private async Task Agree(Guid offerId, ExceptionOffer offer, CancellationToken cancel)
        {
            if (offer.ToDate <= clock.Today)
                throw new Refused("offer-outdated", "The days that were offered have been.");
            // An agreement is between the present holder and the next one; a giver that holds no more has nothing to give.
            if (!await ExceptionOffer.Holds(db, offer.ChildId, offer.OfferedByOrganisation, offer.OfferedByUnitId, clock.Today))
                throw new Refused("offer-outdated", "The unit that offered it does not hold the child any more.");
            var change = new ChildChange(offer.ChildId);
            change.Facts.Add(new FactChange(FactKinds.Exception, "responsibility", offerId.ToString(), new FactContent
            {
                Organisation = offer.Organisation,
                UnitId = offer.UnitId,
                Reason = offer.Reason,
                ToDate = offer.ToDate,
                // Nobody becomes responsible for days on which it had not said yes.
                FromDate = offer.FromDate < clock.Today ? clock.Today : offer.FromDate,
            }));
            await register.Apply(db.Session, [change], await register.County(cancel));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/exception-offers/{offerId:guid}/answers", async Task<Ok<Answer>> (Guid offerId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(offerId, body.Accept, body.Reason), cancel)))
            .WithSummary("Accept or decline an agreed exception that my unit was offered");
    }
}
