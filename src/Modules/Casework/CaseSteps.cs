using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>What may be decided and done with a case in which state, from the decision on. Pure.</summary>
internal static class CaseSteps
{
    public const string Decide = "decide";

    /// <summary>Offer the case to another unit. What the decision must hold for it is asked besides.</summary>
    public const string Offer = "offer";
    public const string Withdraw = "withdraw";
    public const string EndMeasure = "end-measure";
    public const string Close = "close";

    public static readonly IReadOnlyList<string> All = [Decide, Offer, Withdraw, EndMeasure, Close];

    /// <summary>An offered case waits for its answer: nothing that would take it elsewhere is done meanwhile.</summary>
    public static bool May(string state, string step) => step switch
    {
        Decide or Close => state is CaseStates.Gathering or CaseStates.Measures or CaseStates.Collaborating,
        Offer => state is CaseStates.Gathering,
        Withdraw => state is CaseStates.Offered,
        EndMeasure => CaseStates.IsOpen(state),
        _ => false,
    };

    public static void Demand(string state, string step)
    {
        if (!May(state, step))
            throw new Refused("wrong-state", $"The case is {state}: it cannot be done now.");
    }

    /// <summary>The state that a decision leaves the case in. A case decided for other hands stays where it is until it is offered to them.</summary>
    /// <param name="kind">One of <see cref="DecisionKinds"/>.</param>
    public static string After(string kind) => kind switch
    {
        DecisionKinds.Own => CaseStates.Measures,
        DecisionKinds.Collaboration => CaseStates.Collaborating,
        DecisionKinds.NoNeed => CaseStates.Closed,
        _ => CaseStates.Gathering,
    };
}

/// <summary>The four outcomes of the model (praxismodellen), as stored and sent.</summary>
internal static class DecisionKinds
{
    /// <summary>The own organisation can meet the need.</summary>
    public const string Own = "own";

    /// <summary>Another organisation's alone.</summary>
    public const string HandOver = "hand-over";

    /// <summary>Two or more have to act together.</summary>
    public const string Collaboration = "collaboration";
    public const string NoNeed = "no-need";

    public static readonly IReadOnlyList<string> All = [Own, HandOver, Collaboration, NoNeed];

    /// <summary>Whether it takes the case out of the own organisation, for which the three questions of the model are answered first.</summary>
    public static bool LeavesTheOrganisation(string kind) => kind is HandOver or Collaboration;
}
