using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The versions of a case's analysis (analyser), by their heads. Carried by every actor.</summary>
internal static class GetAnalyses
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Analyses">The latest first.</param>
    internal sealed record Answer(IReadOnlyList<Head> Analyses);

    internal sealed record Head(int Version, string SavedBy, DateTimeOffset SavedAt, string Summary);

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken) =>
            new((await StoredAnalysis.All(db.Session, request.CaseId)).ConvertAll(a => new Head(a.Version, a.SavedBy, a.SavedAt, a.Summary)));
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/analyses", async Task<Ok<Answer>> (Guid caseId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId), cancel)))
            .WithSummary("The versions of a case's analysis");
    }
}
