using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>What has been decided in a case (beslut), the latest first, with the answers to the model's three questions. Carried by every actor.</summary>
internal static class GetDecisions
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    internal sealed record Answer(IReadOnlyList<Line> Decisions);

    /// <param name="Kind">own, hand-over, collaboration or no-need.</param>
    internal sealed record Line(Guid DecisionId, string Kind, string? CanWeMeetTheNeed, string? IsEverythingExhausted, string? WhoMustAct, string Motivation, DateTimeOffset DecidedAt, string PersonId);

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken) => new((await StoredDecision.All(db.Session, request.CaseId)).ConvertAll(d =>
            new Line(d.DecisionId, d.Kind, d.CanWeMeetTheNeed, d.IsEverythingExhausted, d.WhoMustAct, d.Motivation, d.DecidedAt, d.PersonId)));
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/decisions", async Task<Ok<Answer>> (Guid caseId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId), cancel)))
            .WithSummary("What has been decided in a case");
    }
}
