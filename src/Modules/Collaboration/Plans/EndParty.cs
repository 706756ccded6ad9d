using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The owner ends a unit's part in the plan, or takes back that it was asked.</summary>
internal static class EndParty
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.OwnPlan)]
    internal sealed record Command(Guid PlanId, string UnitId, string Reason) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Reason">Why; at most 500 characters.</param>
    internal sealed record Body(string Reason);

    internal sealed record Answer(Guid PlanId, string UnitId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(500);
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            if (request.UnitId == plan.OwnerUnitId)
                throw new Refused("owner-stays", "The plan is yours until another unit has accepted it, or it is closed.");
            var party = (await StoredPlan.Parties(db.Session, plan.PlanId)).Find(p => p.UnitId == request.UnitId) ?? throw new Kernel.NotFound();
            await PlanParties.Move(db.Session, clock, plan.PlanId, party.UnitId, [PartyStates.Asked, PartyStates.Joined], PartyStates.Left, call.Caller!.PersonId, request.Reason);
            await PlanParties.EndOffer(db.Session, clock, plan, party.UnitId, call.Caller.PersonId, request.Reason);
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.Left, party.UnitId, call.Caller.PersonId);
            PlanClock.Answered(db.Session, clock, plan, plan.PlanId, party.Organisation, party.UnitId);
            return new Answer(plan.PlanId, party.UnitId, PartyStates.Left);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/parties/{unitId}/endings", async Task<Ok<Answer>> (Guid planId, string unitId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, unitId, body.Reason), cancel)))
            .WithSummary("End a unit's part in the plan");
    }
}
