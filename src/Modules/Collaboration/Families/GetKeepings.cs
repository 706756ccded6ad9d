using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>What of the plan is kept from which guardian, by which unit and why (undanhållna delar). Ids and reasons, nothing that the plan says.</summary>
internal static class GetKeepings
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.CloseFamilyView)]
    internal sealed record Query(Guid PlanId) : IQuery<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(Guid PlanId, IReadOnlyList<Kept> Keepings);

    internal sealed record Kept(Guid PartId, Guid MemberId, string Reason, string ByUnitId, DateTimeOffset At);

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken) => new(request.PlanId, (await db.Query<Row>(
            "SELECT PartId, MemberId, Reason, KeptByUnitId, KeptAt FROM Collaboration.KeptPart WHERE PlanId = @PlanId ORDER BY KeptAt, PartId, MemberId", request))
            .ConvertAll(row => new Kept(row.PartId, row.MemberId, row.Reason, row.KeptByUnitId, row.KeptAt)));
    }

    private sealed class Row
    {
        public required Guid PartId { get; init; }
        public required Guid MemberId { get; init; }
        public required string Reason { get; init; }
        public required string KeptByUnitId { get; init; }
        public required DateTimeOffset KeptAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}/keepings", async Task<Ok<Answer>> (Guid planId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(planId), cancel)))
            .WithSummary("What of the plan is kept from which guardian");
    }
}
