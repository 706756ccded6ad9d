using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>Removes a way to reach a unit (kontaktvägen tas bort).</summary>
internal static class RemoveContactWay
{
    [Allow(Roles.ItAdmin, Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string UnitId, string ContactWayId) : ICommand<Answer>;

    internal sealed record Answer(string ContactWayId);

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            await Administration.UnitWithWays(db, call.Caller!, request.UnitId);
            var removed = await db.Execute("DELETE FROM Directory.ContactWay WHERE ContactWayId = @ContactWayId AND UnitId = @UnitId", request);
            return removed == 1 ? new Answer(request.ContactWayId) : throw new Kernel.NotFound();
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/units/{unitId}/contact-ways/{contactWayId}", async Task<NoContent> (
            string unitId, string contactWayId, Sender sender, CancellationToken cancel) =>
        {
            await sender.Send(new Command(unitId, contactWayId), cancel);
            return TypedResults.NoContent();
        })
            .WithSummary("Remove a way to reach a unit");
    }
}
