using Kronobarn.Casework.Contracts;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Accepts a case that is offered to the caller's unit (ta emot överlämning). Handled in the giver's store, where one row decides between accept, decline and
/// withdraw: with it the giver's case ends, what is told is noted with its ground, and the parcel is on its way. Carried by every actor.
/// </summary>
internal static class AcceptOffer
{
    /// <param name="Giver">The slug of the giving organisation.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.AnswerOffer)]
    internal sealed record Command(string Giver, Guid OfferId) : ICommand<Answer>, IAboutOffer, IHandledAt
    {
        Guid IAboutRecord.RecordId => OfferId;

        string IHandledAt.Organisation => Giver;
    }

    /// <param name="CaseId">The unit's new case; it opens within moments.</param>
    internal sealed record Answer(Guid OfferId, string State, Guid CaseId);

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines, IConsents consents) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var offer = await StoredHandOver.Find(db.Session, request.OfferId);
            if (offer is null || offer.ToOrganisation != caller.Organisation)
                throw new Kernel.NotFound();
            // What was given when it was offered may have been taken back since.
            if (offer.ConsentId is not null
                && await consents.InForce(offer.ChildId, offer.UnitId, offer.ToUnitId, StoredHandOver.Categories(offer.TakesConcern, offer.TakesAnalysis, offer.TakesDecision), cancellationToken) is null)
                throw new Refused("consent-missing", "The consent that the offer rests on is no longer in force.");
            var caseId = Guid.CreateVersion7(clock.Now);
            await StoredHandOver.Answer(db.Session, clock, offer, HandOverStates.Accepted, caller.PersonId, newCaseId: caseId);

            var file = await CaseFile.Load(db.Session, offer.CaseId);
            List<ParcelPart> parcel =
            [
                .. offer.TakesDecision ? CaseParcel.Decision(await StoredDecision.All(db.Session, file.CaseId)) : [],
                .. offer.TakesAnalysis ? await CaseParcel.Analysis(db.Session, file.CaseId) : [],
                .. offer.TakesConcern ? await CaseParcel.Concerns(db.Session, file) : [],
            ];
            await CaseMoves.GoneOn(db.Session, clock, deadlines, file, Baton.CaseState(HandOverStates.Accepted), caller.Organisation, caller.UnitId);
            await deadlines.AllDone(db.Session, offer.HandOverId, offer.UnitId);
            // Its reporters hear that it is taken care of by those whose it is.
            await CaseMoves.AnswerReporters(db.Session, clock, file, Feedback.TakenCareOf);
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.HandedOver, null);
            await Disclosed(offer, caller, parcel);
            var loads = CaseParcel.Loads(parcel);
            db.Publish(new HandOverAccepted(offer.HandOverId, request.Giver, offer.UnitId, caller.Organisation, caller.UnitId, file.ChildId, file.IsProtected, caseId, caller.PersonId, loads[0], clock.Now));
            foreach (var load in loads.Skip(1))
                db.Publish(new ParcelFollowed(offer.HandOverId, caller.Organisation, caseId, load));
            return new Answer(offer.HandOverId, HandOverStates.Accepted, caseId);
        }

        private Task<int> Disclosed(StoredHandOver offer, Caller caller, List<ParcelPart> parcel) => db.Execute("""
            INSERT INTO {Module}.Disclosure (DisclosureId, CaseId, ChildId, ToOrganisation, ToUnitId, What, Ground, ConsentBody, ConsentId, DisclosedAt, PersonId)
            VALUES (@id, @CaseId, @ChildId, @Organisation, @UnitId, @what, @Ground, @ConsentBody, @ConsentId, @Now, @PersonId)
            """, new
        {
            id = Guid.CreateVersion7(clock.Now),
            offer.CaseId,
            offer.ChildId,
            caller.Organisation,
            caller.UnitId,
            what = string.Join(',', parcel.Select(part => part.Kind).Distinct(StringComparer.Ordinal).Prepend("case")),
            offer.Ground,
            offer.ConsentBody,
            offer.ConsentId,
            clock.Now,
            caller.PersonId,
        });
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/offers/{giver}/{offerId:guid}/acceptances", async Task<Ok<Answer>> (string giver, Guid offerId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(giver, offerId), cancel)))
            .WithSummary("Accept a case that is offered to my unit");
    }
}
