using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Keeps a part of the plan from a guardian no longer (undanhållen del).</summary>
internal static class EndKeeping
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.CloseFamilyView)]
    internal sealed record Command(Guid PlanId, Guid PartId, Ending Ending) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Ending(Guid MemberId);

    internal sealed record Answer(Guid PartId, Guid MemberId, bool IsKept);

    internal sealed class Handler(Db db) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Execute("DELETE FROM Collaboration.KeptPart WHERE PlanId = @PlanId AND PartId = @PartId AND MemberId = @MemberId", new { request.PlanId, request.PartId, request.Ending.MemberId }) == 0)
                throw new Refused("wrong-state", "It is not kept from this guardian.");
            return new Answer(request.PartId, request.Ending.MemberId, IsKept: false);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/parts/{partId:guid}/keepings/endings", async Task<Ok<Answer>> (
            Guid planId, Guid partId, Ending ending, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, partId, ending), cancel)))
            .WithSummary("Keep a part of the plan from a guardian no longer");
    }
}
