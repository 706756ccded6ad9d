using Kronobarn.Casework.Contracts;

namespace Kronobarn.Casework;

/// <summary>What a reporter is told when a concern is closed (återkoppling): as much as secrecy allows, in set words, so that nothing of the child slips in. Pure.</summary>
internal static class Feedback
{
    /// <summary>The unit has taken it up and acts, or has handed it to those who do.</summary>
    public const string TakenCareOf = "taken-care-of";

    /// <summary>The unit has looked into it and found no need.</summary>
    public const string NoNeed = "no-need";

    public static readonly IReadOnlyList<string> Outcomes = [TakenCareOf, NoNeed];

    /// <summary>Staff hear whether it led on, which they need for their own work with the child; others hear that it was dealt with, and why no more is said (OSL 26:1, 25:1, 23:2).</summary>
    public static string For(string reporterKind, string outcome) => reporterKind == ReporterKinds.Staff
        ? outcome == NoNeed
            ? "Oron är bedömd. Verksamheten har inte funnit något behov som den går vidare med."
            : "Oron är omhändertagen. Ansvarig verksamhet arbetar vidare."
        : "Din oro är mottagen och bedömd. På grund av sekretess kan vi inte berätta vad som har gjorts. Tack för att du hörde av dig.";
}
