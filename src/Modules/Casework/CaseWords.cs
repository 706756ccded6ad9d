using Kronobarn.Casework.Contracts;
using Kronobarn.Shell;

namespace Kronobarn.Casework;

/// <summary>The states and steps of the model as the screens say them. A code that has no word here is shown by no page: the tests hold that each has one.</summary>
internal static class CaseWords
{
    public const string CanWeMeetTheNeed = "Kan vi möta behovet själva?", IsEverythingExhausted = "Har vi gjort allt som vi kan göra?",
        WhoMustAct = "Är det en annan verksamhets sak, eller behöver två eller flera hjälpas åt?";

    public static string Kind(string kind) => kind switch
    {
        "concern" => "Oro",
        "case" => "Ärende",
        "offer" => "Erbjuden överlämning",
        _ => kind,
    };

    public static string State(string state) => state switch
    {
        "new" => "ny",
        "acknowledged" => "kvitterad",
        "in-case" => "tagen till ärende",
        "passed" => "skickad vidare",
        "transferred" => "flyttad med ansvaret",
        "closed" => "avslutad",
        "gathering" => "information samlas in",
        "measures" => "egna insatser pågår",
        "offered" => "överlämning erbjuden",
        "handed-over" => "överlämnad",
        "collaborating" => "samverkan pågår",
        "open" => "väntar på svar",
        _ => state,
    };

    /// <summary>A state with the ending that the kind's gender asks for: en oro, ett ärende.</summary>
    public static string State(string kind, string state) => (kind, state) switch
    {
        ("case", CaseStates.Closed) => "avslutat",
        ("case", CaseStates.HandedOver) => "överlämnat",
        ("case", CaseStates.Transferred) => "flyttat med ansvaret",
        _ => State(state),
    };

    /// <summary>Why a concern lies with this unit.</summary>
    public static string Because(string because) => because switch
    {
        RoutedBecause.Holder => "Ni är barnensbästa-ansvarig för barnet.",
        RoutedBecause.WayIn => "Det var inte känt vem som ansvarar för barnet. Ni är kommunens mottagning och tar reda på det.",
        RoutedBecause.Passed => "En annan enhet skickade oron vidare till er.",
        RoutedBecause.Transferred => "Ansvaret för barnet gick över till er, och oron följde med.",
        RoutedBecause.UnitClosed => "Enheten som hade oron har upphört.",
        _ => because,
    };

    public static string Reporter(string kind) => kind switch
    {
        ReporterKinds.Staff => "en medarbetare",
        ReporterKinds.Child => "barnet självt",
        ReporterKinds.Guardian => "en vårdnadshavare",
        _ => "en privatperson",
    };

    public static string Clock(string clock) => clock switch
    {
        ClockName.ConcernAcknowledged => "Oron kvitteras",
        ClockName.FirstDecision => "Första beslutet",
        ClockName.ConsentToMeeting => "Samverkansmöte efter samtycke",
        ClockName.HandOverAnswered => "Svar på överlämning",
        ClockName.FollowUp => "Uppföljning av planen",
        ClockName.PlanAnswered => "Svar om att delta i planen",
        ClockName.ProtectionAssessment => "Skyddsbedömning",
        ClockName.IntakeDecision => "Förhandsbedömning",
        ClockName.GlassBreakReviewed => "Granskning av nödåtkomst",
        _ => clock,
    };

    /// <summary>How a case came to be.</summary>
    public static string Origin(string origin) => origin switch
    {
        "hand-over" => "Överlämnat från en annan enhet",
        "transfer" => "Kom hit när ansvaret för barnet gick över",
        _ => "Inlett efter en oro",
    };

    /// <summary>A line of the chronology.</summary>
    public static string Event(string kind) => kind switch
    {
        CaseEvents.Opened => "Ärendet inleddes",
        CaseEvents.ConcernTakenUp => "En oro togs upp i ärendet",
        CaseEvents.Assigned => "Ärendet tilldelades",
        CaseEvents.Delegated => "Ärendet delegerades",
        CaseEvents.DelegationEnded => "Delegeringen togs tillbaka",
        CaseEvents.Happened => "Händelse kring barnet",
        CaseEvents.SourceAsked => "En fråga ställdes",
        CaseEvents.SourceAnswered => "Ett svar kom",
        CaseEvents.Analysed => "En analys sparades",
        CaseEvents.Decided => "Beslut",
        CaseEvents.HandOverOffered => "Överlämning erbjöds",
        CaseEvents.HandOverDeclined => "Överlämningen avböjdes",
        CaseEvents.HandOverWithdrawn => "Erbjudandet togs tillbaka",
        CaseEvents.HandedOver => "Ärendet överlämnades",
        CaseEvents.Transferred => "Ärendet följde med ansvaret till en annan enhet",
        CaseEvents.HolderEnded => "Ingen är längre barnensbästa-ansvarig",
        CaseEvents.UnitClosed => "Enheten upphörde",
        CaseEvents.MeasureEnded => "En insats avslutades",
        CaseEvents.MeetingHeld => "Samverkansmöte hölls",
        CaseEvents.PlanOpened => "Barnets plan öppnades",
        CaseEvents.PlanClosed => "Barnets plan avslutades",
        CaseEvents.Closed => "Ärendet avslutades",
        _ => kind,
    };

    public static string Decision(string kind) => kind switch
    {
        DecisionKinds.Own => "Vi kan möta behovet själva",
        DecisionKinds.HandOver => "Behovet är en annan verksamhets",
        DecisionKinds.Collaboration => "Två eller flera behöver samverka",
        DecisionKinds.NoNeed => "Inget behov finns",
        _ => kind,
    };

    /// <summary>What a decision means, for whoever chooses.</summary>
    public static string DecisionHelp(string kind) => kind switch
    {
        DecisionKinds.Own => "Er egen verksamhet gör insatser. Ni skriver vad, vem och till när.",
        DecisionKinds.HandOver => "Ärendet erbjuds en annan enhet. Det är ert tills de tar emot det.",
        DecisionKinds.Collaboration => "Ni frågar om samtycke och kallar till samverkansmöte. Där bestäms om det blir en plan.",
        DecisionKinds.NoNeed => "Ärendet avslutas och den som berättade om oron får svar.",
        _ => "",
    };

    /// <summary>What a measure can be ended with.</summary>
    public static readonly IReadOnlyList<string> MeasureOutcomes = ["done", "partly-done", "not-done"];

    public static string Outcome(string? outcome) => outcome switch
    {
        "done" => "genomförd",
        "partly-done" => "delvis genomförd",
        "not-done" => "inte genomförd",
        "gone-on" => "gick vidare med ärendet",
        _ => "pågår",
    };

    public static string HandOver(string state) => state switch
    {
        HandOverStates.Offered or "open" => "väntar på svar",
        HandOverStates.Accepted => "mottagen",
        HandOverStates.Declined => "avböjd",
        HandOverStates.Withdrawn => "återtagen",
        _ => state,
    };

    public static string Ground(string ground) => ground switch
    {
        Grounds.Consent => "Samtycke",
        Grounds.Necessary => "Nödvändigt för vårt eget uppdrag (OSL 10 kap. 2 §)",
        Grounds.Duty => "Uppgiftsskyldighet enligt lag (OSL 10 kap. 28 §)",
        Grounds.OwnOrganisation => "Inom vår egen verksamhet",
        _ => ground,
    };

    /// <summary>The heading of a part that came with a case.</summary>
    public static string Part(ParcelPart part) => part.Kind switch
    {
        ParcelKinds.Concern => $"Oron, berättad av {Reporter(part.Title ?? "")}",
        ParcelKinds.Decision => $"Beslut: {Decision(part.Title ?? "")}",
        ParcelKinds.Analysis => "Analysen i korthet",
        ParcelKinds.CanWeMeetTheNeed => CanWeMeetTheNeed,
        ParcelKinds.IsEverythingExhausted => IsEverythingExhausted,
        ParcelKinds.WhoMustAct => WhoMustAct,
        ParcelKinds.Measure => "Insats som pågick",
        _ => "Övrigt",
    };

    /// <summary>When a ground holds, for whoever chooses it.</summary>
    public static string GroundHelp(string ground) => ground switch
    {
        Grounds.Consent => "Den det gäller har sagt ja, och samtycket täcker det som följer med.",
        Grounds.Necessary => "Bara det som ni måste lämna för att klara er egen uppgift.",
        Grounds.Duty => "En lag eller förordning säger att ni ska lämna uppgiften.",
        Grounds.OwnOrganisation => "Bara till en enhet i samma verksamhet som er.",
        _ => "",
    };

    public static string Receipt(string status) => status switch
    {
        "sent" => "skickad",
        "received" => "mottagen",
        "in-progress" => "vi arbetar med den",
        "closed" => "avslutad",
        _ => status,
    };

    public static string Urgency(string? urgency) => urgency == Urgencies.Soon ? "brådskar" : "";

    public static string View(string view) => view switch
    {
        "new" => "Nytt",
        "mine" => "Mina",
        "overdue" => "Försenat",
        "coming" => "Snart dags",
        _ => "Allt",
    };

    /// <param name="giver">Of an offer: the giving organisation.</param>
    public static string Href(string kind, Guid id, string? giver) => kind switch
    {
        "case" => Paths.Case(id),
        "offer" => Paths.Offer(giver ?? "", id),
        _ => Paths.ConcernOf(id),
    };

    public static string Name(string? name) => name ?? "Barn som inte är identifierat";
}
