using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>A note (anteckning) in a case, as stored. It stays in the organisation that wrote it, whatever becomes of the case.</summary>
internal sealed class CaseNote
{
    public const int Longest = 4000;

    public required Guid NoteId { get; init; }
    public required string AuthorId { get; init; }

    /// <summary>Missing when it has been cleared.</summary>
    public string? Body { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public required string ChangedBy { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    public static async Task<CaseNote> Load(Session db, Guid caseId, Guid noteId) => await db.Find<CaseNote>("""
        SELECT NoteId, AuthorId, Body, Version, WrittenAt, ChangedBy, ChangedAt FROM {Module}.Note WHERE NoteId = @noteId AND CaseId = @caseId
        """, new { noteId, caseId }) ?? throw new NotFound();

    /// <summary>A colleague's words are not rewritten by another; who answers for the unit may, and the earlier version is kept.</summary>
    public bool MayBeChangedBy(Caller caller) => AuthorId == caller.PersonId || Roles.IsHead(caller.Role);
}
