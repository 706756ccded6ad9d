using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// Offers the plan to another party (lämnar över samverkansansvaret). The giver owns it until it is accepted; an offer that nobody answers climbs the ladder.
/// </summary>
internal static class OfferPlan
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.OwnPlan)]
    internal sealed record Command(Guid PlanId, Offer Offer) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="ToUnitId">A party of the plan.</param>
    /// <param name="Message">Why; at most 1,000 characters.</param>
    internal sealed record Offer(string ToUnitId, string Message);

    internal sealed record Answer(Guid OfferId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Offer.ToUnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Offer.Message).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(1000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, offer) = (call.Caller!, request.Offer);
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            if (offer.ToUnitId == plan.OwnerUnitId || (await StoredPlan.Parties(db.Session, plan.PlanId)).Find(p => p.UnitId == offer.ToUnitId) is not { State: PartyStates.Joined } party)
                throw new Invalid("toUnitId", "Another unit that takes part in the plan.");
            // Takes the plan's row before it asks: of two offers at once, on two hosts, the second sees the first.
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.Offered, offer.ToUnitId, caller.PersonId);
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.OwnerOffer WHERE PlanId = @PlanId AND State = 'open'", request) > 0)
                throw new Refused("offer-open", "The plan is offered already.");
            var row = new { id = Guid.CreateVersion7(clock.Now), plan.PlanId, plan.OwnerUnitId, party.Organisation, offer.ToUnitId, offer.Message, caller.PersonId, clock.Now };
            await db.Execute("""
                INSERT INTO Collaboration.OwnerOffer (OfferId, PlanId, FromUnitId, ToOrganisation, ToUnitId, Message, State, OfferedBy, OfferedAt)
                VALUES (@id, @PlanId, @OwnerUnitId, @Organisation, @ToUnitId, @Message, 'open', @PersonId, @Now)
                """, row);
            PlanClock.Await(db.Session, clock, plan, row.id, party.Organisation, offer.ToUnitId);
            return new Answer(row.id, "open");
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/owner-offers", async Task<Created<Answer>> (Guid planId, Offer offer, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(planId, offer), cancel)))
            .WithSummary("Offer the plan to another party");
    }
}
