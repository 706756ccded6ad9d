using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// What the child, or a guardian, is shown on its own pages, all in one (registerutdrag). Never what a unit has written for itself: that is asked for at the unit, which
/// tries it by law before it is given out (OSL 12 kap., 25 kap., 26 kap.). Source: dataskyddsförordningen (EU) 2016/679 article 15.
/// </summary>
internal static class MakeMyExtract
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Disclosed), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Extract>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed class Handler(ExtractComposer composer) : IRequestHandler<Query, Extract>
    {
        public Task<Extract> Handle(Query request, CancellationToken cancellationToken) => composer.Of(request.ChildId, cancellationToken);
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/extract", async Task<Ok<Extract>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("What I am shown about the child, all in one");
    }
}
