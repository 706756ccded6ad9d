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

/// <summary>The owner closes the plan with its outcome (avslutar planen). It can be read as before, and opened again within a set time.</summary>
internal static class ClosePlan
{
    private static readonly string[] Outcomes = ["goals-reached", "partly-reached", "consent-gone", "moved", "of-age", "other"];

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.OwnPlan)]
    internal sealed record Command(Guid PlanId, Closing Closing) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Outcome">goals-reached, partly-reached, consent-gone, moved, of-age or other.</param>
    /// <param name="Text">How it ended, for the child and the guardians too; at most 2,000 characters.</param>
    internal sealed record Closing(string Outcome, string Text);

    internal sealed record Answer(Guid PlanId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Closing.Outcome).Must(word => Outcomes.Contains(word, StringComparer.Ordinal)).WithMessage($"One of {string.Join(", ", Outcomes)}.");
            RuleFor(c => c.Closing.Text).Must(ReadableText.Is).WithMessage("Say how it ended.").MaximumLength(2000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, closing) = (call.Caller!, request.Closing);
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            if (await StoredOwnerOffer.Open(db.Session, plan.PlanId) is { } offer)
            {
                await offer.Answer(db.Session, clock, "withdrawn", caller.PersonId, "plan-closed");
                PlanClock.Answered(db.Session, clock, plan, offer.OfferId, offer.ToOrganisation, offer.ToUnitId);
            }

            foreach (var asked in (await StoredPlan.Parties(db.Session, plan.PlanId)).Where(p => p.State == PartyStates.Asked))
            {
                await PlanParties.Move(db.Session, clock, plan.PlanId, asked.UnitId, [PartyStates.Asked], PartyStates.Left, caller.PersonId, "plan-closed");
                PlanClock.Answered(db.Session, clock, plan, plan.PlanId, asked.Organisation, asked.UnitId);
            }

            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.Closed, caller.UnitId, caller.PersonId);
            await db.Execute("UPDATE Collaboration.ChildPlan SET State = 'closed', ClosedAt = @Now, Outcome = @Outcome, OutcomeBody = @Text WHERE PlanId = @PlanId",
                new { clock.Now, closing.Outcome, closing.Text, plan.PlanId });
            await OnePlan.Free(db.Session, plan.PlanId);
            PlanClock.NoFollowUp(db.Session, clock, plan);
            db.Publish(new PlanClosed(plan.PlanId, plan.ChildId, plan.OwnerOrganisation, plan.OwnerUnitId, closing.Outcome, clock.Now));
            return new Answer(plan.PlanId, PlanStates.Closed);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/closings", async Task<Ok<Answer>> (Guid planId, Closing closing, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, closing), cancel)))
            .WithSummary("Close the plan with its outcome");
    }
}
