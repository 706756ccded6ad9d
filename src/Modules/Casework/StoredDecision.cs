using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>A decision as it is stored.</summary>
internal sealed class StoredDecision
{
    public required Guid DecisionId { get; init; }
    public required string Kind { get; init; }
    public string? CanWeMeetTheNeed { get; init; }
    public string? IsEverythingExhausted { get; init; }
    public string? WhoMustAct { get; init; }
    public required string Motivation { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required string PersonId { get; init; }

    /// <summary>Whether the three questions of the model are answered, so that the case may leave the organisation.</summary>
    public bool IsAnswered => CanWeMeetTheNeed is not null && IsEverythingExhausted is not null && WhoMustAct is not null;

    /// <summary>The latest first.</summary>
    public static Task<List<StoredDecision>> All(Session db, Guid caseId) => db.Query<StoredDecision>("""
        SELECT DecisionId, Kind, CanWeMeetTheNeed, IsEverythingExhausted, WhoMustAct, Motivation, DecidedAt, PersonId
        FROM {Module}.CaseDecision WHERE CaseId = @caseId ORDER BY Number DESC
        """, new { caseId });
}
