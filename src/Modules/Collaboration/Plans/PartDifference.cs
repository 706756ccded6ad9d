using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kronobarn.Collaboration;

/// <summary>The difference between two versions of a part, field by field, for people to read. Pure.</summary>
internal static class PartDifference
{
    /// <param name="before">None: it was not there.</param>
    /// <param name="after">None: it is there no more.</param>
    public static IReadOnlyList<GetPlanChanges.FieldChange> Of(PartContent? before, PartContent? after)
    {
        var (was, now) = (Fields(before), Fields(after));
        return
        [
            .. from field in was.Keys.Union(now.Keys, StringComparer.Ordinal)
               let change = new GetPlanChanges.FieldChange(field, was.GetValueOrDefault(field), now.GetValueOrDefault(field))
               where change.Before != change.After
               select change,
        ];
    }

    // A part is one object with flat fields: { "goal": { "text": …, "evidence": … } }.
    private static Dictionary<string, string?> Fields(PartContent? content) => content is null ? []
        : JsonNode.Parse(content.Text())!.AsObject().Single().Value!.AsObject().ToDictionary(field => field.Key, field => Text(field.Value), StringComparer.Ordinal);

    private static string? Text(JsonNode? value) => value is null ? null : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
