using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Every record of a preview, by kind and key, with the day on which it became due, the rule and its source; and, when it has been used, what became of each.</summary>
internal static class GetErasurePreview
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Read), Operation(Operations.EraseRecords)]
    internal sealed record Query(Guid PreviewId) : IQuery<ErasureList>;

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, ErasureList>
    {
        public Task<ErasureList> Handle(Query request, CancellationToken cancellationToken) => Erasures.Read(db.Session, call.Caller!, request.PreviewId);
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/erasures/previews/{previewId:guid}", async Task<Ok<ErasureList>> (Guid previewId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(previewId), cancel)))
            .WithSummary("Every record of a preview");
    }
}
