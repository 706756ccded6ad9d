using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Takes a part out of the plan. It stays in the plan's history.</summary>
internal static class RemovePart
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, Guid PartId, int? Version) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(Guid PartId, int Version);

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            var sight = new Sight(await givers.Coverage(db.Session, plan.ChildId, cancellationToken), caller.UnitId);
            var part = await sight.Load(db.Session, plan.PlanId, request.PartId);
            if (!sight.MayChange(part, plan.OwnerUnitId))
                throw new Refused("not-yours", "It is another's own.");
            if (request.Version is not { } version)
                throw new StaleVersion(missing: true);
            if (part.IsRemoved)
                throw new Refused("wrong-state", "It has been taken out already.");
            if (version != part.Version || await part.Change(db.Session, clock, version, part.Content, isRemoved: true, caller.UnitId, caller.PersonId) is not { } changed)
            {
                var seen = (await StoredPart.Of(db.Session, plan.PlanId)).Where(sight.Sees).Select(p => p.PartId).ToHashSet();
                throw new StaleVersion(missing: false, new ChangePart.Side(part.Version, Sight.Shown(PartContent.Of(part.Content), seen), part.ChangedByUnitId), null);
            }

            return new Answer(changed.PartId, changed.Version);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/plans/{planId:guid}/parts/{partId:guid}", async Task<Ok<Answer>> (
            Guid planId, Guid partId, HttpRequest request, Sender sender, CancellationToken cancel) =>
        {
            int? version = request.Headers.IfMatch.Count == 0 ? null : Kernel.Http.IfMatch(request);
            return TypedResults.Ok(await sender.Send(new Command(planId, partId, version), cancel));
        })
            .WithSummary("Take a part out of the plan; If-Match with the version that was seen");
    }
}
