using System.Text.Json;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>Who asks for everything about one child, and what the asker is to it.</summary>
/// <param name="Caller">The head of a unit, or one of the family.</param>
/// <param name="Relations">By what every floor knows of the caller and the child, when the policy was asked.</param>
public sealed record ExtractAsk(Guid ChildId, Caller Caller, Relations Relations);

/// <summary>
/// One piece of an extract (registerutdrag): a record, or one version of it. What is missing in a record is not among the fields.
/// </summary>
/// <param name="Kind">What it is, in the words of the API.</param>
/// <param name="Title">The same in Swedish, for whoever reads it on paper.</param>
/// <param name="Organisation">Where it stands: an organisation's slug, or <c>responsibility</c> or <c>collaboration</c>.</param>
/// <param name="UnitId">Whose it is; missing where no unit may be named.</param>
/// <param name="RecordedAt">When it was recorded, UTC; missing where nobody noted it.</param>
public sealed record ExtractSection(string Kind, string Title, string Organisation, string? UnitId, DateTimeOffset? RecordedAt, IReadOnlyList<ExtractField> Fields)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    /// <param name="record">Its members become the fields: one inside another by a full stop, <c>held.outcome</c>, one of several by its number, <c>views[1].words</c>.</param>
    public static ExtractSection Of(string kind, string title, string organisation, string? unitId, DateTimeOffset? recordedAt, object record)
    {
        var fields = new List<ExtractField>();
        Flatten(JsonSerializer.SerializeToNode(record, record.GetType(), Names), "", fields);
        return new ExtractSection(kind, title, organisation, unitId, recordedAt, fields);
    }

    private static void Flatten(JsonNode? node, string name, List<ExtractField> fields)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (member, value) in members)
                    Flatten(value, name.Length == 0 ? member : $"{name}.{member}", fields);
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    Flatten(items[i], string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}[{i + 1}]"), fields);
                break;
            case JsonValue value:
                fields.Add(new ExtractField(name, value.TryGetValue<string>(out var text) ? text : value.ToJsonString()));
                break;
        }
    }
}

/// <summary>One thing that a record says, as text: days as yyyy-MM-dd, instants in UTC by ISO 8601.</summary>
public sealed record ExtractField(string Name, string Value);

/// <summary>
/// What one floor has about a child. Found by the container and asked one after the other; a floor, or a table, that is new adds one of these and nothing else.
/// Each reads what it shows, and whatever lets it be shown, in one snapshot of its own store.
/// </summary>
public interface IExtractPart
{
    /// <summary>Its place in the extract, the lowest first: an extract of the same things has the same content.</summary>
    int Place { get; }

    /// <returns>Nothing, where the asker may have nothing of it.</returns>
    Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel);
}
