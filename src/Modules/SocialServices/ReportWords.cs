using Kronobarn.Casework.Contracts;
using Kronobarn.Shell;
using Kronobarn.Shell.Forms;

namespace Kronobarn.SocialServices;

/// <summary>Reports as a reception of social services speaks of them.</summary>
internal static class ReportWords
{
    public static readonly Crumb List = new("Mottagning", "/arbete/mottagning");

    /// <summary>The parts of the intake: the key in the address, the slice's word, the name.</summary>
    public static readonly IReadOnlyList<(string Key, string View, string Name)> Views =
        [("nya", "new", "Nya"), ("forsenade", "overdue", "Försenade"), ("mina", "mine", "Mina"), ("oppna", "unit", "Alla öppna"), ("avgjorda", "decided", "Avgjorda")];

    public static readonly IReadOnlyList<Choice> Grounds =
    [
        new("consent", "Samtycke", "Den som uppgiften gäller har sagt ja (offentlighets- och sekretesslagen 10:1 och 12:2)."),
        new("own-task", "Det behövs för vårt eget arbete", "Nödvändigt utlämnande (offentlighets- och sekretesslagen 10:2)."),
        new("statutory-duty", "En lag säger att det ska berättas", "Uppgiftsskyldighet (offentlighets- och sekretesslagen 10:28)."),
    ];

    public static string Ground(string code) => Grounds.FirstOrDefault(ground => ground.Value == code)?.Label ?? "Annan grund";

    public static string State(string state) => state switch
    {
        ReportStates.New => "ny",
        ReportStates.Assessed => "skydd bedömt",
        ReportStates.Investigation => "utredning inledd",
        ReportStates.UnderWay => "hör till pågående utredning",
        ReportStates.NoInvestigation => "ingen utredning",
        ReportStates.HandedOver => "ingen utredning, oron är lämnad vidare",
        ReportStates.Passed => "överflyttad",
        _ => "okänt läge",
    };

    /// <summary>What has to be done by the day that a line of the intake bears.</summary>
    public static string NextStep(string state) => state == ReportStates.New ? "Skyddsbedömning" : "Beslut";

    public static string Reporter(string kind) => kind switch
    {
        ReporterKinds.Staff => "Personal, som är skyldig att anmäla",
        ReporterKinds.Child => "Barnet självt",
        ReporterKinds.Guardian => "Vårdnadshavare",
        _ => "Privatperson",
    };

    public static string Name(string? name) => name ?? "Barn som inte är identifierat";

    public static string Href(Guid reportId) => $"/arbete/mottagning/{reportId}";

    public static IReadOnlyList<Crumb> Crumbs(Guid reportId) => [Crumb.Today, List, new("Orosanmälan", Href(reportId))];
}
