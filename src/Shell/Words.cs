using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Kronobarn.Kernel;

namespace Kronobarn.Shell;

/// <summary>
/// The words of one language: one file in <c>Texts/</c>, named by its code. A further language is one file more.
/// A text that a language lacks is Swedish. Placeholders are <c>{0}</c>, <c>{1}</c>.
/// </summary>
public sealed class Words
{
    private const string StaffTexts = "texts/staff.json";

    /// <summary>Every language, in the order in which they are offered.</summary>
    public static IReadOnlyList<Words> All { get; } = Read();

    public static Words Swedish { get; } = All.First(words => words.Code == "sv");

    /// <summary>Swedish with what the modules say to people at work, so that a rule's answer to a rektor is never the answer that a family reads.</summary>
    public static Words Staff { get; private set; } = Swedish;

    private readonly FrozenDictionary<string, string> texts;

    private Words(string code, FrozenDictionary<string, string> texts)
    {
        (Code, this.texts) = (code, texts);
        Culture = CultureInfo.GetCultureInfo(texts["_culture"]);
    }

    /// <summary>The file's name: sv, sv-easy, en, ar.</summary>
    public string Code { get; }

    /// <summary>What the language calls itself.</summary>
    public string Name => texts["_name"];

    /// <summary>For the page's <c>lang</c>.</summary>
    public string Tag => texts["_lang"];

    /// <summary>ltr or rtl.</summary>
    public string Direction => texts["_dir"];

    private bool IsRightToLeft => Direction == "rtl";

    /// <summary>A name as it stands, whichever way the line runs: its commas and digits stay its own (Unicode's first strong isolate).</summary>
    public string Isolated(string name) => IsRightToLeft ? $"\u2068{name}\u2069" : name;

    /// <summary>How days and numbers are written.</summary>
    public CultureInfo Culture { get; }

    public IEnumerable<string> Keys => texts.Keys;

    public string this[string key] => texts.TryGetValue(key, out var text) ? text : Swedish.texts.GetValueOrDefault(key) ?? key;

    public string this[string key, params object?[] values] => string.Format(Culture, this[key], IsRightToLeft ? [.. values.Select(value => value is string text ? Isolated(text) : value)] : values);

    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>The language with this code, or Swedish.</summary>
    public static Words Of(string? code) => All.FirstOrDefault(words => string.Equals(words.Code, code, StringComparison.Ordinal)) ?? Swedish;

    public string Day(DateOnly day) => day.ToString(texts["_day"], Culture);

    public string? Day(DateOnly? day) => day is { } known ? Day(known) : null;

    /// <summary>An instant as a Swedish day and the time of that day.</summary>
    public string Moment(DateTimeOffset instant) => $"{Day(Clock.DayOf(instant))} {Clock.TimeOf(instant).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>What a rule found wrong: rules speak English, because integrators read them; people get their own language.</summary>
    public string Fault(string english) => Faults.Of(this, english);

    /// <summary>Why a rule of the model said no.</summary>
    public string Refusal(string code) => Has($"refused.{code}") || Swedish.Has($"refused.{code}") ? this[$"refused.{code}"] : this["refused"];

    /// <summary>
    /// Takes in what modules say to people at work, who read Swedish alone: <c>Texts/staff.json</c> of each. Keys are <c>notice.{key}</c>, <c>refused.{code}</c> and
    /// <c>fault:{the rule's English sentence}</c>.
    /// </summary>
    internal static void Learn(IEnumerable<System.Reflection.Assembly> modules)
    {
        var all = Swedish.texts.ToDictionary(StringComparer.Ordinal);
        foreach (var module in modules.Where(module => module.GetManifestResourceInfo(StaffTexts) is not null))
        {
            foreach (var (key, text) in Texts(module, StaffTexts))
                all[key] = text;
        }

        Staff = new Words(Swedish.Code, all.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static IReadOnlyList<Words> Read()
    {
        var assembly = typeof(Words).Assembly;
        return [.. from resource in assembly.GetManifestResourceNames()
                   where resource.StartsWith("texts/", StringComparison.Ordinal)
                   let texts = Texts(assembly, resource)
                   let words = new Words(resource["texts/".Length..^".json".Length], texts)
                   orderby int.Parse(texts["_order"], CultureInfo.InvariantCulture)
                   select words];
    }

    private static FrozenDictionary<string, string> Texts(System.Reflection.Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream, JsonSerializerOptions.Strict)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
