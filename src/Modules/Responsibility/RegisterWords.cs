using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>The register's codes as the screens say them. What has no word here is not shown by its code.</summary>
internal static class RegisterWords
{
    /// <summary>The organisation as a heading, such as Skolan.</summary>
    public static string Organisation(string? organisation) => Capital(PlainWords.Organisation(organisation));

    /// <summary>Who comes after, where it may be nobody.</summary>
    public static string Receiver(string? organisation) => organisation is null ? "Ingen, kedjan tar slut" : Organisation(organisation);

    public static string Child(string? name) => name ?? "Barn som inte har fått namn än";

    public static string Unit(string? name) => name ?? "Enhet saknas";

    public static string? Protection(string? protection) => protection switch
    {
        ProtectionLevels.Marked => "Sekretessmarkering",
        ProtectionLevels.Hidden => "Skyddad folkbokföring",
        _ => null,
    };

    /// <summary>Why the unit holds, in one or two sentences.</summary>
    public static string Why(string rule) => rule switch
    {
        RuleName.Exception => "Två enheter har kommit överens om att ansvaret ska ligga här en tid.",
        RuleName.Unborn => "Barnet är inte fött. Tills dess ansvarar mödrahälsovården.",
        RuleName.School => "Barnet går i skolan. Då ansvarar skolan.",
        RuleName.SchoolBridge => "Det är uppehåll mellan två skolor. Skolan som barnet lämnade ansvarar tills den nya börjar, högst 92 dagar.",
        RuleName.CompulsoryGap => "Barnet har skolplikt men ingen skola. Den senaste skolan ansvarar tills en ny har tagit emot.",
        RuleName.Kaa => "Skolplikten är slut och ungdomen går inte i gymnasiet. Då ansvarar det kommunala aktivitetsansvaret.",
        RuleName.Preschool => "Barnet går i förskolan. Då ansvarar förskolan.",
        RuleName.PreschoolBridge => "Det är uppehåll mellan förskola och skola. Förskolan ansvarar tills skolan börjar, högst 92 dagar.",
        RuleName.ChildHealthCare => "Barnet går varken i förskola eller skola. Då ansvarar barnhälsovården.",
        _ => "Enligt reglerna för barnensbästa-ansvar.",
    };

    /// <summary>The rule in two or three words, for tables.</summary>
    public static string Rule(string rule) => rule switch
    {
        RuleName.Exception => "Överenskommelse",
        RuleName.Unborn => "Väntat barn",
        RuleName.School => "Går i skolan",
        RuleName.SchoolBridge => "Mellan två skolor",
        RuleName.CompulsoryGap => "Skolplikt utan skola",
        RuleName.Kaa => "Efter skolplikten",
        RuleName.Preschool => "Går i förskolan",
        RuleName.PreschoolBridge => "Mellan förskola och skola",
        RuleName.ChildHealthCare => "Utan förskola och skola",
        _ => "Annan regel",
    };

    public static string RuleSet(string id) => id switch
    {
        "faq-2022-02-23" => "Frågor och svar om modellen, 23 februari 2022",
        "styrgrupp-2021-04-09" => "Styrgruppens beslut, 9 april 2021",
        _ => "Ett regelverk som har lagts till senare",
    };

    /// <summary>What sets the rule set apart from the others.</summary>
    public static string RuleSetHelp(string id) => id switch
    {
        "faq-2022-02-23" => "Förskolan ansvarar för de barn som går där.",
        "styrgrupp-2021-04-09" => "Barnhälsovården ansvarar tills skolan börjar, också för barn som går i förskolan.",
        _ => "",
    };

    public static string Source(string? source) => source switch
    {
        null => "Ingen uppgift om barnet: enheten är kommunens förvalda",
        Sources.Population => "Folkbokföringen",
        Sources.Health => "Vårdens system",
        Sources.Ss12000 => "Skolans och förskolans elevregister",
        "responsibility" => "Överenskommelse mellan två enheter",
        _ => $"{Organisation(source)}, registrerat i Kronobarn",
    };

    public static string Alert(string code) => code switch
    {
        AlertCode.CompulsoryGap => "Har skolplikt men ingen skola",
        AlertCode.LateSchoolStart => "Har inte börjat i förskoleklass",
        AlertCode.OverdueBirth => "Födelsen är inte rapporterad",
        AlertCode.Overlap => "Två skolor säger att barnet går där",
        AlertCode.UnitMissing => "Kommunen har ingen enhet som tar ansvar",
        _ => "Något behöver ses över",
    };

    /// <summary>What one does about it.</summary>
    public static string AlertHelp(string code) => code switch
    {
        AlertCode.CompulsoryGap => "Ta reda på vilken skola barnet ska gå i och se till att den skriver in barnet. Till dess ansvarar den senaste skolan.",
        AlertCode.LateSchoolStart => "Ta reda på om skolstarten är uppskjuten eller om barnet ska börja. Skolan skriver in barnet.",
        AlertCode.OverdueBirth => "Det har gått tre veckor sedan beräknad förlossning. Rapportera födelsen, eller avsluta graviditeten.",
        AlertCode.Overlap => "Ring den andra skolan. Den som barnet har lämnat avslutar sin inskrivning.",
        AlertCode.UnitMissing => "Be administratören ange kommunens förvalda enhet.",
        _ => "Kontrollera uppgifterna hos den som har lämnat dem.",
    };

    /// <summary>Why somebody may see the child.</summary>
    public static string Ground(string? ground) => ground switch
    {
        Grounds.Holder => "Din enhet är barnensbästa-ansvarig i dag.",
        Grounds.Case => "Din enhet har ett ärende om barnet.",
        Grounds.Incoming => "Din enhet blir barnensbästa-ansvarig inom 90 dagar.",
        Grounds.Former => "Din enhet har haft ansvar eller ärende tidigare.",
        Grounds.BreakGlass => "Du har öppnat i nödläge. Det granskas alltid efteråt.",
        "owner" => "Din enhet är samverkansansvarig för barnets plan.",
        "party" => "Din enhet deltar i barnets plan eller i ett möte.",
        "concern" => "Oron har gått till din enhet.",
        "intake" => "Din enhet har tagit emot en orosanmälan.",
        "offer" => "Din enhet har fått ett erbjudande.",
        "asked" => "Din enhet är tillfrågad om barnets plan.",
        "invited" => "Din enhet är inbjuden till ett möte.",
        "convener" => "Din enhet har kallat till ett möte.",
        "reporter" => "Din enhet har anmält oron.",
        "other-ground" => "En annan laglig grund än samtycke är antecknad.",
        _ => "Din roll.",
    };

    /// <summary>What the unit is to the child.</summary>
    public static string Relation(string relation) => relation switch
    {
        "holder" => "är barnensbästa-ansvarig",
        "incoming" => "blir snart barnensbästa-ansvarig",
        "former" => "har varit barnensbästa-ansvarig",
        "case" => "har ett öppet ärende",
        "closed-case" => "har haft ett ärende",
        "break-glass" => "har öppnat i nödläge",
        "owner" => "är samverkansansvarig för planen",
        "party" => "deltar i planen",
        "asked" => "är tillfrågad om planen",
        "invited" => "är inbjuden till ett möte",
        "convener" => "har kallat till ett möte",
        "intake" => "har tagit emot en orosanmälan",
        "other-ground" => "har en antecknad laglig grund",
        _ => "har en roll kring barnet",
    };

    public static string Offer(string state) => state switch
    {
        OfferState.Offered => "Väntar på svar",
        OfferState.Accepted => "Accepterat",
        OfferState.Declined => "Avböjt",
        _ => "Återtaget",
    };

    public static string OfferTone(string state) => state switch
    {
        OfferState.Offered => "warning",
        OfferState.Accepted => "success",
        _ => "info",
    };

    public static string Purpose(string purpose) => purpose switch
    {
        "advice" => "Råd utan ärende",
        "concern" => "Oro",
        "case" => "Pågående ärende",
        "urgent" => "Brådskande",
        _ => "Kontakt",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
