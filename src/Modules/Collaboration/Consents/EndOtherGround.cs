using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Ends a legal ground other than consent; from that moment nothing rests on it.</summary>
internal static class EndOtherGround
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkConsent)]
    internal sealed record Command(Guid GroundId) : ICommand<Answer>, IAboutGround
    {
        Guid IAboutRecord.RecordId => GroundId;
    }

    internal sealed record Answer(Guid GroundId, DateTimeOffset EndedAt);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var end = new { request.GroundId, call.Caller!.PersonId, clock.Now };
            if (await db.Execute("UPDATE Collaboration.OtherGround SET EndedBy = @PersonId, EndedAt = @Now WHERE GroundId = @GroundId AND EndedAt IS NULL", end) == 0)
                throw new Refused("wrong-state", "It has ended already.");
            return new Answer(request.GroundId, clock.Now);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/other-grounds/{groundId:guid}/endings", async Task<Ok<Answer>> (Guid groundId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(groundId), cancel)))
            .WithSummary("End a legal ground other than consent");
    }
}
