using Kronobarn.Directory.Contracts;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Directory;

/// <summary>The directory's codes as the screens say them.</summary>
internal static class DirectoryWords
{
    public static string Organisation(string organisation) => Capital(PlainWords.Organisation(organisation));

    /// <summary>The role as people at work tell roles apart.</summary>
    public static string Role(string role) => role switch
    {
        Roles.BhvNurse => "BHV-sjuksköterska",
        Roles.PreschoolHead => "rektor för förskola",
        Roles.StudentHealthTeam => "elevhälsoteam",
        Roles.KaaHandler => "handläggare för aktivitetsansvaret",
        Roles.Coordinator => "barnens bästa-samordnare",
        Roles.ItAdmin => "IT-administratör",
        Roles.PartnerStaff => "medarbetare hos samverkanspart",
        Roles.UnitHead => "enhetschef",
        _ => PlainWords.Role(role),
    };

    public static string Purpose(string purpose) => purpose switch
    {
        "advice" => "Råd utan ärende",
        "concern" => "Oro",
        "case" => "Pågående ärende",
        "urgent" => "Brådskande",
        _ => "Kontakt",
    };

    /// <summary>The municipality's name, where it is one of the county's.</summary>
    public static string Municipality(string? code) => code switch
    {
        null => "Hela länet",
        "0760" => "Uppvidinge",
        "0761" => "Lessebo",
        "0763" => "Tingsryd",
        "0764" => "Alvesta",
        "0765" => "Älmhult",
        "0767" => "Markaryd",
        "0780" => "Växjö",
        "0781" => "Ljungby",
        _ => $"Kommun {code}",
    };

    public static string Partner(string? kind) => kind switch
    {
        "habilitation" => "Habilitering",
        "child-psychiatry" => "Barn- och ungdomspsykiatri",
        "child-and-family-health" => "Barn- och familjehälsan",
        "primary-care" => "Vårdcentral",
        "dental-care" => "Tandvård",
        "civil-society" => "Idéburen sektor",
        "private-care" => "Privat vård",
        _ => "Samverkanspart",
    };

    public static IReadOnlyList<Choice> OrganisationChoices { get; } = [.. Organisations.All.Select(o => new Choice(o, Organisation(o)))];

    public static IReadOnlyList<Choice> RoleChoices { get; } = [.. Roles.All.Select(r => new Choice(r, Capital(Role(r))))];

    public static IReadOnlyList<Choice> PurposeChoices { get; } = [.. DirectoryRules.Purposes.Select(p => new Choice(p, Purpose(p)))];

    public static IReadOnlyList<Choice> PartnerChoices { get; } =
        [.. new[] { "habilitation", "child-psychiatry", "child-and-family-health", "primary-care", "dental-care", "civil-society", "private-care" }.Select(k => new Choice(k, Partner(k)))];

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
