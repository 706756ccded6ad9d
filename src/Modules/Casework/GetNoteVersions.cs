using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>What a note has said, version by version. Carried by every actor.</summary>
internal static class GetNoteVersions
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId, Guid NoteId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Versions">The latest, which is the one in force, first.</param>
    /// <param name="MayChange">The caller wrote it, or is the unit's head, and the case is open.</param>
    internal sealed record Answer(Guid NoteId, string AuthorId, bool MayChange, IReadOnlyList<Edition> Versions);

    /// <param name="Text">Missing where the note was cleared.</param>
    internal sealed record Edition(int Version, string? Text, string ChangedBy, DateTimeOffset ChangedAt);

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var note = await CaseNote.Load(db.Session, request.CaseId, request.NoteId);
            var isOpen = CaseWorkSteps.May((await CaseFile.Load(db.Session, request.CaseId)).State, CaseWorkSteps.WriteNote);
            var earlier = await db.Query<Row>("SELECT Version, Body, ChangedBy, ChangedAt FROM {Module}.NoteVersion WHERE NoteId = @NoteId ORDER BY Version DESC", request);
            return new Answer(note.NoteId, note.AuthorId, isOpen && note.MayBeChangedBy(call.Caller!),
                [new Edition(note.Version, note.Body, note.ChangedBy, note.ChangedAt), .. earlier.Select(e => new Edition(e.Version, e.Body, e.ChangedBy, e.ChangedAt))]);
        }
    }

    private sealed class Row
    {
        public required int Version { get; init; }
        public string? Body { get; init; }
        public required string ChangedBy { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/notes/{noteId:guid}/versions", async Task<Ok<Answer>> (
            Guid caseId, Guid noteId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId, noteId), cancel)))
            .WithSummary("What a note has said, version by version");
    }
}
