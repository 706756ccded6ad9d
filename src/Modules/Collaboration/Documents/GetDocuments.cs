using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// The documents on the plan that my unit has brought, whatever became of them, and those that are for it and clean, newest first. Consent is asked now: what it no longer lets my
/// unit have is not in the list, and neither is its name.
/// </summary>
internal static class GetDocuments
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadPlan)]
    internal sealed record Query(Guid PlanId) : IQuery<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(IReadOnlyList<Item> Documents);

    /// <param name="State">clean; and of the own also quarantined, refused (with <paramref name="Finding"/>) or removed.</param>
    /// <param name="IsUnscanned">It was taken in where nothing is scanned.</param>
    /// <param name="UploadedAt">UTC.</param>
    /// <param name="Units">Of the own: the units that it is for.</param>
    /// <param name="Family">Of the own: those of the family that it is for.</param>
    internal sealed record Item(Guid DocumentId, string UnitId, string? Unit, bool IsOwn, string Name, string ContentType, int Bytes, string Sha256, DateTimeOffset UploadedAt, string State, bool IsUnscanned,
        string? Finding, IReadOnlyList<string> Units, IReadOnlyList<Guid> Family);

    internal sealed class Handler(Db db, Call call, Givers givers, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = call.Caller!.UnitId;
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            var coverage = await givers.Coverage(db.Session, plan.ChildId, cancellationToken);
            if (coverage.Any(me) is null)
                throw new Kernel.NotFound();
            var all = (await db.Query<StoredDocument>("""
                SELECT d.DocumentId, d.PlanId, d.ChildId, d.UnitId, d.UploadedAt, d.Name, d.ContentType, d.ByteCount, d.Sha256, d.State, d.IsUnscanned, d.Finding, d.Tries FROM Collaboration.Document d
                WHERE d.PlanId = @PlanId AND (d.UnitId = @me OR (d.State = 'clean' AND EXISTS (SELECT 1 FROM Collaboration.AudienceUnit a WHERE a.ItemId = d.DocumentId AND a.UnitId = @me)))
                ORDER BY d.UploadedAt DESC, d.DocumentId DESC
                """, new { request.PlanId, me })).FindAll(d => StoredDocument.IsOpen(coverage, d.UnitId, me));
            var own = all.Where(d => d.UnitId == me).Select(d => d.DocumentId).ToList();
            var (toUnits, toMembers, names) = (await Audiences.Units(db.Session, own), await Audiences.Members(db.Session, own), await units.All(cancellationToken));
            return new Answer(all.ConvertAll(d => new Item(d.DocumentId, d.UnitId, names.GetValueOrDefault(d.UnitId)?.Name, d.UnitId == me, d.Name, d.ContentType, d.ByteCount, d.Sha256, d.UploadedAt, d.State,
                d.IsUnscanned, d.Finding, [.. toUnits[d.DocumentId].Select(unit => unit.UnitId)], [.. toMembers[d.DocumentId].Select(member => member.MemberId)])));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}/documents", async Task<Ok<Answer>> (Guid planId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(planId), cancel)))
            .WithSummary("The documents on the plan that are ours or for us");
    }
}
