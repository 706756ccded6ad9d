using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The owner takes back the offer of the plan.</summary>
internal static class WithdrawPlanOffer
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.OwnPlan)]
    internal sealed record Command(Guid PlanId) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(Guid PlanId, string State);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            var offer = await StoredOwnerOffer.Open(db.Session, plan.PlanId) ?? throw new Refused("wrong-state", "The plan is offered to nobody.");
            await offer.Answer(db.Session, clock, "withdrawn", call.Caller!.PersonId, null);
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.NotPassed, offer.ToUnitId, call.Caller.PersonId);
            PlanClock.Answered(db.Session, clock, plan, offer.OfferId, offer.ToOrganisation, offer.ToUnitId);
            return new Answer(plan.PlanId, "withdrawn");
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/owner-offers/withdrawals", async Task<Ok<Answer>> (Guid planId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId), cancel)))
            .WithSummary("Take back the offer of the plan");
    }
}
