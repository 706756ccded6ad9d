using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The corrections beside a plan that my unit may see, those beside parts that have been removed too; in the order in which they were written.</summary>
internal static class GetPlanCorrections
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadPlan)]
    internal sealed record Query(Guid PlanId) : IQuery<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(IReadOnlyList<CorrectionView> Corrections);

    internal sealed class Handler(Db db, Call call, Givers givers) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            var coverage = await givers.Coverage(db.Session, plan.ChildId, cancellationToken);
            if (coverage.Any(call.Caller!.UnitId) is null)
                throw new Kernel.NotFound();
            return new Answer([.. StoredCorrection.Seen(new Sight(coverage, call.Caller.UnitId), await StoredCorrection.Of(db.Session, plan.PlanId), await StoredPart.At(db.Session, plan.PlanId, plan.Number))]);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}/corrections", async Task<Ok<Answer>> (Guid planId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(planId), cancel)))
            .WithSummary("The corrections beside a plan");
    }
}
