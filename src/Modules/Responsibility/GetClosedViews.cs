using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The child's guardians, whose view is closed (stängd vy), by which unit and why. For the heads who may close and open one; never for the family.</summary>
internal static class GetClosedViews
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.CloseFamilyView)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<Guardian> Guardians, IReadOnlyList<Closing> Closings);

    /// <param name="MemberId">The pseudonym by which the guardian is named to close a view or keep a part.</param>
    internal sealed record Guardian(Guid MemberId, string Name, bool IsClosed);

    /// <param name="OpenedAt">Missing while it is closed.</param>
    internal sealed record Closing(Guid MemberId, string Reason, string ByUnitId, DateTimeOffset ClosedAt, DateTimeOffset? OpenedAt);

    internal sealed class Handler(Db db, IFamilies families) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var family = await families.Of(request.ChildId, cancellationToken) ?? throw new Kernel.NotFound();
            var closings = await db.Query<Row>("SELECT MemberId, Reason, ClosedByUnitId, ClosedAt, OpenedAt FROM Responsibility.ClosedView WHERE ChildId = @ChildId ORDER BY ClosedAt, ClosingId", request);
            return new Answer(request.ChildId, [.. family.Guardians.Select(g => new Guardian(g.MemberId, g.Name, g.IsViewClosed))],
                closings.ConvertAll(row => new Closing(row.MemberId, row.Reason, row.ClosedByUnitId, row.ClosedAt, row.OpenedAt)));
        }
    }

    private sealed class Row
    {
        public required Guid MemberId { get; init; }
        public required string Reason { get; init; }
        public required string ClosedByUnitId { get; init; }
        public required DateTimeOffset ClosedAt { get; init; }
        public DateTimeOffset? OpenedAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/closed-views", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("The child's guardians, and whose view is closed");
    }
}
