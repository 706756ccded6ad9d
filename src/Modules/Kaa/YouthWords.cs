using Kronobarn.Shell;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Kaa;

/// <summary>Contacts and measures as the municipality's handlers speak of them.</summary>
internal static class YouthWords
{
    public static readonly Crumb List = new("Ungdomar", "/arbete/ungdomar");

    public static readonly IReadOnlyList<Choice> Ways =
    [
        new("phone", "Telefon"), new("sms", "Sms"), new("letter", "Brev"), new("email", "E-post"), new("visit", "Hembesök"), new("meeting", "Möte"), new("other", "På annat sätt"),
    ];

    public static readonly IReadOnlyList<Choice> Outcomes =
    [
        new("reached", "Vi fick kontakt"), new("not-reached", "Vi fick inte kontakt"), new("declined", "Ungdomen vill inte ha kontakt nu"), new("meeting-booked", "Vi bokade ett möte"),
    ];

    public static readonly IReadOnlyList<Choice> Offers = [new("offered", "Erbjuden"), new("accepted", "Ungdomen har tackat ja"), new("ongoing", "Pågår")];

    public static readonly IReadOnlyList<Choice> Ends = [new("completed", "Genomförd"), new("interrupted", "Avbruten"), new("declined", "Ungdomen tackade nej")];

    public static string Way(string code) => Label(Ways, code);

    public static string Outcome(string code) => Label(Outcomes, code);

    public static string Status(string code) => Label([.. Offers, .. Ends], code);

    /// <summary>A measure that still can be told how it went.</summary>
    public static bool IsOpen(string status) => Offers.Any(offer => offer.Value == status);

    public static string Closed(string? reason) => reason switch
    {
        "back-to-school" => "tillbaka i skolan",
        "moved-municipality" => "flyttade till en annan kommun",
        "turned-18" => "fyllde 18 år",
        "deceased" => "avliden",
        "moved-out" => "flyttade från länet",
        _ => "en annan verksamhet tog vid",
    };

    public static string Href(Guid childId) => $"/arbete/ungdomar/{childId}";

    public static string Name(string? name) => name ?? "Ungdom utan namn i registret";

    private static string Label(IReadOnlyList<Choice> choices, string code) => choices.FirstOrDefault(choice => choice.Value == code)?.Label ?? "Okänt";
}
