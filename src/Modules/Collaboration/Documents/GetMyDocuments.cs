using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The documents that are for the child, or for the guardian, and are clean, newest first.</summary>
internal static class GetMyDocuments
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(IReadOnlyList<Item> Documents);

    /// <param name="UploadedAt">UTC.</param>
    internal sealed record Item(Guid DocumentId, FamilyUnit From, string Name, string ContentType, int Bytes, DateTimeOffset UploadedAt);

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken);
            var names = await units.All(cancellationToken);
            var all = await db.Query<StoredDocument>("""
                SELECT d.DocumentId, d.PlanId, d.ChildId, d.UnitId, d.UploadedAt, d.Name, d.ContentType, d.ByteCount, d.Sha256, d.State, d.IsUnscanned, d.Finding, d.Tries
                FROM Collaboration.Document d JOIN Collaboration.AudienceMember a ON a.ItemId = d.DocumentId
                WHERE d.ChildId = @ChildId AND a.MemberId = @me AND d.State = 'clean' ORDER BY d.UploadedAt DESC, d.DocumentId DESC
                """, new { request.ChildId, me = call.Caller!.ActsFor[request.ChildId] });
            return new Answer(all.ConvertAll(d => new Item(d.DocumentId, FamilySight.Unit(viewer, names, d.UnitId), d.Name, d.ContentType, d.ByteCount, d.UploadedAt)));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/documents", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("The documents that are for me");
    }
}
