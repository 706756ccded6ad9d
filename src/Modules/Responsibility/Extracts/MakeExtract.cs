using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// Everything that the own unit has about one child (registerutdrag), for the archive or for whoever has a right to it; of the register where the unit holds the child,
/// of the plan where it owns it. Made by the unit's head, and in the access log as disclosed. Carried by every actor.
/// Source: arkivlagen (1990:782) 3 §; dataskyddsförordningen (EU) 2016/679 article 15.
/// </summary>
internal static class MakeExtract
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Disclosed), Operation(Operations.MakeExtract)]
    internal sealed record Query(Guid ChildId) : IQuery<Extract>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed class Handler(ExtractComposer composer) : IRequestHandler<Query, Extract>
    {
        public Task<Extract> Handle(Query request, CancellationToken cancellationToken) => composer.Of(request.ChildId, cancellationToken);
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/extract", async Task<Ok<Extract>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("Everything that my unit has about one child");
    }
}
