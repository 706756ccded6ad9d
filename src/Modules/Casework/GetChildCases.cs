using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>What the caller's unit has and has had on one child (barnets ärenden hos oss): its cases, and the concerns that no case has taken up. Carried by every actor.</summary>
internal static class GetChildCases
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadChild)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Items">What is under way first, then the latest.</param>
    internal sealed record Answer(IReadOnlyList<Item> Items);

    /// <param name="Kind">concern or case.</param>
    /// <param name="ClosedAt">Missing while it is under way.</param>
    internal sealed record Item(string Kind, Guid Id, string State, string? HandlerId, DateTimeOffset Since, DateTimeOffset? ClosedAt);

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken) => new((await db.Query<Row>("""
            SELECT x.Kind, x.Id, x.State, x.HandlerId, x.Since, x.ClosedAt FROM (
              SELECT 'case' AS Kind, CaseId AS Id, State, HandlerId, OpenedAt AS Since, ClosedAt FROM {Module}.CaseFile WHERE ChildId = @ChildId AND UnitId = @UnitId
              UNION ALL
              SELECT 'concern' AS Kind, ConcernId AS Id, State, HandlerId, ReceivedAt AS Since, ClosedAt FROM {Module}.Concern WHERE ChildId = @ChildId AND UnitId = @UnitId AND CaseId IS NULL) x
            ORDER BY CASE WHEN x.ClosedAt IS NULL THEN 0 ELSE 1 END, x.Since DESC, x.Id
            """, new { request.ChildId, call.Caller!.UnitId })).ConvertAll(r => new Item(r.Kind, r.Id, r.State, r.HandlerId, r.Since, r.ClosedAt)));
    }

    private sealed class Row
    {
        public required string Kind { get; init; }
        public required Guid Id { get; init; }
        public required string State { get; init; }
        public string? HandlerId { get; init; }
        public required DateTimeOffset Since { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/cases", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("My unit's cases and concerns on a child");
    }
}
