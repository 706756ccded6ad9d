using Kronobarn.Shell;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>The retention rules as the screens say them.</summary>
internal static class RetentionWords
{
    public static string Kind(string kind) => kind switch
    {
        RetentionKinds.ClosedCase => "Avslutade ärenden",
        RetentionKinds.ClosedConcern => "Avslutad oro som inte blev ett ärende",
        RetentionKinds.Receipt => "Kvittenser till den som anmälde",
        RetentionKinds.ClosedPlan => "Avslutade planer",
        RetentionKinds.Consent => "Samtycken som har gått ut",
        RetentionKinds.Meeting => "Möten som är dokumenterade eller inställda",
        _ => "Annat",
    };

    public static string Kept(RetentionRule rule) => rule.Years is { } years ? $"{years} år" : "Bevaras";

    /// <summary>What an organisation has written itself stands as it wrote it.</summary>
    public static string Source(string source) => source switch
    {
        RetentionRules.Own => "Kronobarns förval, det finns inget publicerat värde. Verksamhetens eget gallringsbeslut gäller i stället (arkivlagen 1990:782, 10 §).",
        RetentionRules.Care => "Patientdatalagen (2008:355) 3 kap. 17 §: minst tio år efter den sista anteckningen.",
        RetentionRules.SocialFiles => "Prop. 2025/26:12, ett förslag: 30 år för vissa av socialtjänstens handlingar om barn.",
        _ => source,
    };
}
