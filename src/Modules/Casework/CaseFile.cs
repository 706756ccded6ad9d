using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>A case (ärende) as stored: one child, one unit, one baton.</summary>
internal sealed class CaseFile
{
    public required Guid CaseId { get; init; }
    public required Guid ChildId { get; init; }
    public required string UnitId { get; init; }
    public required bool IsProtected { get; init; }
    public required string State { get; init; }
    public required string Origin { get; init; }
    public string? HandlerId { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public string? CameFromOrganisation { get; init; }
    public string? CameFromUnitId { get; init; }
    public string? WentToOrganisation { get; init; }
    public string? WentToUnitId { get; init; }
    public string? Outcome { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public required int Version { get; init; }

    public static Task<CaseFile?> Find(Session db, Guid caseId) => db.Find<CaseFile>("""
        SELECT CaseId, ChildId, UnitId, IsProtected, State, Origin, HandlerId, OpenedAt, CameFromOrganisation, CameFromUnitId, WentToOrganisation, WentToUnitId, Outcome, ClosedAt, Version
        FROM {Module}.CaseFile WHERE CaseId = @caseId
        """, new { caseId });

    /// <summary>The case that the policy has let the caller at.</summary>
    public static async Task<CaseFile> Load(Session db, Guid caseId) => await Find(db, caseId) ?? throw new NotFound();

    /// <param name="origin">concern, hand-over or transfer.</param>
    public static async Task Open(Session db, Clock clock, Guid caseId, Guid childId, string unitId, bool isProtected, string origin, string? handlerId, string? fromOrganisation = null, string? fromUnitId = null)
    {
        await db.Execute("""
            INSERT INTO {Module}.CaseFile (CaseId, ChildId, UnitId, IsProtected, State, Origin, HandlerId, OpenedAt, CameFromOrganisation, CameFromUnitId, Version)
            VALUES (@caseId, @childId, @unitId, @isProtected, 'gathering', @origin, @handlerId, @Now, @fromOrganisation, @fromUnitId, 1)
            """, new { caseId, childId, unitId, isProtected, origin, handlerId, clock.Now, fromOrganisation, fromUnitId });
        await Note(db, clock, caseId, CaseEvents.Opened, handlerId);
    }

    /// <summary>A line in the case's own chronology.</summary>
    /// <param name="kind">One of <see cref="CaseEvents"/>.</param>
    public static Task Note(Session db, Clock clock, Guid caseId, string kind, string? personId, string? text = null) => db.Execute("""
        INSERT INTO {Module}.CaseEvent (EventId, CaseId, Place, OnDate, Kind, Body, PersonId, RecordedAt)
        SELECT @id, @caseId, COALESCE(MAX(Place), 0) + 1, @Today, @kind, @text, @personId, @Now FROM {Module}.CaseEvent WHERE CaseId = @caseId
        """, new { id = Guid.CreateVersion7(clock.Now), caseId, clock.Today, kind, text, personId, clock.Now });
}

/// <summary>What a case's chronology tells of, as stored and sent.</summary>
internal static class CaseEvents
{
    public const string Opened = "opened";
    public const string ConcernTakenUp = "concern-taken-up";
    public const string Assigned = "assigned";
    public const string Delegated = "delegated";
    public const string DelegationEnded = "delegation-ended";

    /// <summary>Something that happened around the child, which the unit wrote down.</summary>
    public const string Happened = "happened";
    public const string SourceAsked = "source-asked";
    public const string SourceAnswered = "source-answered";
    public const string Analysed = "analysed";
    public const string Decided = "decided";
    public const string HandOverOffered = "hand-over-offered";
    public const string HandOverDeclined = "hand-over-declined";
    public const string HandOverWithdrawn = "hand-over-withdrawn";
    public const string HandedOver = "handed-over";
    public const string Transferred = "transferred";

    /// <summary>Nobody holds the child any more: 18, moved out, dead.</summary>
    public const string HolderEnded = "holder-ended";

    /// <summary>The unit that had the case is no more; its successor has it.</summary>
    public const string UnitClosed = "unit-closed";
    public const string MeasureEnded = "measure-ended";

    /// <summary>The samverkansmöte that the unit called has been held; what it came to.</summary>
    public const string MeetingHeld = "meeting-held";
    public const string PlanOpened = "plan-opened";
    public const string PlanClosed = "plan-closed";
    public const string Closed = "closed";
}
