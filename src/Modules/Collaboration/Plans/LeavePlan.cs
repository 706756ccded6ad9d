using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>My unit leaves the plan. What it has written stays in it; the owner cannot leave before somebody else owns it.</summary>
internal static class LeavePlan
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, string Reason) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Reason">Why; at most 500 characters.</param>
    internal sealed record Body(string Reason);

    internal sealed record Answer(Guid PlanId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(500);
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            if (plan.OwnerUnitId == caller.UnitId)
                throw new Refused("owner-stays", "The plan is yours until another unit has accepted it, or it is closed.");
            await PlanParties.Move(db.Session, clock, plan.PlanId, caller.UnitId, [PartyStates.Joined], PartyStates.Left, caller.PersonId, request.Reason);
            await PlanParties.EndOffer(db.Session, clock, plan, caller.UnitId, caller.PersonId, request.Reason);
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.Left, caller.UnitId, caller.PersonId);
            return new Answer(plan.PlanId, PartyStates.Left);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/departures", async Task<Ok<Answer>> (Guid planId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, body.Reason), cancel)))
            .WithSummary("Leave the plan");
    }
}
