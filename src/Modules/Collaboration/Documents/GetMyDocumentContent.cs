using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>A document itself, for one of the family whom it is for, when it is clean.</summary>
internal static class GetMyDocumentContent
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Disclosed), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId, Guid DocumentId) : IQuery<DocumentFile>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, DocumentFile>
    {
        public async Task<DocumentFile> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = call.Caller!.ActsFor[request.ChildId];
            if (await StoredDocument.Find(db.Session, request.DocumentId) is not { State: DocumentStates.Clean } document || document.ChildId != request.ChildId
                || await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.AudienceMember WHERE ItemId = @DocumentId AND MemberId = @me", new { request.DocumentId, me }) == 0)
                throw new Kernel.NotFound();
            return new DocumentFile(document.Name, document.ContentType, await document.Content(db.Session));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/documents/{documentId:guid}/content", async Task<FileContentHttpResult> (Guid childId, Guid documentId, Sender sender, CancellationToken cancel) =>
            (await sender.Send(new Query(childId, documentId), cancel)).Saved())
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .WithSummary("A document that is for me, to be saved");
    }
}
