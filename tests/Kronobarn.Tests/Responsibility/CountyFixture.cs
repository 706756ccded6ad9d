using System.Text.Json;
using Kronobarn.Responsibility.DemoCounty;

namespace Kronobarn.Tests.Responsibility;

/// <summary>A county of 2,000 children in a temporary folder, read back line by line as any importer would.</summary>
public sealed class CountyFixture : IDisposable
{
    public const int Children = 2000;
    public static readonly DateOnly Today = new(2026, 11, 22);

    public CountyFixture()
    {
        Summary = CountyWriter.Write(Children, seed: 1, Today, Folder);
        Directory = Feed("directory.ndjson");
        SchoolContacts = Feed("school-contacts.ndjson");
        Population = Feed("population.ndjson");
        Health = Feed("health.ndjson");
        Organisations = Page("organisations");
        Persons = Page("persons");
        Placements = Page("placements");
        Duties = Page("duties");
    }

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("kronobarn-county-").FullName;
    internal CountySummary Summary { get; }
    public IReadOnlyList<JsonElement> Directory { get; }
    public IReadOnlyList<JsonElement> SchoolContacts { get; }
    public IReadOnlyList<JsonElement> Population { get; }
    public IReadOnlyList<JsonElement> Health { get; }
    public IReadOnlyList<JsonElement> Organisations { get; }
    public IReadOnlyList<JsonElement> Persons { get; }
    public IReadOnlyList<JsonElement> Placements { get; }
    public IReadOnlyList<JsonElement> Duties { get; }

    public IEnumerable<JsonElement> Enrolments => Persons.SelectMany(person => person.List("enrolments"));

    public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);

    public IReadOnlyList<JsonElement> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(Folder, file)).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    public IReadOnlyList<JsonElement> Page(string kind)
    {
        using var page = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "ss12000", kind + ".json")));
        return page.RootElement.Clone().List("data");
    }

    private JsonElement[] Feed(string file) => [.. Lines(file).Skip(1).SkipLast(1)];
}

internal static class JsonReading
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static bool Is(this JsonElement json, string type) => json.Text("type").Equals(type, StringComparison.Ordinal);

    public static string Reference(this JsonElement json, string name) => json.GetProperty(name).Text("id");

    public static DateOnly? Day(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var day) ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd") : null;

    public static IReadOnlyList<JsonElement> List(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
}
