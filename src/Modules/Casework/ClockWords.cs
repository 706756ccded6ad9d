using Kronobarn.Shell;

namespace Kronobarn.Casework;

/// <summary>The clocks as the screens say them: how long, whom they bind, who is told, where they come from.</summary>
internal static class ClockWords
{
    private const string NoPublishedValue = "Kronobarns förval, det finns inget publicerat värde.";

    public static string Length(GetClocks.Known clock) => clock.Days switch
    {
        0 => "Samma dag",
        _ when clock.Unit == "working-days" => Swedish.Plural(clock.Days, "arbetsdag", "arbetsdagar"),
        _ => Swedish.Plural(clock.Days, "dag", "dagar"),
    };

    public static string Binds(string clock) => clock switch
    {
        ClockName.ConcernAcknowledged => "Enheten som har fått oron",
        ClockName.FirstDecision => "Enheten som har ärendet",
        ClockName.ConsentToMeeting => "Enheten som har ärendet, från det att samtycket är givet",
        ClockName.HandOverAnswered => "Enheten som är erbjuden ärendet",
        ClockName.FollowUp => "Den som är samverkansansvarig för planen",
        ClockName.PlanAnswered => "Enheten som är tillfrågad om planen",
        ClockName.ProtectionAssessment or ClockName.IntakeDecision => "Socialtjänstens mottagning",
        ClockName.GlassBreakReviewed => "Enhetens chef eller loggranskare",
        _ => "Enheten som har uppgiften",
    };

    /// <summary>Each step after the unit itself has been reminded, the day after the last day.</summary>
    public static string Ladder(GetClocks.Known clock) =>
        $"{(clock.HeadAfter == 0 ? "Chefen samtidigt" : $"Chefen efter {Swedish.Plural(clock.HeadAfter, "arbetsdag", "arbetsdagar")} till")}, "
        + (clock.CoordinatorAfter == 0 ? "samordnaren samtidigt" : $"samordnaren efter {clock.CoordinatorAfter}");

    /// <summary>What a deployment has written itself stands as it wrote it.</summary>
    public static string Source(GetClocks.Known clock) => !clock.IsUsual ? clock.Source : clock.Clock switch
    {
        ClockName.ConcernAcknowledged => "Kronobarns förval, efter AYRshare, kvalitetskrav 3: teamet ser en oro samma arbetsdag.",
        ClockName.FirstDecision => "BTI, nivå 0: första beslut inom 14 dagar (Tromsø kommun).",
        ClockName.ConsentToMeeting => "Västra Götalandsregionen, SIP: möte inom tre veckor.",
        ClockName.HandOverAnswered => $"{NoPublishedValue} BTI: den som lämnar har kvar stafettpinnen tills någon tar emot den.",
        ClockName.FollowUp => $"{NoPublishedValue} Högst sex månader fram.",
        ClockName.PlanAnswered => $"{NoPublishedValue} Samma som för en överlämning.",
        ClockName.ProtectionAssessment => "Prop. 2012/13:10 s. 60: skyddsbedömning samma dag (socialtjänstlagen 2025:400).",
        ClockName.IntakeDecision => "Socialtjänstlagen (2025:400), tidigare 11 kap. 1 a § SoL (2001:453): förhandsbedömning inom 14 dagar.",
        ClockName.GlassBreakReviewed => $"{NoPublishedValue} HSLF-FS 2016:40 4 kap. 9 §: åtkomst följs upp systematiskt och återkommande.",
        _ => clock.Source,
    };
}
