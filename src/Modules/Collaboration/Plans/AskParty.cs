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
/// Asks a unit to take part in the plan. To be asked is to be told that there is a child and a plan: only a unit that a consent, or another ground, in force covers is asked.
/// </summary>
internal static class AskParty
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.OwnPlan)]
    internal sealed record Command(Guid PlanId, Asking Asking) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Message">Why just this unit; at most 1,000 characters.</param>
    internal sealed record Asking(string UnitId, string Message);

    internal sealed record Answer(Guid PlanId, string UnitId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Asking.UnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Asking.Message).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(1000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, unitId) = (call.Caller!, request.Asking.UnitId);
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            if (await units.Find(unitId, cancellationToken) is not { } unit || unit.To <= clock.Today)
                throw new Invalid("unitId", "There is no such unit today.");
            var before = (await StoredPlan.Parties(db.Session, plan.PlanId)).Find(p => p.UnitId == unitId);
            if (before is { State: PartyStates.Asked or PartyStates.Joined })
                throw new Refused("already-asked", "The unit takes part, or has been asked.");
            if ((await givers.Coverage(db.Session, plan.ChildId, cancellationToken)).Any(unitId) is null)
                throw new Refused("consent-missing", "No consent and no other ground in force covers that unit: ask first.");

            var row = new { plan.PlanId, unitId, unit.Organisation, request.Asking.Message, caller.PersonId, clock.Now };
            if (await db.Execute("""
                UPDATE Collaboration.PlanParty SET State = 'asked', Message = @Message, AskedBy = @PersonId, AskedAt = @Now, AnsweredBy = NULL, AnsweredAt = NULL, Reason = NULL
                WHERE PlanId = @PlanId AND UnitId = @unitId
                """, row) == 0)
            {
                await db.Execute("""
                    INSERT INTO Collaboration.PlanParty (PlanId, UnitId, Organisation, State, Message, AskedBy, AskedAt) VALUES (@PlanId, @unitId, @Organisation, 'asked', @Message, @PersonId, @Now)
                    """, row);
            }

            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.Asked, unitId, caller.PersonId);
            PlanClock.Await(db.Session, clock, plan, plan.PlanId, unit.Organisation, unitId);
            return new Answer(plan.PlanId, unitId, PartyStates.Asked);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/parties", async Task<Created<Answer>> (Guid planId, Asking asking, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(planId, asking), cancel)))
            .WithSummary("Ask a unit to take part in the plan");
    }
}
