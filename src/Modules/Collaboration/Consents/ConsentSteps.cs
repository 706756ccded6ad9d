using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>The states of one person's consent, as stored and sent.</summary>
internal static class ConsentStates
{
    public const string Requested = "requested";
    public const string Given = "given";

    /// <summary>A value too: it leads to the own organisation's path, never to a dead end.</summary>
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    /// <summary>Not asked, and the unit's head has written why; the others' answers stand without it.</summary>
    public const string NotAsked = "not-asked";

    /// <summary>A newer form has taken its place (förnyat).</summary>
    public const string Replaced = "replaced";

    /// <summary>The one who asked has taken the question back.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Its time is over. Never stored: the day tells.</summary>
    public const string Expired = "expired";

    public static readonly IReadOnlyList<string> All = [Requested, Given, Refused, Withdrawn, NotAsked, Replaced, Cancelled, Expired];
}

/// <summary>What can happen to a consent.</summary>
internal static class ConsentEvents
{
    public const string Ask = "asked";
    public const string Give = "given";
    public const string Refuse = "refused";
    public const string Withdraw = "withdrawn";
    public const string Excuse = "not-asked";
    public const string Replace = "replaced";
    public const string Cancel = "cancelled";

    public static readonly IReadOnlyList<string> All = [Give, Refuse, Withdraw, Excuse, Replace, Cancel];
}

/// <summary>The table of a consent's life. Pure.</summary>
internal static class ConsentSteps
{
    /// <returns>The state after the event, or <c>null</c> when it cannot happen then.</returns>
    public static string? After(string state, string happens) => (state, happens) switch
    {
        // Whoever has said no, or taken a yes back, may change his mind as long as the question stands; who gave may hold more back by giving again.
        (ConsentStates.Requested or ConsentStates.Given or ConsentStates.Refused or ConsentStates.Withdrawn or ConsentStates.NotAsked, ConsentEvents.Give) => ConsentStates.Given,
        (ConsentStates.Requested or ConsentStates.NotAsked, ConsentEvents.Refuse) => ConsentStates.Refused,
        (ConsentStates.Given, ConsentEvents.Withdraw) => ConsentStates.Withdrawn,
        (ConsentStates.Requested, ConsentEvents.Excuse) => ConsentStates.NotAsked,
        (ConsentStates.Requested or ConsentStates.Given or ConsentStates.Refused or ConsentStates.Withdrawn or ConsentStates.NotAsked, ConsentEvents.Replace) => ConsentStates.Replaced,
        // A yes is not the asker's to take away.
        (ConsentStates.Requested or ConsentStates.Refused or ConsentStates.Withdrawn or ConsentStates.NotAsked, ConsentEvents.Cancel) => ConsentStates.Cancelled,
        _ => null,
    };

    public static string Take(string state, string happens) => After(state, happens)
        ?? throw new Refused("wrong-state", $"A consent that is {state} cannot become {happens}.");

    /// <summary>The state as it is on the day.</summary>
    /// <param name="until">The last day on which it counts, Europe/Stockholm.</param>
    public static string On(string stored, DateOnly until, DateOnly today) =>
        today > until && stored is not (ConsentStates.Replaced or ConsentStates.Cancelled) ? ConsentStates.Expired : stored;
}

/// <summary>How an answer was given.</summary>
internal static class AnswerWays
{
    public const string SignedForm = "signed-form";

    /// <summary>By the family's own page, with e-identification.</summary>
    public const string EIdentification = "e-identification";
    public const string Spoken = "spoken";

    /// <summary>What staff may note; the third is the family's own.</summary>
    public static readonly IReadOnlyList<string> Noted = [SignedForm, Spoken];
}
