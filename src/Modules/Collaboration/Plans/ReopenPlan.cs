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

/// <summary>The owner opens a plan again that was closed (återöppnar planen), within the time that is set for it and while the child has no other.</summary>
internal static class ReopenPlan
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.OwnPlan)]
    internal sealed record Command(Guid PlanId, Opening Opening) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="NextFollowUp">Europe/Stockholm; at most six months ahead.</param>
    internal sealed record Opening(DateOnly NextFollowUp);

    internal sealed record Answer(Guid PlanId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock, PlanDates dates) => RuleFor(c => c.Opening.NextFollowUp).GreaterThan(_ => clock.Today).LessThanOrEqualTo(_ => clock.Today.AddDays(dates.FollowUpWithin));
    }

    internal sealed class Handler(Db db, Call call, Clock clock, PlanDates dates) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            if (plan.ClosedAt is not { } closed)
                throw new Refused("wrong-state", "The plan is open.");
            if (Clock.DayOf(closed).AddDays(dates.ReopenWithin) < clock.Today)
                throw new Refused("too-late", $"A closed plan is opened again within {dates.ReopenWithin} days; open a new one.");
            await OnePlan.Take(db.Session, plan.ChildId, plan.PlanId);
            await db.Execute("UPDATE Collaboration.ChildPlan SET State = 'open', ClosedAt = NULL, Outcome = NULL, OutcomeBody = NULL, NextFollowUp = @NextFollowUp WHERE PlanId = @PlanId",
                new { request.Opening.NextFollowUp, plan.PlanId });
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.Reopened, plan.OwnerUnitId, call.Caller!.PersonId);
            db.Publish(new PlanOpened(plan.PlanId, plan.ChildId, plan.OwnerOrganisation, plan.OwnerUnitId, Again: true, clock.Now));
            PlanClock.FollowUpBy(db.Session, clock, plan.PlanId, plan.ChildId, plan.OwnerOrganisation, plan.OwnerUnitId, request.Opening.NextFollowUp);
            return new Answer(plan.PlanId, PlanStates.Open);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/reopenings", async Task<Ok<Answer>> (Guid planId, Opening opening, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, opening), cancel)))
            .WithSummary("Open a closed plan again");
    }
}
