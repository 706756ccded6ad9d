using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>To whom a case has been delegated (delegering), and whether that holds today. Carried by every actor.</summary>
internal static class GetCaseDelegations
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Delegations">The latest first.</param>
    internal sealed record Answer(IReadOnlyList<Given> Delegations);

    /// <param name="Until">The day after the last, Europe/Stockholm.</param>
    /// <param name="IsInForce">Neither the case nor the delegation in the directory has been taken back, and its last day has not passed.</param>
    internal sealed record Given(string? Team, string? PersonId, DateOnly Until, string DelegatedBy, DateTimeOffset DelegatedAt, DateTimeOffset? EndedAt, bool IsInForce);

    internal sealed class Handler(Db db, Call call, Clock clock, IDelegations delegations) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var file = await CaseFile.Load(db.Session, request.CaseId);
            var rows = await db.Query<Row>("""
                SELECT DelegationId, ToPersonId, ToTeam, UntilDate, DelegatedBy, DelegatedAt, EndedAt FROM {Module}.CaseDelegation WHERE CaseId = @CaseId ORDER BY DelegatedAt DESC, CaseDelegationId DESC
                """, request);
            var inForce = (await delegations.InForce(call.Caller!.UnitId, clock.Today, cancellationToken)).Select(d => d.DelegationId).ToHashSet();
            return new Answer(rows.ConvertAll(r => new Given(r.ToTeam, r.ToPersonId, r.UntilDate, r.DelegatedBy, r.DelegatedAt, r.EndedAt,
                CaseStates.IsOpen(file.State) && r.EndedAt is null && inForce.Contains(r.DelegationId))));
        }
    }

    private sealed class Row
    {
        public required Guid DelegationId { get; init; }
        public string? ToPersonId { get; init; }
        public string? ToTeam { get; init; }
        public required DateOnly UntilDate { get; init; }
        public required string DelegatedBy { get; init; }
        public required DateTimeOffset DelegatedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/delegations", async Task<Ok<Answer>> (Guid caseId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId), cancel)))
            .WithSummary("To whom a case has been delegated");
    }
}
