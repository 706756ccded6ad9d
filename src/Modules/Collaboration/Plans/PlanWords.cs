using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Collaboration;

/// <summary>A plan's states, kinds and events as the screens say them.</summary>
internal static class PlanWords
{
    public static readonly IReadOnlyList<Choice> Statuses = [.. InterventionStates.All.Select(s => new Choice(s, Capital(Status(s))))];

    public static readonly IReadOnlyList<Choice> Aims = [new("more", "Mer"), new("less", "Mindre"), new("start", "Börja"), new("stop", "Sluta")];

    public static readonly IReadOnlyList<Choice> Reaches = [new("reached", "Nått"), new("partly", "Delvis nått"), new("not", "Inte nått"), new("unknown", "Går inte att säga än")];

    public static readonly IReadOnlyList<Choice> Outcomes =
    [
        new("goals-reached", "Målen är nådda"), new("partly-reached", "Målen är delvis nådda"), new("consent-gone", "Samtycket är återkallat"), new("moved", "Barnet har flyttat"),
        new("of-age", "Barnet har fyllt 18 år"), new("other", "Annat"),
    ];

    public static string Status(string status) => status switch
    {
        InterventionStates.Planned => "planerad",
        InterventionStates.Ongoing => "pågår",
        InterventionStates.Done => "klar",
        InterventionStates.Stopped => "avbruten",
        _ => status,
    };

    public static string StatusTone(string status) => status switch
    {
        InterventionStates.Ongoing => "success",
        InterventionStates.Planned => "info",
        InterventionStates.Stopped => "warning",
        _ => "neutral",
    };

    public static string Reached(string reached) => Of(Reaches, reached);

    public static string ReachedTone(string reached) => reached switch { "reached" => "success", "partly" => "info", "not" => "warning", _ => "neutral" };

    public static string Outcome(string outcome) => Of(Outcomes, outcome);

    public static string Aim(string aim) => Of(Aims, aim);

    /// <summary>What the own unit is to the plan.</summary>
    public static string As(string part) => part switch
    {
        "owner" => "Vi är samverkansansvariga",
        "party" => "Vi deltar",
        "asked" => "Vi är tillfrågade om att delta",
        "offered" => "Vi erbjuds samverkansansvaret",
        "holder" => "Vi följer som barnensbästa-ansvariga",
        _ => part,
    };

    public static string View(string view) => view switch
    {
        "own" => "Vi ansvarar",
        "party" => "Vi deltar",
        "asked" => "Att svara på",
        "followed" => "Vi följer",
        "overdue" => "Försenad uppföljning",
        "closed" => "Avslutade",
        _ => "Alla öppna",
    };

    public static string Kind(string kind) => kind switch
    {
        PartKinds.Background => "Bakgrund",
        PartKinds.Need => "Behov",
        PartKinds.Goal => "Mål",
        PartKinds.Intervention => "Insats",
        PartKinds.Contact => "Kontaktperson",
        PartKinds.Words => "Egna ord",
        _ => kind,
    };

    /// <summary>The kind of part in an address.</summary>
    public static string? KindOf(string slug) => slug switch
    {
        "bakgrund" => PartKinds.Background,
        "behov" => PartKinds.Need,
        "mal" => PartKinds.Goal,
        "insats" => PartKinds.Intervention,
        "kontakt" => PartKinds.Contact,
        "ord" => PartKinds.Words,
        _ => null,
    };

    public static string Field(string field) => field switch
    {
        "text" => "Text",
        "spoke" => "Ekra",
        "evidence" => "Det visar att målet är nått",
        "needId" => "Behov",
        "goalId" => "Mål",
        "what" => "Vad som görs",
        "unitId" => "Verksamhet",
        "from" => "Från",
        "until" => "Till och med",
        "status" => "Läge",
        "topic" => "Handlar om",
        "aim" => "Riktning",
        "name" => "Namn",
        "phone" => "Telefon",
        "email" => "E-post",
        "task" => "Uppgift",
        "disagrees" => "Annan mening",
        _ => field,
    };

    public static string Change(string what) => what switch
    {
        "added" => "Ny",
        "changed" => "Ändrad",
        "removed" => "Borttagen",
        _ => what,
    };

    public static string Event(string kind) => kind switch
    {
        PlanEvents.Opened => "Planen öppnades av",
        PlanEvents.Asked => "Tillfrågad om att delta:",
        PlanEvents.Joined => "Deltar nu:",
        PlanEvents.Declined => "Tackade nej till att delta:",
        PlanEvents.Left => "Deltar inte längre:",
        PlanEvents.Offered => "Samverkansansvaret erbjöds",
        PlanEvents.Passed => "Ny samverkansansvarig:",
        PlanEvents.NotPassed => "Erbjudandet om samverkansansvaret är över för",
        PlanEvents.FollowedUp => "Uppföljning hölls av",
        PlanEvents.Closed => "Planen avslutades av",
        PlanEvents.Reopened => "Planen öppnades igen av",
        _ => kind,
    };

    public static string Organisation(string organisation) => Capital(PlainWords.Organisation(organisation));

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The day of the next follow-up, as the rules want it.</summary>
    public static DateOnly FollowUp(Form form, string field, Clock clock, PlanDates dates)
    {
        var day = form.Day(field);
        if (form.Faults.ContainsKey(field))
            return day;
        if (day <= clock.Today)
            form.Wrong(field, "Välj en dag efter i dag.");
        else if (day > clock.Today.AddDays(dates.FollowUpWithin))
            form.Wrong(field, "Uppföljningen ska ligga inom sex månader.");
        return day;
    }

    private static string Of(IReadOnlyList<Choice> words, string value) => words.FirstOrDefault(c => c.Value == value)?.Label.ToLowerInvariant() ?? value;
}
