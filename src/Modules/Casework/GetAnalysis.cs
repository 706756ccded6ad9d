using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>One version of a case's analysis, whole (analys). Carried by every actor.</summary>
internal static class GetAnalysis
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId, int Version) : IQuery<AnalysisContent>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, AnalysisContent>
    {
        public async Task<AnalysisContent> Handle(Query request, CancellationToken cancellationToken) =>
            await StoredAnalysis.Find(db.Session, request.CaseId, request.Version) ?? throw new Kernel.NotFound();
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/analyses/{version:int}", async Task<Ok<AnalysisContent>> (
            Guid caseId, int version, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId, version), cancel)))
            .WithSummary("One version of a case's analysis");
    }
}
