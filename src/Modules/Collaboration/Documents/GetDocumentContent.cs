using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>A document itself, for the unit that brought it and those that it is for, when it is clean. Always to be saved, never shown by the browser.</summary>
internal static class GetDocumentContent
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.ReadPlan)]
    internal sealed record Query(Guid PlanId, Guid DocumentId) : IQuery<DocumentFile>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed class Handler(Db db, Call call, Givers givers) : IRequestHandler<Query, DocumentFile>
    {
        public async Task<DocumentFile> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = call.Caller!.UnitId;
            if (await StoredDocument.Find(db.Session, request.DocumentId) is not { } document || document.PlanId != request.PlanId)
                throw new Kernel.NotFound();
            var coverage = await givers.Coverage(db.Session, document.ChildId, cancellationToken);
            if (document.UnitId == me)
            {
                // Its own unit knows of it, and is told why there is nothing to have.
                if (document.State != DocumentStates.Clean)
                    throw new Refused("not-clean", $"The document is {document.State}.");
            }
            else if (document.State != DocumentStates.Clean || !StoredDocument.IsOpen(coverage, document.UnitId, me)
                || await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.AudienceUnit WHERE ItemId = @DocumentId AND UnitId = @me", new { request.DocumentId, me }) == 0)
            {
                throw new Kernel.NotFound();
            }

            return coverage.Any(me) is null ? throw new Kernel.NotFound() : new DocumentFile(document.Name, document.ContentType, await document.Content(db.Session));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}/documents/{documentId:guid}/content", async Task<FileContentHttpResult> (Guid planId, Guid documentId, Sender sender, CancellationToken cancel) =>
            (await sender.Send(new Query(planId, documentId), cancel)).Saved())
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .WithSummary("A document, to be saved");
    }
}

/// <summary>A document on its way out.</summary>
internal sealed record DocumentFile(string Name, string ContentType, byte[] Content)
{
    /// <summary>With the name encoded for the header (RFC 6266), and the type that the content has; the browser is told to guess no other.</summary>
    public FileContentHttpResult Saved() => TypedResults.File(Content, ContentType == DocumentTypes.Text.ContentType ? $"{ContentType}; charset=utf-8" : ContentType, Name);
}
