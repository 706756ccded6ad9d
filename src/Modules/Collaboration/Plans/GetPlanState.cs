using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// That there is a plan, who owns it, and its days: what the holder follows and the owner answers for, also when no consent lets them read what it says.
/// </summary>
internal static class GetPlanState
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.FollowPlan)]
    internal sealed record Query(Guid PlanId) : IQuery<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="HeldOn">The days of the follow-ups that were held, Europe/Stockholm.</param>
    /// <param name="Unanswered">Units that were asked to take part and have not answered.</param>
    internal sealed record Answer(Guid PlanId, Guid ChildId, string State, string OwnerOrganisation, string OwnerUnitId, string? Owner, DateOnly NextFollowUp, bool IsOverdue, IReadOnlyList<DateOnly> HeldOn,
        DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, IReadOnlyList<string> Unanswered, bool IsOffered);

    internal sealed class Handler(Db db, Clock clock, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            var held = await db.Query<DateOnly>("SELECT HeldOn FROM Collaboration.FollowUp WHERE PlanId = @PlanId ORDER BY HeldOn", request);
            var offered = await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.OwnerOffer WHERE PlanId = @PlanId AND State = 'open'", request) > 0;
            var parties = await StoredPlan.Parties(db.Session, request.PlanId);
            return new Answer(plan.PlanId, plan.ChildId, plan.State, plan.OwnerOrganisation, plan.OwnerUnitId, (await units.Find(plan.OwnerUnitId, cancellationToken))?.Name, plan.NextFollowUp, plan.IsOverdue(clock.Today),
                held, plan.OpenedAt, plan.ClosedAt, [.. parties.Where(p => p.State == PartyStates.Asked).Select(p => p.UnitId)], offered);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}/state", async Task<Ok<Answer>> (Guid planId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(planId), cancel)))
            .WithSummary("Whether the plan is open, who owns it, and its days");
    }
}
