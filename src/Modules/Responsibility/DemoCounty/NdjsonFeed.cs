using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Writes one NDJSON feed: the header, the records, and the end line that says how many there were.</summary>
internal sealed class NdjsonFeed : IDisposable
{
    // Swedish letters stay letters: the feeds are read by people too.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly FileStream _file;
    private readonly Utf8JsonWriter _json;
    private int _records;

    public NdjsonFeed(string path, string feed, DateOnly createdOn)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        _json = new Utf8JsonWriter(_file, Options);
        Line(json =>
        {
            json.WriteString("feed", feed);
            json.WriteNumber("version", 1);
            json.WriteString("createdAt", createdOn.ToString("yyyy-MM-dd'T02:00:00Z'", CultureInfo.InvariantCulture));
        });
    }

    public void Record(string type, string id, Action<Utf8JsonWriter> members)
    {
        _records++;
        Line(json =>
        {
            json.WriteString("type", type);
            json.WriteString("id", id);
            members(json);
        });
    }

    public void Dispose()
    {
        Line(json =>
        {
            json.WriteBoolean("end", true);
            json.WriteNumber("records", _records);
        });
        _json.Dispose();
        _file.Dispose();
    }

    private void Line(Action<Utf8JsonWriter> members)
    {
        _json.WriteStartObject();
        members(_json);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _file.WriteByte((byte)'\n');
    }
}

/// <summary>The shapes that the feeds share.</summary>
internal static class FeedJson
{
    public static void WriteDay(this Utf8JsonWriter json, string name, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    /// <summary>Leaves the member out when there is no such day.</summary>
    public static void WriteDay(this Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
            json.WriteDay(name, known);
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    public static void WriteGuardian(this Utf8JsonWriter json, Guardian guardian)
    {
        json.WriteStartObject();
        json.WriteString("personnummer", guardian.Number);
        json.WriteString("givenName", guardian.GivenName);
        json.WriteString("familyName", guardian.FamilyName);
        json.WriteEndObject();
    }
}
