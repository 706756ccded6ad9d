using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The measures of a case (åtgärder), those under way first, each with its outcome. Carried by every actor.</summary>
internal static class GetMeasures
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    internal sealed record Answer(IReadOnlyList<Line> Measures);

    /// <param name="Until">When it is to be done, Europe/Stockholm.</param>
    /// <param name="Outcome">done, partly-done or not-done; gone-on when the case went to other hands first; missing while it is under way.</param>
    internal sealed record Line(Guid MeasureId, string What, string? ResponsiblePersonId, string? Responsible, DateOnly Until, string? Outcome, string? Text, DateTimeOffset? EndedAt, string? EndedBy);

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken) => new((await db.Query<Row>("""
            SELECT MeasureId, What, ResponsiblePersonId, Responsible, UntilDate, Outcome, OutcomeBody, EndedAt, EndedBy FROM {Module}.CaseMeasure
            WHERE CaseId = @CaseId ORDER BY CASE WHEN EndedAt IS NULL THEN 0 ELSE 1 END, UntilDate, MeasureId
            """, request)).ConvertAll(m => new Line(m.MeasureId, m.What, m.ResponsiblePersonId, m.Responsible, m.UntilDate, m.Outcome, m.OutcomeBody, m.EndedAt, m.EndedBy)));
    }

    private sealed class Row
    {
        public required Guid MeasureId { get; init; }
        public required string What { get; init; }
        public string? ResponsiblePersonId { get; init; }
        public string? Responsible { get; init; }
        public required DateOnly UntilDate { get; init; }
        public string? Outcome { get; init; }
        public string? OutcomeBody { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndedBy { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/measures", async Task<Ok<Answer>> (Guid caseId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId), cancel)))
            .WithSummary("The measures of a case");
    }
}
