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

    public static string What(string? operation, string action) => operation switch
    {
        Operations.ReadChild or Operations.ListChildren => "läste vem barnet är och vem som ansvarar",
        Operations.LookUpChild => "sökte på barnets personnummer",
        Operations.ReadCase or Operations.WorkCase => action == AuditAttribute.Read ? "läste i sitt ärende om barnet" : "arbetade med sitt ärende om barnet",
        Operations.ReadConcern or Operations.HandleConcern => action == AuditAttribute.Read ? "läste en oro om barnet" : "arbetade med en oro om barnet",
        Operations.ReadConsent => "läste samtycken",
        Operations.WorkConsent => "arbetade med samtycken",
        Operations.ReadPlan or Operations.FollowPlan => "läste barnets plan",
        Operations.OpenPlan => "öppnade barnets plan",
        Operations.WorkPlan or Operations.OwnPlan or Operations.JoinPlan => "arbetade med barnets plan",
        Operations.ReadMeeting => "läste om ett möte",
        Operations.CallMeeting or Operations.WorkMeeting or Operations.AnswerMeeting => "arbetade med ett möte",
        Operations.ReadOffer or Operations.AnswerOffer => "tog ställning till att ta över ett ärende",
        Operations.MakeExtract => "tog ut en sammanställning om barnet",
        Operations.BreakGlass => "öppnade uppgifter i en nödsituation",
        _ => action switch
        {
            AuditAttribute.Read => "läste uppgifter om barnet",
            AuditAttribute.Changed => "ändrade uppgifter om barnet",
            AuditAttribute.Disclosed => "lämnade ut uppgifter om barnet",
            AuditAttribute.Printed => "skrev ut uppgifter om barnet",
            _ => "använde uppgifter om barnet",
        },
    };

    /// <summary>The ground of the policy in words.</summary>
    public static string Why(string? ground) => ground switch
    {
        "holder" => "enheten är barnensbästa-ansvarig för barnet",
        "incoming" => "enheten ska snart ta över ansvaret för barnet",
        "former" => "enheten har haft ansvar för barnet",
        "case" => "enheten har ett ärende om barnet",
        "concern" => "enheten har tagit emot en oro om barnet",
        "party" or "invited" => "enheten samverkar om barnet och det finns ett samtycke",
        "owner" or "convener" => "enheten håller ihop barnets plan eller möte",
        "asked" or "offer" => "enheten har fått en fråga om att hjälpa till",
        "other-ground" => "en annan lag tillåter det",
        "break-glass" => "det var fara för barnet",
        _ => "det hörde till enhetens arbete",
    };

    /// <summary>One sentence, such as: Socialsekreterare vid socialtjänsten (Solen) läste barnets plan 2026-03-02 kl. 09.00.</summary>
    public static string Sentence(AuditLook look, string? operation, string? unit, bool tellsTimes)
    {
        var role = PlainWords.Role(look.Role);
        var when = tellsTimes ? $" {Clock.DayOf(look.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} kl. {Clock.TimeOf(look.At).ToString("HH.mm", CultureInfo.InvariantCulture)}" : "";
        return $"{char.ToUpperInvariant(role[0])}{role[1..]} vid {PlainWords.Organisation(look.Organisation)}{(unit is null ? "" : $" ({unit})")} {What(operation, look.Action)}{when}.";
    }
}
