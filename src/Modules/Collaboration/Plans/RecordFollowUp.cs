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
/// Records a follow-up (uppföljning): what was seen, how far each goal has come, and the day of the next one, which no plan is without. Any party may hold it.
/// </summary>
internal static class RecordFollowUp
{
    private static readonly string[] Words = ["reached", "partly", "not", "unknown"];

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, Held Held) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="On">The day on which it was held, Europe/Stockholm; not in the future.</param>
    /// <param name="Summary">At most 2,000 characters.</param>
    /// <param name="NextOn">The next follow-up; at most six months ahead.</param>
    /// <param name="Goals">Each goal that was looked at.</param>
    internal sealed record Held(DateOnly On, string Summary, DateOnly NextOn, IReadOnlyList<GoalSeen> Goals);

    /// <param name="Reached">reached, partly, not or unknown.</param>
    /// <param name="Text">What shows it; at most 1,000 characters.</param>
    internal sealed record GoalSeen(Guid GoalId, string Reached, string Text);

    internal sealed record Answer(Guid FollowUpId, DateOnly NextOn);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock, PlanDates dates)
        {
            RuleFor(c => c.Held.On).LessThanOrEqualTo(_ => clock.Today);
            RuleFor(c => c.Held.Summary).Must(ReadableText.Is).WithMessage("Say what was seen.").MaximumLength(2000);
            RuleFor(c => c.Held.NextOn).GreaterThan(_ => clock.Today).LessThanOrEqualTo(_ => clock.Today.AddDays(dates.FollowUpWithin));
            RuleFor(c => c.Held.Goals).Must(goals => goals.Count <= 50 && goals.DistinctBy(g => g.GoalId).Count() == goals.Count).WithMessage("Each goal once.");
            RuleForEach(c => c.Held.Goals).ChildRules(goal =>
            {
                goal.RuleFor(g => g.Reached).Must(word => Words.Contains(word, StringComparer.Ordinal)).WithMessage("One of reached, partly, not and unknown.");
                goal.RuleFor(g => g.Text).Must(ReadableText.Is).WithMessage("Say what shows it.").MaximumLength(1000);
            });
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, held) = (call.Caller!, request.Held);
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            var sight = new Sight(await givers.Coverage(db.Session, plan.ChildId, cancellationToken), caller.UnitId);
            var seen = (await StoredPart.Of(db.Session, plan.PlanId)).Where(p => p.Kind == PartKinds.Goal && sight.Sees(p)).Select(p => p.PartId).ToHashSet();
            if (held.Goals.Any(g => !seen.Contains(g.GoalId)))
                throw new Invalid("goals", "There is no such goal in the plan.");

            var row = new { id = Guid.CreateVersion7(clock.Now), plan.PlanId, caller.UnitId, held.On, held.Summary, held.NextOn, caller.PersonId, clock.Now };
            await db.Execute("""
                INSERT INTO Collaboration.FollowUp (FollowUpId, PlanId, UnitId, HeldOn, Summary, NextOn, RecordedBy, RecordedAt) VALUES (@id, @PlanId, @UnitId, @On, @Summary, @NextOn, @PersonId, @Now)
                """, row);
            await db.Session.Insert("Evaluation", ["FollowUpId", "GoalId", "Reached", "Body"], [.. held.Goals.Select(g => new object?[] { row.id, g.GoalId, g.Reached, g.Text })], cancellationToken);
            await db.Execute("UPDATE Collaboration.ChildPlan SET NextFollowUp = @NextOn WHERE PlanId = @PlanId", row);
            await StoredPlan.Happened(db.Session, clock, plan.PlanId, PlanEvents.FollowedUp, caller.UnitId, caller.PersonId);
            PlanClock.FollowUpBy(db.Session, clock, plan.PlanId, plan.ChildId, plan.OwnerOrganisation, plan.OwnerUnitId, held.NextOn);
            db.Publish(new PlanFollowedUp(plan.PlanId, plan.ChildId, plan.OwnerOrganisation, plan.OwnerUnitId, held.On, plan.NextFollowUp, held.Goals.Count, held.Goals.Count(g => g.Reached == "reached"), clock.Now));
            return new Answer(row.id, held.NextOn);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/follow-ups", async Task<Created<Answer>> (Guid planId, Held held, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(planId, held), cancel)))
            .WithSummary("Record a follow-up, and the day of the next one");
    }
}
