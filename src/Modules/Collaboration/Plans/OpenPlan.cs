using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// Opens barnets plan: the caller's unit owns it. One open plan a child, twins have one each, and the one of an unborn child goes on with the born. Only where a consent
/// or another ground in force lets organisations meet in it: without, there is the own organisation's path.
/// </summary>
internal static class OpenPlan
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.OpenPlan)]
    internal sealed record Command(Guid ChildId, Opening Opening) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="NextFollowUp">The day of the first follow-up, Europe/Stockholm; at most six months ahead.</param>
    /// <param name="MeetingId">The samverkansmöte that decided on it: one about the child that the unit has called or is invited to.</param>
    internal sealed record Opening(DateOnly NextFollowUp, Guid? MeetingId = null);

    internal sealed record Answer(Guid PlanId, int Number);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock, PlanDates dates) => RuleFor(c => c.Opening.NextFollowUp).GreaterThan(_ => clock.Today).LessThanOrEqualTo(_ => clock.Today.AddDays(dates.FollowUpWithin));
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IResponsibility register) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if ((await givers.Coverage(db.Session, request.ChildId, cancellationToken)).Any(caller.UnitId) is null)
                throw new Refused("consent-missing", "No consent and no other ground in force covers your unit: ask first.");

            if (request.Opening.MeetingId is { } meetingId && await db.Scalar<int>("""
                SELECT COUNT(*) FROM Collaboration.MeetingInvitee i JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
                WHERE m.MeetingId = @meetingId AND m.ChildId = @ChildId AND i.UnitId = @UnitId AND i.RemovedAt IS NULL
                """, new { meetingId, request.ChildId, caller.UnitId }) == 0)
                throw new Invalid("meetingId", "A meeting about the child that your unit has called or is invited to.");
            var holder = await register.Holder(request.ChildId, clock.Today, cancellationToken);
            var plan = new
            {
                planId = Guid.CreateVersion7(clock.Now),
                request.ChildId,
                caller.Organisation,
                caller.UnitId,
                holderOrganisation = holder?.Organisation,
                holderUnitId = holder?.UnitId,
                request.Opening.MeetingId,
                request.Opening.NextFollowUp,
                clock.Now,
                caller.PersonId,
            };
            await OnePlan.Take(db.Session, request.ChildId, plan.planId);
            await db.Execute("""
                INSERT INTO Collaboration.ChildPlan (PlanId, ChildId, State, OwnerOrganisation, OwnerUnitId, HolderOrganisation, HolderUnitId, MeetingId, Number, NextFollowUp, OpenedAt, OpenedBy)
                VALUES (@planId, @ChildId, 'open', @Organisation, @UnitId, @holderOrganisation, @holderUnitId, @MeetingId, 0, @NextFollowUp, @Now, @PersonId)
                """, plan);
            await PlanParties.Join(db.Session, clock, plan.planId, caller);
            var number = await StoredPlan.Happened(db.Session, clock, plan.planId, PlanEvents.Opened, caller.UnitId, caller.PersonId);
            db.Publish(new PlanOpened(plan.planId, request.ChildId, caller.Organisation, caller.UnitId, Again: false, clock.Now));
            PlanClock.FollowUpBy(db.Session, clock, plan.planId, request.ChildId, caller.Organisation, caller.UnitId, request.Opening.NextFollowUp);
            return new Answer(plan.planId, number);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/plans", async Task<Created<Answer>> (Guid childId, Opening opening, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, opening), cancel)))
            .WithSummary("Open barnets plan, with my unit as its owner");
    }
}
