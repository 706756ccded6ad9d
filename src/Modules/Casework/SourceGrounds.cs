using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>On what ground the unit asks somebody about a child, as stored and sent.</summary>
internal static class SourceGrounds
{
    /// <summary>Somebody has consented (samtycke, OSL 10:1 and 12:2); in what words is kept.</summary>
    public const string Consent = "consent";

    /// <summary>Those asked are of the own organisation, or speak for the child themselves: no wall is crossed.</summary>
    public const string OwnOrganisation = "own-organisation";

    public static readonly IReadOnlyList<string> All = [Consent, OwnOrganisation];
}

/// <summary>A question that a case's unit has put to somebody, as stored.</summary>
internal sealed class StoredSource
{
    public required Guid SourceId { get; init; }
    public string? Organisation { get; init; }
    public string? UnitId { get; init; }
    public string? Words { get; init; }
    public required string Question { get; init; }
    public required string Ground { get; init; }
    public string? ConsentText { get; init; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    public static Task<List<StoredSource>> Of(Session db, Guid caseId) => db.Query<StoredSource>("""
        SELECT SourceId, Organisation, UnitId, Words, Question, Ground, ConsentText, AskedBy, AskedAt FROM {Module}.SourceAsked WHERE CaseId = @caseId ORDER BY AskedAt, SourceId
        """, new { caseId });
}
