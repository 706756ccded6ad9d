using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>My unit answers whether it takes part in the plan.</summary>
internal static class AnswerInvitation
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.JoinPlan)]
    internal sealed record Command(Guid PlanId, Said Said) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Reason">With no: why; at most 500 characters.</param>
    internal sealed record Said(bool Joins, string? Reason = null);

    internal sealed record Answer(Guid PlanId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Said.Reason).MaximumLength(500).Must((c, text) => c.Said.Joins ? text is null : text is not null && ReadableText.Is(text)).WithMessage("With no, and only then: why.");
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            var state = request.Said.Joins ? PartyStates.Joined : PartyStates.Declined;
            await PlanParties.Move(db.Session, clock, plan.PlanId, caller.UnitId, [PartyStates.Asked], state, caller.PersonId, request.Said.Reason);
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, request.Said.Joins ? PlanEvents.Joined : PlanEvents.Declined, caller.UnitId, caller.PersonId);
            PlanClock.Answered(db.Session, clock, plan, plan.PlanId, caller.Organisation, caller.UnitId);
            return new Answer(plan.PlanId, state);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/answers", async Task<Ok<Answer>> (Guid planId, Said said, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, said), cancel)))
            .WithSummary("Answer whether my unit takes part in the plan");
    }
}
