using System.Globalization;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>Makes random payloads that are valid by a schema. What a schema leaves open but the standard does not (numbers, dates, codes) is made real.</summary>
internal sealed class SchemaPayloads(JsonSchema schemas, Random random)
{
    private static readonly string[] Texts = ["", "Åsa", "  ", "Ö'Hara \"x\"", "李", "👩‍👧", "a/b\\c", "x-y_z.1"];
    private static readonly string[] SchoolTypes = ["FKLASS", "GR", "GRS", "SP", "SAM", "GY", "GYS", "FTH", "FS", "VUX", "okänd"];

    public JsonNode? Make(string id) => Make(schemas.ById(id), "");

    private JsonNode? Make(JsonNode node, string name)
    {
        var schema = schemas.Resolve(node);
        if (schema["enum"] is JsonArray choices)
            return choices[random.Next(choices.Count)]!.DeepClone();
        var type = schema["type"] is JsonArray types ? (string)types[random.Next(types.Count)]! : (string)schema["type"]!;
        return type switch
        {
            "object" => Object(schema),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next((int?)schema["minItems"] ?? 0, 4)).Select(_ => Make(schema["items"]!, name))]),
            "string" => Text(schema, name),
            "boolean" => random.Next(2) == 0,
            "null" => null,
            _ => random.Next((int?)schema["minimum"] ?? 0, ((int?)schema["maximum"] ?? 100) + 1),
        };
    }

    private JsonObject Object(JsonObject schema)
    {
        var made = new JsonObject();
        var required = Names(schema);
        foreach (var (name, member) in schema["properties"]!.AsObject())
        {
            if (required.Contains(name) || random.Next(10) < 7)
                made[name] = name is "value" && (string?)schema["$id"] is "/schemas/personCivicNo" ? Number() : Make(member!, name);
        }

        if (made.ContainsKey("nationality"))
            made["nationality"] = random.Next(2) == 0 ? "SE" : null;
        if (made.ContainsKey("enroledAt"))
            Dates(made);
        foreach (var rule in schema["allOf"]?.AsArray() ?? [])
        {
            if (!schemas.Holds(rule!["if"]!, made))
                continue;
            foreach (var name in Names(rule["then"]!))
                made[name] = Make(rule["then"]!["properties"]![name]!, name);
        }

        made["x-" + random.Next(100).ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["any"] = new JsonArray(1, null, "text") };
        return made;
    }

    private JsonValue Text(JsonObject schema, string name) => JsonValue.Create(name switch
    {
        "schoolType" => SchoolTypes[random.Next(SchoolTypes.Length)],
        "schoolUnitCode" => random.Next(10_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture),
        "dutyRole" => random.Next(2) == 0 ? "Rektor" : "Lärare",
        _ when (string?)schema["format"] is "uuid" => Guid.NewGuid().ToString(),
        _ => Texts[random.Next(Texts.Length)],
    });

    private void Dates(JsonObject enrolment)
    {
        var from = new DateOnly(2025, 8, 18).AddDays(random.Next(-2000, 1000));
        enrolment["startDate"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (random.Next(2) == 0)
            enrolment["endDate"] = random.Next(3) == 0 ? null : from.AddDays(random.Next(400)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private JsonValue Number() => JsonValue.Create(TestNumbers.Sample[random.Next(TestNumbers.Sample.Count)]);

    private static HashSet<string> Names(JsonNode schema)
        => (schema["required"]?.AsArray() ?? []).Select(n => (string)n!).ToHashSet(StringComparer.Ordinal);
}
