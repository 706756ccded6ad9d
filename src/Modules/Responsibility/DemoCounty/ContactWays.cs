using System.Globalization;
using System.Text;

namespace Kronobarn.Responsibility.DemoCounty;

internal sealed record ContactWay(string Purpose, string Label, string? Phone, string? Email, string? Hours = null, string? Note = null);

/// <summary>How to reach a unit (kontaktvägar): for advice without a case, with a concern, about a case, at once.</summary>
internal static class ContactWays
{
    private const string OfficeHours = "Vardagar 8–16";

    public static IEnumerable<ContactWay> Of(Unit unit)
    {
        var phone = FictionalPhones.Of(unit.Key);
        var mail = Mail.Of(unit);
        yield return unit.Organisation switch
        {
            "maternal-care" => new("advice", "Barnmorska för rådgivning", phone, mail, OfficeHours),
            "child-health-care" => new("advice", "BHV-sjuksköterska för rådgivning", phone, mail, "Vardagar 8–15", "Telefontid utan bokning 8–9."),
            "preschool" => new("advice", "Rektor för förskolan", phone, mail, OfficeHours),
            "school" => new("advice", "Elevhälsoteamet", phone, mail, OfficeHours, "Nås under skolans terminer; annars rektor."),
            "kaa" => new("advice", "Handläggare för ungdomar 16–20 år", phone, mail, OfficeHours),
            "social-services" => new("advice", "Råd och stöd utan ärende", phone, mail, OfficeHours, "Du behöver inte säga vem barnet är."),
            "police" => new("advice", "Kommunpolis", phone, mail, OfficeHours),
            _ => new("advice", "Rådgivning till samverkande verksamheter", phone, mail, OfficeHours),
        };
        if (unit.Organisation is "preschool" or "school" or "child-health-care" or "maternal-care" or "kaa")
            yield return new("concern", "Oro för ett barn som vi är ansvariga för", phone, mail, OfficeHours);
        if (unit.Organisation is "partner")
            yield return new("case", "Kontaktperson i pågående ärenden", phone, mail, OfficeHours);
        if (unit.Organisation is "social-services")
        {
            yield return new("concern", "Mottagning för orosanmälan", phone, mail, OfficeHours);
            yield return new("case", "Handläggare i pågående ärenden", FictionalPhones.Of(unit.Key + "#case"), mail, OfficeHours);
            yield return new("urgent", "Socialjouren", FictionalPhones.Of(unit.Key + "#urgent"), Email: null, "Dygnet runt", "Vid fara för liv: ring 112.");
        }
        if (unit.Organisation is "police")
            yield return new("urgent", "Vid pågående brott eller fara", "112", Email: null, "Dygnet runt");
    }
}

/// <summary>
/// Numbers from the series that Post- och telestyrelsen keeps free for films and books (telefonnummer för användning i böcker och filmer),
/// so that no demo ever makes a real telephone ring. The same thing always gets the same number; two may share one, the series are small.
/// </summary>
internal static class FictionalPhones
{
    private static readonly (string Area, int First)[] Series = [("070", 1740605), ("031", 3900600), ("040", 6280400), ("08", 46500400), ("0980", 319200)];

    public static string Of(string what)
    {
        var hash = Ids.Of("phone", what).ToByteArray();
        // Each series runs for at least 95 numbers from its first.
        var (area, first) = Series[hash[0] % Series.Length];
        return string.Create(CultureInfo.InvariantCulture, $"{area}-{first + hash[1] % 95}");
    }
}

/// <summary>Addresses under the domain that is reserved for examples (RFC 2606), so that no demo ever sends mail to anybody.</summary>
internal static class Mail
{
    public static string Of(Unit unit) => $"{unit.Key.ToLowerInvariant()}@{Domain(unit)}";

    public static string Of(Employee employee) =>
        $"{Plain(employee.GivenName)}.{Plain(employee.FamilyName)}.{Ids.Of("mail", employee.Id).ToString("N")[..4]}@{Domain(employee.Unit)}";

    private static string Domain(Unit unit) => unit switch
    {
        { Private: true } => "fristaende.example",
        { Organisation: "police" } => "polisen.example",
        { Organisation: "maternal-care" or "child-health-care" or "partner" } => "region.example",
        _ => $"{Plain(Units.Find(unit.Municipality)!.Name)}.example",
    };

    private static string Plain(string name)
    {
        var letters = name.Normalize(NormalizationForm.FormD).Where(letter => char.IsAsciiLetter(letter));
        return string.Concat(letters).ToLowerInvariant();
    }
}
