using System.Globalization;
using System.Text.Json;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Shell.Forms;

/// <summary>
/// A form that was sent, and what was wrong with it. Everything that was typed stays as it was typed, so that it can be shown again whatever happens.
/// Fields bear the names of the message's members: what the pipeline finds wrong finds its field by itself.
/// </summary>
public sealed class Form
{
    /// <summary>The hidden fields that every form has; nothing of theirs is ever kept in a draft.</summary>
    public const string ActionField = "_action", KeyField = "_key", TokenField = "__RequestVerificationToken";

    /// <summary>After a collision: the names of the fields that have two texts, what is chosen for each, and the stored text as it was shown.</summary>
    internal const string CollidedField = "_collided", TakeField = "_take.", StoredField = "_stored.", TakeStored = "stored", TakeMine = "mine";

    /// <summary>Sent by a script while somebody writes: the answer is shown on the same page, and leads nowhere by itself.</summary>
    public const string BackgroundField = "_background";

    public static readonly Form None = new(new Dictionary<string, string[]>(StringComparer.Ordinal), null, Words.Swedish);

    private readonly Dictionary<string, List<string>> faults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> fields;
    private readonly IFormFileCollection? files;
    private readonly Words words;

    public Form(IReadOnlyDictionary<string, string[]> sent, IFormFileCollection? files, Words words)
    {
        (fields, this.files, this.words) = (sent.ToDictionary(StringComparer.Ordinal), files, words);
        Action = fields.GetValueOrDefault(ActionField)?[0] ?? "";
        Key = fields.GetValueOrDefault(KeyField)?[0];
        Settle();
    }

    /// <summary>Which form of the page; empty when none was sent.</summary>
    public string Action { get; }

    public bool IsSent => Action.Length > 0;

    /// <summary>Made with the form and sent with it, so that a form that is sent twice has one effect.</summary>
    public string? Key { get; }

    public IReadOnlyDictionary<string, string[]> Fields => fields;

    /// <summary>What is wrong, by field, in the visitor's language.</summary>
    public IReadOnlyDictionary<string, List<string>> Faults => faults;

    /// <summary>What is wrong with the whole, in the visitor's language.</summary>
    public string? Fault { get; private set; }

    /// <summary>Someone else has saved in between: each field is shown beside what is stored now.</summary>
    public bool IsCollision { get; private set; }

    public bool HasFaults => faults.Count > 0 || Fault is not null;

    public bool Has(string name) => fields.GetValueOrDefault(name)?.Any(value => value.Length > 0) ?? false;

    /// <summary>As it was typed, without space around it; empty when nothing was.</summary>
    public string Text(string name) => (fields.GetValueOrDefault(name)?[0] ?? "").Trim().ReplaceLineEndings("\n");

    public string? Optional(string name) => Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>All chosen values of a field.</summary>
    public string[] Many(string name) => [.. (fields.GetValueOrDefault(name) ?? []).Where(value => value.Length > 0)];

    public bool Yes(string name) => Text(name) is "true" or "on" or "yes";

    public DateOnly Day(string name) => OptionalDay(name) ?? Wrong(name, Has(name) ? "day" : "missing", DateOnly.MinValue);

    public DateOnly? OptionalDay(string name) => Optional(name) is not { } text ? null
        : DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Wrong(name, "day", (DateOnly?)null);

    public TimeOnly Time(string name) =>
        TimeOnly.TryParseExact(Text(name), ["HH:mm", "H:mm", "HH.mm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : Wrong(name, Has(name) ? "time" : "missing", TimeOnly.MinValue);

    public int Number(string name) => OptionalNumber(name) ?? Wrong(name, Has(name) ? "number" : "missing", 0);

    public int? OptionalNumber(string name) => Optional(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : Wrong(name, "number", (int?)null);

    public Guid Id(string name) => Guid.TryParse(Text(name), out var id) ? id : Wrong(name, "missing", Guid.Empty);

    public Guid? OptionalId(string name) => Has(name) ? Id(name) : null;

    /// <summary>A file that was chosen, or nothing.</summary>
    public IFormFile? File(string name) => files?.GetFile(name);

    /// <summary>Says at the field what is wrong with it.</summary>
    /// <param name="text">In the visitor's language.</param>
    public void Wrong(string name, string text)
    {
        if (!faults.TryGetValue(name, out var told))
            faults[name] = told = [];
        if (!told.Contains(text, StringComparer.Ordinal))
            told.Add(text);
    }

    /// <summary>Says what is wrong with the whole.</summary>
    public void Wrong(string text) => Fault = text;

    /// <summary>Where the message's member is called otherwise than the field: what is wrong with the one is told at the other.</summary>
    public void Names(string member, string field) => names[member] = field;

    /// <summary>Stops before a message is sent, when something that was read of the form so far was not what it should be.</summary>
    public void Check()
    {
        if (HasFaults)
            throw new Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal));
    }

    /// <summary>Takes in what the pipeline said no to.</summary>
    /// <returns>The status of the page that says so, or <c>null</c> for what is not the form's fault.</returns>
    internal int? Takes(Exception e)
    {
        switch (e)
        {
            case Invalid invalid:
                foreach (var (field, told) in invalid.Fields)
                {
                    foreach (var text in told)
                        Wrong(names.GetValueOrDefault(field) ?? Own(field), words.Fault(text));
                }

                return StatusCodes.Status400BadRequest;
            case Refused refused:
                Fault = words.Refusal(refused.Code);
                return StatusCodes.Status409Conflict;
            case StaleVersion:
                IsCollision = true;
                Fault = words["form.collision"];
                return StatusCodes.Status412PreconditionFailed;
            case KeyReused:
                Fault = words["form.sent-before"];
                return StatusCodes.Status422UnprocessableEntity;
            case StoreUnavailable:
                Fault = words["form.store-unavailable"];
                return StatusCodes.Status503ServiceUnavailable;
            default:
                return null;
        }
    }

    /// <summary>What a draft keeps: everything that a person has typed or chosen.</summary>
    public static Dictionary<string, string[]> Typed(IFormCollection form) => form
        .Where(field => field.Key is not (ActionField or KeyField or TokenField) && !field.Key.StartsWith('_'))
        .ToDictionary(field => field.Key, field => field.Value.Select(value => value ?? "").ToArray(), StringComparer.Ordinal);

    // Of two texts the one holds that was chosen. Nobody's is taken in silence: a form that leaves one open comes back and asks.
    private void Settle()
    {
        foreach (var name in Many(CollidedField))
        {
            if (Text($"{TakeField}{name}") == TakeStored)
                fields[name] = fields.GetValueOrDefault($"{StoredField}{name}") ?? [];
            else if (Text($"{TakeField}{name}") != TakeMine)
                Wrong(name, words["form.choose-text"]);
        }

        if (faults.Count > 0)
            (IsCollision, Fault) = (true, words["form.collision"]);
    }

    // A member of a member (opening.NextFollowUp) stands in the form by its last name.
    private string Own(string member)
    {
        if (fields.ContainsKey(member))
            return member;
        var last = JsonNamingPolicy.CamelCase.ConvertName(member[(member.LastIndexOf('.') + 1)..]);
        return names.GetValueOrDefault(last) ?? last;
    }

    private T Wrong<T>(string name, string fault, T none)
    {
        Wrong(name, words[$"fault.{fault}"]);
        return none;
    }
}

/// <summary>One form on a page: tells its fields what to show.</summary>
/// <param name="Action">The form's name on the page.</param>
/// <param name="Sent">What was sent, where it was this form.</param>
/// <param name="Draft">What was typed before and not sent.</param>
public sealed record FormScope(string Action, Form? Sent, Draft? Draft)
{
    public bool IsCollision => Sent?.IsCollision ?? false;

    /// <summary>What was sent, else what the draft has, else what is stored.</summary>
    public string? Value(string name, string? stored) =>
        Sent is not null ? Sent.Fields.GetValueOrDefault(name)?[0] : Draft is not null && Draft.Fields.TryGetValue(name, out var kept) ? kept[0] : stored;

    public IReadOnlyList<string> Values(string name, IReadOnlyList<string> stored) =>
        Sent is not null ? Sent.Fields.GetValueOrDefault(name) ?? [] : Draft is not null ? Draft.Fields.GetValueOrDefault(name) ?? [] : stored;

    /// <summary>The version that a text was written upon; only whoever has seen both texts writes upon the one that is stored now.</summary>
    public string? Version(string name, string? stored) => IsCollision ? stored : Value(name, stored);

    /// <summary>What was chosen of two texts, as long as it is the same two.</summary>
    public string? Taken(string name, IReadOnlyList<string> stored) =>
        Sent?.Fields.GetValueOrDefault($"{Form.StoredField}{name}") is { } seen && seen.Select(text => text.ReplaceLineEndings("\n")).SequenceEqual(stored, StringComparer.Ordinal) ? Sent.Optional($"{Form.TakeField}{name}") : null;

    public IReadOnlyList<string> Faults(string name) => Sent?.Faults.GetValueOrDefault(name) is { } faults ? faults : [];
}
