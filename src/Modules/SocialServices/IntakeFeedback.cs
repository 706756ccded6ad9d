using Kronobarn.Casework.Contracts;

namespace Kronobarn.SocialServices;

/// <summary>
/// What a reporter is told when a report has been decided (återkoppling), in set words. Staff, who must report by 19 kap. 1 § socialtjänstlagen (2025:400), hear whether
/// an investigation was opened, was not, or was already under way (before it 14 kap. 1 b § SoL 2001:453); others that it was received and assessed. Pure.
/// </summary>
internal static class IntakeFeedback
{
    /// <param name="state">The state that the decision led to.</param>
    public static string For(string reporterKind, string state) => reporterKind != ReporterKinds.Staff
        ? "Din anmälan är mottagen och bedömd av socialtjänsten. På grund av sekretess kan vi inte berätta vad den ledde till. Tack för att du hörde av dig."
        : state switch
        {
            ReportStates.Investigation => "Anmälan är mottagen och bedömd. Socialtjänsten har inlett en utredning.",
            ReportStates.UnderWay => "Anmälan är mottagen och bedömd. En utredning pågår redan.",
            _ => "Anmälan är mottagen och bedömd. Socialtjänsten har inte inlett någon utredning.",
        };
}
