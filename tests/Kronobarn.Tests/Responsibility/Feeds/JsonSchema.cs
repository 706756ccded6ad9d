using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>As much of JSON Schema 2020-12 as Skolverket's schemas use. Throws on a keyword that it does not know, rather than pass it by.</summary>
internal sealed class JsonSchema
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal) { "$schema", "$id", "title", "description" };
    private readonly Dictionary<string, JsonObject> _byId = new(StringComparer.Ordinal);

    private JsonSchema()
    {
    }

    public static JsonSchema Skolverket()
    {
        var schemas = new JsonSchema();
        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            var schema = JsonNode.Parse(TestNumbers.Resource(name["feeds/".Length..]))!.AsObject();
            schemas._byId.Add((string)schema["$id"]!, schema);
        }

        Assert.True(schemas._byId.Count >= 15);
        return schemas;
    }

    /// <summary>The schema itself, or the one that it refers to.</summary>
    public JsonObject Resolve(JsonNode schema)
        => schema["$ref"] is { } reference ? _byId[(string)reference!] : schema.AsObject();

    public JsonObject ById(string id) => _byId[id];

    /// <summary>The paths at which a value breaks a schema; empty when it is valid.</summary>
    public IReadOnlyList<string> Faults(string id, JsonNode? value)
    {
        var faults = new List<string>();
        Check(_byId[id], value, "", faults);
        return faults;
    }

    public bool Holds(JsonNode schema, JsonNode? value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        return faults.Count == 0;
    }

    private void Check(JsonNode node, JsonNode? value, string path, List<string> faults)
    {
        foreach (var (keyword, rule) in node.AsObject())
        {
            if (!Annotations.Contains(keyword) && !Keyword(node.AsObject(), keyword, rule!, value, path, faults))
                faults.Add(path);
        }
    }

    private bool Keyword(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string path, List<string> faults)
    {
        switch (keyword)
        {
            case "$ref":
                Check(_byId[(string)rule!], value, path, faults);
                return true;
            case "type":
                return rule is JsonArray many ? many.Any(t => IsOf((string)t!, value)) : IsOf((string)rule!, value);
            case "enum":
                return rule.AsArray().Any(choice => JsonNode.DeepEquals(choice, value));
            case "const":
                return JsonNode.DeepEquals(rule, value);
            case "required":
                faults.AddRange(value is JsonObject told ? rule.AsArray().Select(n => (string)n!).Where(n => !told.ContainsKey(n)).Select(n => Join(path, n)) : []);
                return true;
            case "properties":
                foreach (var (name, member) in value as JsonObject ?? [])
                {
                    if (rule[name] is { } ruled)
                        Check(ruled, member, Join(path, name), faults);
                }

                return true;
            case "items":
                for (var i = 0; value is JsonArray list && i < list.Count; i++)
                    Check(rule, list[i], $"{path}[{i}]", faults);
                return true;
            case "minItems":
                return value is not JsonArray array || array.Count >= (int)rule;
            case "minimum":
                return !IsOf("number", value) || Number(value) >= Number(rule);
            case "maximum":
                return !IsOf("number", value) || Number(value) <= Number(rule);
            case "pattern":
                return !IsOf("string", value) || Regex.IsMatch((string)value!, (string)rule!, RegexOptions.None, TimeSpan.FromSeconds(1));
            case "format":
                return !IsOf("string", value) || (string?)rule is not "uuid" || Guid.TryParseExact((string)value!, "D", out _);
            case "allOf":
                foreach (var part in rule.AsArray())
                    Check(part!, value, path, faults);
                return true;
            case "if":
                if (Holds(rule, value))
                    Check(schema["then"]!, value, path, faults);
                return true;
            case "then":
                return true;
            default:
                throw new NotSupportedException(keyword);
        }
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && decimal.IsInteger(Number(value)),
        _ => throw new NotSupportedException(type),
    };

    // A number made in code holds its own type, so it is read by its text.
    private static decimal Number(JsonNode? value) => decimal.Parse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
