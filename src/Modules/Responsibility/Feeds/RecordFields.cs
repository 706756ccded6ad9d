using System.Globalization;
using System.Text.Json;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// The members of one JSON object, read by name and checked as they are read. After a fault reading goes on with empty values, so that
/// the code for a record reads straight through and the caller asks once, at the end, whether the record is whole. A member that is
/// null is a member that is missing. Nothing here puts a value into a reason.
/// </summary>
internal sealed class RecordFields(JsonElement members, RecordCheck check, RecordFields? parent = null, string place = "", int index = -1)
{
    private static readonly DateOnly Earliest = new(1800, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);
    private readonly List<string> _asked = new(16);
    private int _found;

    public string Text(string name, int longest) => TextOrNull(name, longest) ?? Missing(name, "");

    public string? TextOrNull(string name, int longest)
    {
        var text = TextOrBlank(name, longest);
        Require(text is not null || Raw(name) is null, name, "blank");
        return text;
    }

    /// <summary>As <see cref="TextOrNull"/>, but a blank text is a missing one.</summary>
    public string? TextOrBlank(string name, int longest)
    {
        var text = Raw(name) is { } value ? String(name, value) : null;
        text = string.IsNullOrWhiteSpace(text) ? null : text;
        if (text?.Length > longest)
            Fault(name, $"longer than {longest} characters");
        else if (text is not null && text.AsSpan().ContainsAnyInRange('\0', '\x1F'))
            Fault(name, "has control characters");
        check.Content.Add(text);
        return text;
    }

    public DateOnly Date(string name) => DateOrNull(name) ?? Missing(name, default(DateOnly));

    public DateOnly? DateOrNull(string name)
    {
        DateOnly? date = null;
        if (Raw(name) is { } value && String(name, value) is { } text)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                && read >= Earliest && read <= Latest)
                date = read;
            else
                Fault(name, "not a date (YYYY-MM-DD)");
        }

        check.Content.Add(date);
        return date;
    }

    /// <summary>The first day after an inclusive end date. 9999-12-31 is how some systems write an open end.</summary>
    public DateOnly? DayAfterOrNull(string name)
        => Raw(name) is { ValueKind: JsonValueKind.String } value && value.ValueEquals("9999-12-31") ? null : DateOrNull(name)?.AddDays(1);

    /// <summary>A half-open interval <c>[from, to)</c>.</summary>
    public (DateOnly From, DateOnly? To) Interval()
    {
        var from = Date("from");
        var to = DateOrNull("to");
        Require(to is null || to > from, "to", "not after from");
        return (from, to);
    }

    public IdentityNumber Identity(string name) => IdentityOrNull(name) ?? Missing(name, default(IdentityNumber));

    public IdentityNumber? IdentityOrNull(string name)
    {
        IdentityNumber? number = null;
        if (Raw(name) is { } value && String(name, value) is { } text)
        {
            if (IdentityNumber.TryParse(text, check.Context.Today, check.Context.ReserveNumbers, out var read, out var fault))
                number = read;
            else
                Fault(name, IdentityNumber.Reason(fault));
        }

        check.Content.Add(number?.Value);
        return number;
    }

    public string Word(string name, IReadOnlySet<string> known)
    {
        var word = Text(name, 40);
        Require(known.Contains(word), name, "unknown value");
        return word;
    }

    public T? WordOrNull<T>(string name, IReadOnlyDictionary<string, T> known)
        where T : struct
    {
        if (TextOrNull(name, 40) is not { } word)
            return null;
        if (known.TryGetValue(word, out var meaning))
            return meaning;
        Fault(name, "unknown value");
        return null;
    }

    /// <summary>A municipality code (kommunkod): four digits. The member must be there; null is an answer of its own.</summary>
    public string? Municipality(string name)
    {
        if (!members.TryGetProperty(name, out _))
            Fault(name, "missing");
        return MunicipalityOrNull(name);
    }

    public string? MunicipalityOrNull(string name)
    {
        var code = TextOrNull(name, 40);
        Require(code is null || (code.Length == 4 && !code.AsSpan().ContainsAnyExceptInRange('0', '9')), name, "not four digits");
        return code;
    }

    public bool Flag(string name)
    {
        var value = Raw(name);
        Require(value is null or { ValueKind: JsonValueKind.True or JsonValueKind.False }, name, "not true or false");
        var flag = value is { ValueKind: JsonValueKind.True };
        check.Content.Add(flag ? 1 : 0);
        return flag;
    }

    public int? WholeOrNull(string name, int least, int most)
    {
        int? whole = null;
        if (Raw(name) is { } value)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var read) && read >= least && read <= most)
                whole = read;
            else
                Fault(name, $"not a whole number from {least} to {most}");
        }

        check.Content.Add(whole ?? -1);
        return whole;
    }

    public Guid Id(string name)
    {
        var id = Guid.Empty;
        if (Raw(name) is not { } value)
            Fault(name, "missing");
        else if (value.ValueKind != JsonValueKind.String || !Guid.TryParseExact(String(name, value), "D", out id))
            Fault(name, "not a UUID");
        check.Content.Add(id);
        return id;
    }

    /// <summary>The object in a member; null when it is missing.</summary>
    public RecordFields? ObjectOrNull(string name)
    {
        if (Raw(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new RecordFields(value, check, this, name);
        Fault(name, "not an object");
        return null;
    }

    /// <summary>The objects in a list member, at most so many of them; null when it is missing.</summary>
    public IReadOnlyList<RecordFields>? ListOrNull(string name, int most)
    {
        if (Raw(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most)
        {
            Fault(name, value.ValueKind == JsonValueKind.Array ? $"more than {most} elements" : "not a list");
            return null;
        }

        var list = new List<RecordFields>(value.GetArrayLength());
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
                Fault($"{name}[{list.Count}]", "not an object");
            else
                list.Add(new RecordFields(element, check, this, name, list.Count));
        }

        return list;
    }

    /// <summary>Puts the length of a list into the fingerprint.</summary>
    public void Count(int elements) => check.Content.Add(elements);

    /// <summary>A fault at this member unless it is so.</summary>
    public void Require(bool so, string name, string reason)
    {
        if (!so)
            Fault(name, reason);
    }

    /// <summary>A fault if the object has a member that nobody asked for.</summary>
    public void Done()
    {
        if (_found == members.GetPropertyCount())
            return;
        foreach (var member in members.EnumerateObject())
        {
            if (!_asked.Exists(member.NameEquals))
                Fault(ShownName(member), "unknown member");
        }
    }

    /// <summary>The member, or null when it is missing or null.</summary>
    public JsonElement? Raw(string name)
    {
        var there = members.TryGetProperty(name, out var value);
        if (!_asked.Contains(name))
        {
            _asked.Add(name);
            _found += there ? 1 : 0;
        }

        return there && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string? String(string name, JsonElement value)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: JSON allows it, Unicode does not.
        }

        Fault(name, "not a text");
        return null;
    }

    // A member's name is shown only when it looks like one: a source that keys by name or number must not reach a log through it.
    private static string ShownName(JsonProperty member)
    {
        try
        {
            var name = member.Name;
            var plain = name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetter);
            return plain ? name : "?";
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private void Fault(string name, string reason)
    {
        if (!check.Faulty)
            check.Fault(Path + name, reason);
    }

    // Built only for a fault: most records have none.
    private string Path => parent is null ? "" : parent.Path + place + (index < 0 ? "." : $"[{index}].");

    private T Missing<T>(string name, T nothing)
    {
        Fault(name, "missing");
        return nothing;
    }
}
