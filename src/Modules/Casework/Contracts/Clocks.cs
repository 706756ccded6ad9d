using Kronobarn.Kernel;

namespace Kronobarn.Casework.Contracts;

/// <summary>The clocks of social services' intake, and what they run for.</summary>
public static class IntakeClocks
{
    public const string ItemKind = "intake";

    /// <summary>Skyddsbedömning: does the child need protection now?</summary>
    public const string ProtectionAssessment = "protection-assessment";

    /// <summary>Förhandsbedömning: is an investigation to be opened?</summary>
    public const string IntakeDecision = "intake-decision";
}

/// <summary>The clocks (tidsfrister) of an actor's own work: started and stopped in its store, in the transaction of the work itself. One that nobody answers escalates.</summary>
public interface IClocks
{
    /// <summary>Starts a clock today, or from the day (Europe/Stockholm) on which somebody began to wait.</summary>
    /// <returns>The last day in time, Europe/Stockholm.</returns>
    Task<DateOnly> Start(Session db, string name, string kind, Guid itemId, string unitId, DateOnly? from = null);

    /// <summary>The clock was answered.</summary>
    Task Done(Session db, string name, Guid itemId);

    /// <summary>Every clock of a thing at a unit stops, because the thing is closed or has gone on.</summary>
    Task AllDone(Session db, Guid itemId, string unitId);

    /// <summary>The thing is another unit's now, and its clocks run on there as they are: whoever waits has waited since then.</summary>
    Task Move(Session db, Guid itemId, string fromUnitId, string toUnitId);
}
