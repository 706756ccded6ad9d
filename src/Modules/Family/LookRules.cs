using System.Globalization;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Family;

/// <summary>
/// Which rows of the access logs a family is told of, and in which words. Pure. The family is told who has looked, unless the telling would itself tell what it is not to
/// know: a unit it has not heard of, who reported a concern, what social services and police do about one, or that something is kept from a guardian.
/// </summary>
internal static class LookRules
{
    // Who raised a concern and followed it is not to be found out from a log (OSL 26 kap. 5 §); a closed view leaves no trace; the log's own review is the employer's.
    private static readonly string[] NeverTold =
    [
        Operations.RaiseConcern, Operations.ReadReceipt, Operations.WorkIntake, Operations.ReachHolder, Operations.CloseFamilyView, Operations.NameStaff, Operations.ReviewLog, Operations.ReviewGlassBreak,
    ];

    // Of social services and the police only what they do at the table they are known to sit at.
    private static readonly string[] AtTheTable = ["plan.", "meeting.", "consent.", "offer.", "case."];

    /// <param name="operation">What the slice does to a person's data; <c>null</c> when it is not known.</param>
    public static bool IsShown(AuditLook look, string? operation, FamilyKnowledge knowledge) =>
        // Rows without a unit are the family's own, or nobody's: an event that moved something.
        look.UnitId is { Length: > 0 } unitId && knowledge.Units.Contains(unitId)
        && (operation is null || !NeverTold.Contains(operation, StringComparer.Ordinal))
        && (look.Organisation is not (Organisations.SocialServices or Organisations.Police) || (operation is not null && AtTheTable.Any(start => operation.StartsWith(start, StringComparison.Ordinal))));

    /// <summary>What was done, as a code that every language has words for.</summary>
    public static string What(string? operation, string action) => operation switch
    {
        Operations.ReadChild or Operations.ListChildren => "child",
        Operations.LookUpChild => "number",
        Operations.ReadCase or Operations.WorkCase => action == AuditAttribute.Read ? "case-read" : "case-work",
        Operations.ReadConcern or Operations.HandleConcern => action == AuditAttribute.Read ? "concern-read" : "concern-work",
        Operations.ReadConsent => "consent-read",
        Operations.WorkConsent => "consent-work",
        Operations.ReadPlan or Operations.FollowPlan => "plan-read",
        Operations.OpenPlan => "plan-open",
        Operations.WorkPlan or Operations.OwnPlan or Operations.JoinPlan => "plan-work",
        Operations.ReadMeeting => "meeting-read",
        Operations.CallMeeting or Operations.WorkMeeting or Operations.AnswerMeeting => "meeting-work",
        Operations.ReadOffer or Operations.AnswerOffer => "offer",
        Operations.MakeExtract => "extract",
        Operations.BreakGlass => "emergency",
        _ => action switch
        {
            AuditAttribute.Read => "read",
            AuditAttribute.Changed => "changed",
            AuditAttribute.Disclosed => "disclosed",
            AuditAttribute.Printed => "printed",
            _ => "used",
        },
    };

    /// <summary>The same in Swedish.</summary>
    public static string Plain(string what) => what switch
    {
        "child" => "läste vem barnet är och vem som ansvarar",
        "number" => "sökte på barnets personnummer",
        "case-read" => "läste i sitt ärende om barnet",
        "case-work" => "arbetade med sitt ärende om barnet",
        "concern-read" => "läste en oro om barnet",
        "concern-work" => "arbetade med en oro om barnet",
        "consent-read" => "läste samtycken",
        "consent-work" => "arbetade med samtycken",
        "plan-read" => "läste barnets plan",
        "plan-open" => "öppnade barnets plan",
        "plan-work" => "arbetade med barnets plan",
        "meeting-read" => "läste om ett möte",
        "meeting-work" => "arbetade med ett möte",
        "offer" => "tog ställning till att ta över ett ärende",
        "extract" => "tog ut en sammanställning om barnet",
        "emergency" => "öppnade uppgifter i en nödsituation",
        "read" => "läste uppgifter om barnet",
        "changed" => "ändrade uppgifter om barnet",
        "disclosed" => "lämnade ut uppgifter om barnet",
        "printed" => "skrev ut uppgifter om barnet",
        _ => "använde uppgifter om barnet",
    };

    /// <summary>The ground of the policy, as coarse as it is told.</summary>
    public static string Why(string? ground) => ground switch
    {
        "holder" or "incoming" or "former" or "case" or "concern" or "other-ground" or "break-glass" => ground,
        "party" or "invited" => "party",
        "owner" or "convener" => "owner",
        "asked" or "offer" => "asked",
        _ => "work",
    };

    /// <summary>The same in Swedish.</summary>
    public static string PlainWhy(string why) => why switch
    {
        "holder" => "enheten är barnensbästa-ansvarig för barnet",
        "incoming" => "enheten ska snart ta över ansvaret för barnet",
        "former" => "enheten har haft ansvar för barnet",
        "case" => "enheten har ett ärende om barnet",
        "concern" => "enheten har tagit emot en oro om barnet",
        "party" => "enheten samverkar om barnet och det finns ett samtycke",
        "owner" => "enheten håller ihop barnets plan eller möte",
        "asked" => "enheten har fått en fråga om att hjälpa till",
        "other-ground" => "en annan lag tillåter det",
        "break-glass" => "det var fara för barnet",
        _ => "det hörde till enhetens arbete",
    };

    /// <summary>The kind of work; what has no plain word has no code either.</summary>
    public static string Role(string? role) => role is null || PlainWords.Role(role) == PlainWords.Role(null) ? "other" : role;

    /// <summary>One sentence, such as: Socialsekreterare vid socialtjänsten (Solen) läste barnets plan 2026-03-02 kl. 09.00.</summary>
    public static string Sentence(AuditLook look, string? operation, string? unit, bool tellsTimes)
    {
        var role = PlainWords.Role(look.Role);
        var when = tellsTimes ? $" {Clock.DayOf(look.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} kl. {Clock.TimeOf(look.At).ToString("HH.mm", CultureInfo.InvariantCulture)}" : "";
        return $"{char.ToUpperInvariant(role[0])}{role[1..]} vid {PlainWords.Organisation(look.Organisation)}{(unit is null ? "" : $" ({unit})")} {Plain(What(operation, look.Action))}{when}.";
    }
}
