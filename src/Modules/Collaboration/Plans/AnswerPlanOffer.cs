using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// My unit answers whether it takes the plan over. A yes needs a consent that was asked for after the offer, names the unit and is in force (förnyat samtycke): the family
/// decides anew when the plan changes hands. Source: product.md; BTI stafettlogg: separate consent when another service takes over.
/// </summary>
internal static class AnswerPlanOffer
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.JoinPlan)]
    internal sealed record Command(Guid PlanId, Said Said) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Reason">With no: why; at most 500 characters.</param>
    internal sealed record Said(bool Accepts, string? Reason = null);

    internal sealed record Answer(Guid PlanId, string OwnerUnitId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Said.Reason).MaximumLength(500).Must((c, text) => c.Said.Accepts ? text is null : text is not null && ReadableText.Is(text)).WithMessage("With no, and only then: why.");
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, said) = (call.Caller!, request.Said);
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            if (await StoredOwnerOffer.Open(db.Session, plan.PlanId) is not { } offer || offer.ToUnitId != caller.UnitId)
                throw new Refused("wrong-state", "The plan is not offered to your unit.");
            if (said.Accepts && !await IsRenewed(plan, offer, cancellationToken))
                throw new Refused("consent-missing", "The family has not renewed its consent for your unit since the plan was offered: ask first.");
            await offer.Answer(db.Session, clock, said.Accepts ? "accepted" : "declined", caller.PersonId, said.Reason);
            PlanClock.Answered(db.Session, clock, plan, offer.OfferId, caller.Organisation, caller.UnitId);
            if (!said.Accepts)
            {
                await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.NotPassed, caller.UnitId, caller.PersonId);
                return new Answer(plan.PlanId, plan.OwnerUnitId);
            }

            await db.Execute("UPDATE Collaboration.ChildPlan SET OwnerOrganisation = @Organisation, OwnerUnitId = @UnitId WHERE PlanId = @PlanId", new { caller.Organisation, caller.UnitId, plan.PlanId });
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.Passed, caller.UnitId, caller.PersonId);
            PlanClock.NoFollowUp(db.Session, clock, plan);
            PlanClock.FollowUpBy(db.Session, clock, plan.PlanId, plan.ChildId, caller.Organisation, caller.UnitId, plan.NextFollowUp);
            db.Publish(new PlanPassedOn(plan.PlanId, plan.ChildId, plan.OwnerOrganisation, plan.OwnerUnitId, caller.Organisation, caller.UnitId, clock.Now));
            return new Answer(plan.PlanId, caller.UnitId);
        }

        private async Task<bool> IsRenewed(StoredPlan plan, StoredOwnerOffer offer, CancellationToken cancel)
        {
            if ((await givers.Coverage(db.Session, plan.ChildId, cancel)).Any(offer.ToUnitId, Categories.Plan) is not { } basis)
                return false;
            // Another legal ground is decided by a head and not by the family; it needs no renewal.
            return !basis.IsConsent || (await StoredForm.Load(db.Session, basis.Id)).AskedAt > offer.OfferedAt;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/owner-offers/answers", async Task<Ok<Answer>> (Guid planId, Said said, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, said), cancel)))
            .WithSummary("Answer whether my unit takes the plan over");
    }
}
