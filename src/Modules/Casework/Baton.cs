namespace Kronobarn.Casework;

/// <summary>The states of a hand-over (överlämning) in the giver's store, as stored and sent.</summary>
internal static class HandOverStates
{
    public const string Offered = "offered";
    public const string Accepted = "accepted";
    public const string Declined = "declined";
    public const string Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> Answers = [Accepted, Declined, Withdrawn];
}

/// <summary>
/// Who has the case while it is offered (stafettpinnen): the giver, until the one row in the giver's store says that it was accepted. Pure.
/// Source: BTI, "the giver keeps the baton until it is accepted".
/// </summary>
internal static class Baton
{
    /// <summary>The state after an answer: the first one stands, every later one meets a closed door.</summary>
    /// <param name="answer">One of <see cref="HandOverStates.Answers"/>.</param>
    public static (string State, bool Wins) After(string state, string answer) => state == HandOverStates.Offered ? (answer, true) : (state, false);

    public static bool IsWithGiver(string state) => state != HandOverStates.Accepted;

    /// <summary>The state of the giver's case that goes with the hand-over's: after a no it looks for another way.</summary>
    public static string CaseState(string state) => state switch
    {
        HandOverStates.Offered => CaseStates.Offered,
        HandOverStates.Accepted => CaseStates.HandedOver,
        _ => CaseStates.Gathering,
    };
}
