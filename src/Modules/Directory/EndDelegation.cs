using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>Ends a delegation at once (delegeringen återkallas): by a head of the unit, also by another than the one who gave it.</summary>
internal static class EndDelegation
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(Guid DelegationId) : ICommand<Answer>;

    internal sealed record Answer(Guid DelegationId, DateTimeOffset EndedAt);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var mine = new { request.DelegationId, call.Caller!.UnitId, clock.Now };
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Directory.Delegation WHERE DelegationId = @DelegationId AND UnitId = @UnitId", mine) == 0)
                throw new Kernel.NotFound();
            if (await db.Execute("UPDATE Directory.Delegation SET EndedAt = @Now WHERE DelegationId = @DelegationId AND UnitId = @UnitId AND EndedAt IS NULL", mine) == 0)
                throw new Refused("already-ended", "The delegation has ended.");
            return new Answer(request.DelegationId, clock.Now);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/delegations/{delegationId:guid}/endings", async Task<Ok<Answer>> (Guid delegationId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(delegationId), cancel)))
            .WithSummary("End a delegation of my unit at once");
    }
}
