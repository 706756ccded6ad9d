using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Writes the school systems' own data as SS 12000:2020 tells it, one file a kind.</summary>
internal static class Ss12000Folder
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(string folder, CountyData county)
    {
        System.IO.Directory.CreateDirectory(folder);
        Page(folder, "organisations", county, Organisations);
        Page(folder, "persons", county, Ss12000Persons.Write);
        Page(folder, "placements", county, Placements);
        Page(folder, "duties", county, Duties);
        Page(folder, "deletedEntities", county, (_, _) => { });
    }

    /// <summary>When the record was made and changed; the standard wants it on every entity.</summary>
    public static void WriteMeta(this Utf8JsonWriter json, DateOnly today)
    {
        var at = today.ToString("yyyy-MM-dd'T01:00:00Z'", CultureInfo.InvariantCulture);
        json.WriteStartObject("meta");
        json.WriteString("created", at);
        json.WriteString("modified", at);
        json.WriteEndObject();
    }

    public static void WriteReference(this Utf8JsonWriter json, string name, Guid id)
    {
        json.WriteStartObject(name);
        json.WriteString("id", id);
        json.WriteEndObject();
    }

    /// <summary>The standard's end dates are the last day itself.</summary>
    public static void WriteLastDay(this Utf8JsonWriter json, DateOnly? to) => json.WriteDay("endDate", to?.AddDays(-1));

    private static void Page(string folder, string kind, CountyData county, Action<Utf8JsonWriter, CountyData> data)
    {
        using var file = new FileStream(Path.Combine(folder, kind + ".json"), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var json = new Utf8JsonWriter(file, Options);
        json.WriteStartObject();
        json.WriteStartArray("data");
        data(json, county);
        json.WriteEndArray();
        json.WriteNull("pageToken");
        json.WriteEndObject();
    }

    private static void Organisations(Utf8JsonWriter json, CountyData county)
    {
        foreach (var unit in county.Units.All.Where(unit => unit.SchoolUnitCode is not null))
        {
            json.WriteStartObject();
            json.WriteString("id", unit.SchoolId);
            json.WriteMeta(county.Today);
            json.WriteString("displayName", unit.Name);
            json.WriteString("organisationType", "Skolenhet");
            json.WriteString("schoolUnitCode", unit.SchoolUnitCode);
            json.WriteStartArray("schoolTypes");
            foreach (var type in unit.SchoolTypes)
                json.WriteStringValue(type);
            json.WriteEndArray();
            json.WriteString("municipalityCode", unit.Municipality);
            json.WriteDay("startDate", new DateOnly(2000, 1, 1));
            json.WriteEndObject();
        }
    }

    private static void Placements(Utf8JsonWriter json, CountyData county)
    {
        foreach (var child in county.Children)
            foreach (var placement in child.Placements)
            {
                json.WriteStartObject();
                json.WriteString("id", Ids.Of("placement", string.Create(CultureInfo.InvariantCulture, $"{child.Key}/{placement.From:O}")));
                json.WriteMeta(county.Today);
                json.WriteReference("placedAt", placement.Unit.SchoolId);
                json.WriteReference("child", Ss12000Persons.IdOf(child));
                json.WriteString("schoolType", "FS");
                json.WriteDay("startDate", placement.From);
                json.WriteLastDay(placement.To);
                json.WriteEndObject();
                json.Flush();
            }
    }

    private static void Duties(Utf8JsonWriter json, CountyData county)
    {
        foreach (var employee in county.Staff.Duties)
        {
            json.WriteStartObject();
            json.WriteString("id", Ids.Of("duty", employee.Id));
            json.WriteMeta(county.Today);
            json.WriteReference("person", Ss12000Persons.IdOf(employee));
            json.WriteReference("dutyAt", employee.Unit.SchoolId);
            json.WriteString("dutyRole", employee.Role);
            json.WriteDay("startDate", employee.From);
            json.WriteLastDay(employee.To);
            json.WriteEndObject();
        }
    }
}
