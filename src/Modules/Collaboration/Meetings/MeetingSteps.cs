using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>The states of a meeting, as stored and sent.</summary>
internal static class MeetingStates
{
    public const string Called = "called";
    public const string Cancelled = "cancelled";
    public const string Held = "held";

    public static readonly IReadOnlyList<string> All = [Called, Cancelled, Held];
}

/// <summary>Who is invited, as stored and sent.</summary>
internal static class InviteeKinds
{
    public const string Unit = "unit";
    public const string Guardian = "guardian";
    public const string Child = "child";
}

/// <summary>What an invitation is answered with, as stored and sent.</summary>
internal static class InvitationAnswers
{
    public const string Accepted = "accepted";

    /// <summary>With words: why, or what would do instead.</summary>
    public const string Declined = "declined";
    public const string Tentative = "tentative";

    public static readonly IReadOnlyList<string> All = [Accepted, Declined, Tentative];
}

/// <summary>Whether somebody who was invited was there, as stored and sent.</summary>
internal static class Attendances
{
    public const string Present = "present";
    public const string ByLink = "by-link";
    public const string Absent = "absent";

    public static readonly IReadOnlyList<string> All = [Present, ByLink, Absent];
}

/// <summary>How the child had its part in the meeting, as stored and sent: an equal one, whether or not it was in the room.</summary>
internal static class ChildParts
{
    public const string Present = Attendances.Present;
    public const string ByLink = Attendances.ByLink;
    public const string OwnWordsRead = "own-words-read";
    public const string ThroughSomebody = "through-somebody";
    public const string NotHeard = "not-heard-because";

    public static readonly IReadOnlyList<string> All = [Present, ByLink, OwnWordsRead, ThroughSomebody, NotHeard];
}

/// <summary>The table of what can be done with a meeting in each state. Pure.</summary>
internal static class MeetingSteps
{
    public const string Change = "changed";
    public const string Cancel = "cancelled";
    public const string Answer = "answered";
    public const string Record = "recorded";
    public const string Say = "told what somebody thinks";

    public static readonly IReadOnlyList<string> All = [Change, Cancel, Answer, Record, Say];

    /// <summary>A view may be added when the meeting is over too: some only find the words afterwards.</summary>
    public static bool May(string state, string step) => state == MeetingStates.Called || (state == MeetingStates.Held && step == Say);

    public static void Demand(string state, string step)
    {
        if (!May(state, step))
            throw new Refused("wrong-state", $"A meeting that is {state} cannot be {step}.");
    }
}
