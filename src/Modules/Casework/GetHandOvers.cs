using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The hand-overs of a case as its giver follows them (överlämningar), the latest first. Carried by every actor.</summary>
internal static class GetHandOvers
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    internal sealed record Answer(IReadOnlyList<Line> HandOvers);

    /// <param name="ToOrganisation">Missing, like the unit, where the case has gone on and the child's identity is protected.</param>
    /// <param name="ToUnitId">Where the offer lies, or lay when it was answered: the successor, when the unit that it was made to has closed.</param>
    /// <param name="State">offered, accepted, declined or withdrawn.</param>
    /// <param name="HasBaton">The case is still ours.</param>
    internal sealed record Line(Guid HandOverId, string? ToOrganisation, string? ToUnitId, string Message, string Ground, string? ConsentText, string State, bool HasBaton, DateTimeOffset OfferedAt,
        DateTimeOffset? AnsweredAt, string? Reason);

    internal sealed class Handler(Db db, Clock clock, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var file = await CaseFile.Load(db.Session, request.CaseId);
            var isHidden = file.IsProtected && !CaseStates.IsOpen(file.State);
            var lines = new List<Line>();
            foreach (var h in await StoredHandOver.OfCase(db.Session, file.CaseId))
            {
                var unitId = await units.Home(h.ToUnitId, h.AnsweredAt is { } at ? Clock.DayOf(at) : clock.Today, cancellationToken);
                lines.Add(new Line(h.HandOverId, isHidden ? null : h.ToOrganisation, isHidden ? null : unitId, h.Message, h.Ground,
                    h.ConsentBody, h.State, Baton.IsWithGiver(h.State), h.OfferedAt, h.AnsweredAt, h.Reason));
            }

            return new Answer(lines);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/hand-overs", async Task<Ok<Answer>> (Guid caseId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId), cancel)))
            .WithSummary("The hand-overs of a case");
    }
}
