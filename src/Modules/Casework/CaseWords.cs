using Kronobarn.Casework.Contracts;
using Kronobarn.Shell;

namespace Kronobarn.Casework;

/// <summary>The states and steps of the model as the screens say them. A code that has no word here is shown by no page: the tests hold that each has one.</summary>
internal static class CaseWords
{
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

    public static string Href(string kind, Guid id) => kind switch
    {
        "case" => Paths.Case(id),
        "offer" => Paths.Offer(id),
        _ => Paths.ConcernOf(id),
    };

    public static string Name(string? name) => name ?? "Barn som inte är identifierat";
}
