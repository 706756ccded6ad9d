using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>
/// What may be done inside a case in which state: while the baton is here, also while the case is offered to another, whose answer a child does not wait for.
/// Decisions and hand-overs have steps of their own. Pure.
/// </summary>
internal static class CaseWorkSteps
{
    public const string Assign = "assign";
    public const string Delegate = "delegate";
    public const string WriteNote = "write-note";
    public const string AskSource = "ask-source";
    public const string RecordAnswer = "record-answer";
    public const string RecordEvent = "record-event";
    public const string Analyse = "analyse";

    public static readonly IReadOnlyList<string> All = [Assign, Delegate, WriteNote, AskSource, RecordAnswer, RecordEvent, Analyse];

    public static bool May(string state, string step) => step switch
    {
        Assign or Delegate or WriteNote or AskSource or RecordAnswer or RecordEvent or Analyse => CaseStates.IsOpen(state),
        _ => false,
    };

    /// <summary>The case, once its state has been seen to allow the step.</summary>
    /// <exception cref="Refused">wrong-state.</exception>
    public static async Task<CaseFile> Load(Session db, Guid caseId, string step)
    {
        var file = await CaseFile.Load(db, caseId);
        return May(file.State, step) ? file : throw new Refused("wrong-state", $"The case is {file.State}: it cannot be done now.");
    }
}
