using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// Reads an NDJSON feed once, from its header to its end line, and answers only when the whole of it was there. A line that is not
/// JSON means that the feed is broken as a whole; a record that breaks a rule is rejected alone.
/// </summary>
internal static class FeedReader
{
    /// <summary>Makes a record of the members, or null when the type is not one of this feed's.</summary>
    internal delegate TRecord? Parser<TRecord>(string type, string id, RecordFields fields)
        where TRecord : FeedRecord;

    private static readonly JsonDocumentOptions NothingTwice = new() { AllowDuplicateProperties = false };

    public static async Task<Feed<TRecord>> ReadAsync<TRecord>(
        string kind, Stream stream, FeedContext context, Parser<TRecord> parser, CancellationToken cancellation)
        where TRecord : FeedRecord
    {
        using var lines = new FeedLines(stream);
        if (!await lines.NextAsync(cancellation))
            throw new FeedRefused("line 1", "empty, no header");
        var createdAt = Header(kind, lines);

        var editions = new FeedEditions<TRecord>();
        var check = new RecordCheck(context);
        var read = 0;
        while (await lines.NextAsync(cancellation))
        {
            using var line = Json(lines, out var twice);
            if (!twice && IsEnd(line.RootElement))
            {
                End(line.RootElement, lines.Number, read);
                if (await lines.NextAsync(cancellation))
                    throw new FeedRefused($"line {lines.Number}", "something stands after the end line");
                return editions.ToFeed(kind, createdAt, read);
            }

            read++;
            if (twice)
                check.Fault("", "a member stands twice, or has a name that is not Unicode text");
            Record(line.RootElement, lines.Number, check, parser, editions);
            check.Reset();
        }

        throw new FeedRefused($"line {lines.Number}", "cut off, no end line");
    }

    private static void Record<TRecord>(
        JsonElement record, int line, RecordCheck check, Parser<TRecord> parser, FeedEditions<TRecord> editions)
        where TRecord : FeedRecord
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            editions.Reject("", "", line, "", "not an object");
            return;
        }

        var fields = new RecordFields(record, check);
        var (type, id, revision) = ("", "", default(int?));
        TRecord? parsed = null;
        try
        {
            type = fields.Text("type", Longest.RecordId);
            id = fields.Text("id", Longest.RecordId);
            revision = fields.WholeOrNull("revision", 1, int.MaxValue);
            check.Content.Clear();
            check.Content.Add(type);
            check.Content.Add(id);
            if (type is not "withdraw")
            {
                parsed = parser(type, id, fields);
                fields.Require(parsed is not null, "type", "not a record of this feed");
            }

            fields.Done();
        }
        catch (InvalidOperationException)
        {
            check.Fault("", "a member stands twice, or has a name that is not Unicode text");
        }

        if (check.Field is { } field)
        {
            editions.Reject(parsed is null ? "" : type, id, line, field, check.Reason);
        }
        else if (parsed is null)
        {
            editions.Withdraw(new Withdrawal(id, revision));
        }
        else
        {
            parsed.Origin = new RecordOrigin(id, revision ?? 1, line, check.Content.Finish());
            editions.Add(parsed, type);
        }
    }

    private static DateTimeOffset Header(string kind, FeedLines lines)
    {
        using var line = Json(lines, out var twice);
        var header = line.RootElement;
        if (header.ValueKind != JsonValueKind.Object || twice)
            throw new FeedRefused("line 1", "not a header");
        if (!Is(header, "feed", kind))
            throw new FeedRefused("line 1", $"not the header of a {kind} feed");
        if (!header.TryGetProperty("version", out var version)
            || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1)
            throw new FeedRefused("line 1", "not version 1");
        if (!header.TryGetProperty("createdAt", out var created)
            || created.ValueKind != JsonValueKind.String || !created.TryGetDateTimeOffset(out var at))
            throw new FeedRefused("line 1", "createdAt is not a time");
        if (header.GetPropertyCount() != 3)
            throw new FeedRefused("line 1", "unknown member in the header");
        return at;
    }

    private static bool IsEnd(JsonElement line)
        => line.ValueKind == JsonValueKind.Object && !line.TryGetProperty("type", out _) && line.TryGetProperty("end", out _);

    private static void End(JsonElement end, int line, int read)
    {
        var whole = end.GetProperty("end").ValueKind == JsonValueKind.True
            && end.GetPropertyCount() == 2
            && end.TryGetProperty("records", out var records)
            && records.ValueKind == JsonValueKind.Number;
        if (!whole)
            throw new FeedRefused($"line {line}", "not an end line");
        if (!end.GetProperty("records").TryGetInt32(out var told) || told != read)
            throw new FeedRefused($"line {line}", string.Create(CultureInfo.InvariantCulture, $"cut off, the end line does not tell {read} records"));
    }

    private static bool Is(JsonElement header, string name, string value)
        => header.TryGetProperty(name, out var told) && told.ValueKind == JsonValueKind.String && told.ValueEquals(value);

    private static JsonDocument Json(FeedLines lines, out bool twice)
    {
        if (!Utf8.IsValid(lines.Current.Span))
            throw new FeedRefused($"line {lines.Number}", "not UTF-8");
        try
        {
            twice = false;
            return JsonDocument.Parse(lines.Current, NothingTwice);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Either broken, or sound JSON with a key that stands twice or is not Unicode; only the second reading can tell.
            twice = true;
        }

        try
        {
            return JsonDocument.Parse(lines.Current);
        }
        catch (JsonException)
        {
            throw new FeedRefused($"line {lines.Number}", "not JSON, broken or cut off");
        }
    }
}
