using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>The states of a document, as stored and sent.</summary>
internal static class DocumentStates
{
    /// <summary>Taken in, and not yet scanned: nobody has it (karantän).</summary>
    public const string Quarantined = "quarantined";
    public const string Clean = "clean";

    /// <summary>Something was found in it; the content is gone.</summary>
    public const string Refused = "refused";

    /// <summary>Taken away by the unit that had brought it; the content is gone.</summary>
    public const string Removed = "removed";
}

/// <summary>A document's row, without its content.</summary>
internal sealed class StoredDocument
{
    private const int ChunkBytes = 8000;

    public required Guid DocumentId { get; init; }
    public required Guid PlanId { get; init; }
    public required Guid ChildId { get; init; }
    public required string UnitId { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public required int ByteCount { get; init; }
    public required string Sha256 { get; init; }
    public required string State { get; init; }
    public required bool IsUnscanned { get; init; }
    public string? Finding { get; init; }
    public required int Tries { get; init; }

    public static Task<StoredDocument?> Find(Session db, Guid documentId) => db.Find<StoredDocument>("""
        SELECT DocumentId, PlanId, ChildId, UnitId, UploadedAt, Name, ContentType, ByteCount, Sha256, State, IsUnscanned, Finding, Tries FROM Collaboration.Document WHERE DocumentId = @documentId
        """, new { documentId });

    /// <summary>Whether the unit may have, today, what was brought by another: it is named, and the consent lets it.</summary>
    public static bool IsOpen(Coverage coverage, string fromUnitId, string toUnitId) => coverage.Lets(fromUnitId, toUnitId, Categories.Documents);

    public static Task Keep(Session db, Guid documentId, byte[] content) => db.Insert("DocumentChunk", ["DocumentId", "Number", "Content"],
        [.. content.Chunk(ChunkBytes).Select((chunk, number) => new object?[] { documentId, number, chunk })]);

    /// <summary>The content as it was brought.</summary>
    /// <exception cref="InvalidDataException">What is stored is not what was brought.</exception>
    public async Task<byte[]> Content(Session db)
    {
        var content = new byte[ByteCount];
        var at = 0;
        foreach (var chunk in await db.Query<byte[]>("SELECT Content FROM Collaboration.DocumentChunk WHERE DocumentId = @DocumentId ORDER BY Number", this))
        {
            if (at + chunk.Length > content.Length)
                break;
            chunk.CopyTo(content, at);
            at += chunk.Length;
        }

        return at == ByteCount && UploadBody.Sha256Of(content) == Sha256 ? content : throw new InvalidDataException($"The content of document {DocumentId} is not what was brought.");
    }

    /// <summary>The row stays and says what became of it; what it said is gone.</summary>
    public static Task<int> Wipe(Session db, Guid documentId) => db.Execute("DELETE FROM Collaboration.DocumentChunk WHERE DocumentId = @documentId", new { documentId });
}
