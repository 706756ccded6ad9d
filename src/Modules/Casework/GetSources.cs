using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Whom a case's unit has asked about the child, on which ground, and what they answered (informationsinsamling). Carried by every actor.</summary>
internal static class GetSources
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Sources">In the order in which they were asked, their answers by the day of the answer.</param>
    internal sealed record Answer(IReadOnlyList<Source> Sources);

    /// <param name="Organisation">A slug; missing where words say who was asked.</param>
    /// <param name="Ground">consent or own-organisation.</param>
    internal sealed record Source(Guid SourceId, string? Organisation, string? UnitId, string? Words, string Question, string Ground, string? ConsentText, string AskedBy, DateTimeOffset AskedAt,
        IReadOnlyList<Told> Answers);

    internal sealed record Told(Guid AnswerId, DateOnly On, string Text, string RecordedBy, DateTimeOffset RecordedAt);

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var sources = await StoredSource.Of(db.Session, request.CaseId);
            var answers = (await db.Query<AnswerRow>("SELECT AnswerId, SourceId, OnDate, Body, RecordedBy, RecordedAt FROM {Module}.SourceAnswer WHERE CaseId = @CaseId ORDER BY OnDate, RecordedAt, AnswerId", request))
                .ToLookup(a => a.SourceId);
            return new Answer(sources.ConvertAll(s => new Source(s.SourceId, s.Organisation, s.UnitId, s.Words, s.Question, s.Ground, s.ConsentText, s.AskedBy, s.AskedAt,
                [.. answers[s.SourceId].Select(a => new Told(a.AnswerId, a.OnDate, a.Body, a.RecordedBy, a.RecordedAt))])));
        }
    }

    private sealed class AnswerRow
    {
        public required Guid AnswerId { get; init; }
        public required Guid SourceId { get; init; }
        public required DateOnly OnDate { get; init; }
        public required string Body { get; init; }
        public required string RecordedBy { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/sources", async Task<Ok<Answer>> (Guid caseId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId), cancel)))
            .WithSummary("Whom my unit has asked in a case, and what they answered");
    }
}
