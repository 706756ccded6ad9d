using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Barnets plan for the child and the guardians. Each gets a rendition of its own, and no sign of what another gets.</summary>
internal static class GetFamilyPlan
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Plan">Missing as long as the child has had none.</param>
    internal sealed record Answer(Guid ChildId, string? Child, FamilyRendition? Plan);

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken);
            var plan = await CurrentPlan.Of(db.Session, request.ChildId);
            return new Answer(request.ChildId, viewer.Family.Name, plan is null ? null
                : FamilyRendition.For(viewer, plan, await StoredPart.Of(db.Session, plan.PlanId), await StoredFollowUp.Of(db.Session, plan.PlanId), await units.All(cancellationToken)));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/plan", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("Barnets plan, for the child and the guardians");
    }
}
