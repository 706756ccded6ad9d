using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.School;

/// <summary>The rektor takes a delegation back before its last day (delegeringen återkallas).</summary>
internal static class EndDelegation
{
    [Allow(Roles.Rektor), NotAudited("names staff and no child")]
    internal sealed record Command(Guid DelegationId) : ICommand<Unit>;

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var mine = new { request.DelegationId, call.Caller!.UnitId, clock.Now };
            if (await db.Scalar<int>("SELECT COUNT(*) FROM School.Delegation WHERE DelegationId = @DelegationId AND UnitId = @UnitId", mine) == 0)
                throw new NotFound();
            if (await db.Execute("UPDATE School.Delegation SET EndedAt = @Now WHERE DelegationId = @DelegationId AND EndedAt IS NULL", mine) == 0)
                throw new Refused("delegation-ended", "The delegation has been taken back.");
            db.Publish(new DelegationEnded(request.DelegationId, clock.Now));
            return Unit.Value;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/delegations/{delegationId:guid}/endings", async Task<NoContent> (Guid delegationId, Sender sender, CancellationToken cancel) =>
        {
            await sender.Send(new Command(delegationId), cancel);
            return TypedResults.NoContent();
        })
            .WithSummary("Take a delegation back");
    }
}
