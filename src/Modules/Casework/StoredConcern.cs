using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>A concern as the unit that has it reads it.</summary>
internal sealed class StoredConcern
{
    public required Guid ConcernId { get; init; }
    public required string UnitId { get; init; }
    public Guid? ChildId { get; init; }
    public required bool IsProtected { get; init; }
    public required string About { get; init; }
    public string? IdentityNumber { get; init; }
    public string? Description { get; init; }
    public required string Body { get; init; }
    public required string Urgency { get; init; }
    public required string ReporterKind { get; init; }
    public string? ReporterOrganisation { get; init; }
    public string? ReporterUnitId { get; init; }
    public string? ReporterName { get; init; }
    public string? ReporterContact { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Because { get; init; }
    public required string State { get; init; }
    public string? HandlerId { get; init; }
    public Guid? CaseId { get; init; }
    public string? WentToOrganisation { get; init; }
    public string? WentToUnitId { get; init; }
    public string? Reason { get; init; }
    public required int Version { get; init; }

    public static async Task<StoredConcern> Load(Session db, Guid concernId, string unitId) => await db.Find<StoredConcern>("""
        SELECT ConcernId, UnitId, ChildId, IsProtected, About, IdentityNumber, Description, Body, Urgency, ReporterKind, ReporterOrganisation, ReporterUnitId, ReporterName, ReporterContact,
          RaisedAt, ReceivedAt, Because, State, HandlerId, CaseId, WentToOrganisation, WentToUnitId, Reason, Version
        FROM {Module}.Concern WHERE ConcernId = @concernId AND UnitId = @unitId
        """, new { concernId, unitId }) ?? throw new NotFound();

    public static Task<List<string>> Spokes(Session db, Guid concernId, string unitId) =>
        db.Query<string>("SELECT Spoke FROM {Module}.ConcernSpoke WHERE ConcernId = @concernId AND UnitId = @unitId ORDER BY Spoke", new { concernId, unitId });

    /// <summary>The content as it was told, for the unit that it goes on to.</summary>
    public ConcernTold Told(IReadOnlyList<string> spokes) => new(ConcernId, About, IdentityNumber, Description, Body, spokes, Urgency, Harm: false,
        new Reporter(ReporterKind, ReporterOrganisation, ReporterUnitId, ReporterName, ReporterContact), RaisedAt);
}

/// <summary>What may be done with a concern in which state. Pure.</summary>
internal static class ConcernSteps
{
    public const string Acknowledge = "acknowledge";
    public const string Assign = "assign";
    public const string Pass = "pass";
    public const string Identify = "identify";
    public const string TakeUp = "take-up";
    public const string Close = "close";

    public static readonly IReadOnlyList<string> All = [Acknowledge, Assign, Pass, Identify, TakeUp, Close];

    public static bool May(string state, string step) => step switch
    {
        Acknowledge => state is ConcernStates.New,
        Assign or Pass or Identify or TakeUp or Close => state is ConcernStates.New or ConcernStates.Acknowledged,
        _ => false,
    };

    /// <summary>The same for the screen, which offers nothing that would be refused because it is known, or not known, whom the concern is about.</summary>
    public static bool May(string state, string step, bool isIdentified) => May(state, step) && (step switch
    {
        Identify => !isIdentified,
        TakeUp => isIdentified,
        _ => true,
    });

    public static void Demand(string state, string step)
    {
        if (!May(state, step))
            throw new Refused("wrong-state", $"The concern is {state}: it cannot be done now.");
    }
}
