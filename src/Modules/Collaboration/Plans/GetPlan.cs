using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Barnets plan, as my unit may see it.</summary>
internal static class GetPlan
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadPlan)]
    internal sealed record Query(Guid PlanId) : IQuery<PlanView>, IAboutPlan, IAskedInSnapshot
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed class Handler(Db db, Call call, Clock clock, PlanAtHand atHand, IUnits units) : IRequestHandler<Query, PlanView>
    {
        public Task<PlanView> Handle(Query request, CancellationToken cancellationToken) =>
            PlanView.Load(db.Session, atHand, units, request.PlanId, call.Caller!.UnitId, clock.Today, cancellationToken);
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}", async Task<Ok<PlanView>> (Guid planId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(planId), cancel)))
            .WithSummary("Barnets plan, as my unit may see it");
    }
}
