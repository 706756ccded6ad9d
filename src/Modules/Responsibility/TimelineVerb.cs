using System.Text.Json;
using System.Text.Json.Serialization;
using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>
/// The chain of barnensbästa-ansvar for children in a file, without any store: to try the rules, and to compare rule sets.
/// </summary>
internal sealed class TimelineVerb : IVerb
{
    public static string Name => "timeline";

    public static string Help =>
        "[FILE or -] [--rules ID] [--units FILE]: NDJSON in, a child's facts a line; NDJSON out, its timeline, in the same order. "
        + $"Rules: {string.Join(", ", RuleSets.ById.Keys.Order(StringComparer.Ordinal))} (default {CountyRules.DefaultRuleSet}). "
        + "Units: {\"0780\":{\"childHealthCare\":\"BVC-9\",\"kaa\":\"KAA-1\"}}; a municipality or kind left out has no default unit "
        + "(alert unit-missing); without --units they are BVC-{code} and KAA-{code}.";

    public static Task<int> Run(VerbContext context) =>
        Run(context.Args, context.In, context.Out, context.Error, County.KronobergCodes, context.Cancel);

    public static async Task<int> Run(
        string[] args, Stream input, Stream output, TextWriter error, IReadOnlyList<string> municipalities, CancellationToken cancel)
    {
        if (Options.Parse(args, out var fault) is not { } options)
            return await Refuse(2, $"{fault}\n{Name} {Help}");
        if (!RuleSets.ById.TryGetValue(options.Rules, out var rules))
            return await Refuse(2, $"No rule set {options.Rules}.\n{Name} {Help}");

        County county;
        try
        {
            county = options.Units is null ? ByCode(municipalities) : new County(municipalities, await ReadUnits(options.Units, cancel));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await Refuse(2, $"Cannot read {options.Units}.\n{Name} {Help}");
        }
        catch (JsonException)
        {
            return await Refuse(1, $"{options.Units} is not JSON of the form {{\"0780\":{{\"childHealthCare\":\"BVC-9\",\"kaa\":\"KAA-1\"}}}}.");
        }

        Stream children;
        try
        {
            children = options.File is "-" ? input : new FileStream(options.File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await Refuse(2, $"Cannot read {options.File}.\n{Name} {Help}");
        }

        try
        {
            return await new TimelineStream(RuleSchedule.Always(rules), county).Run(children, output, error, cancel) ? 0 : 1;
        }
        finally
        {
            if (children != input)
                await children.DisposeAsync();
        }

        async Task<int> Refuse(int exit, string message)
        {
            await error.WriteLineAsync(message.AsMemory(), cancel);
            return exit;
        }
    }

    private static County ByCode(IReadOnlyList<string> municipalities) => new(municipalities, municipalities.SelectMany(code => new[]
    {
        DefaultUnit.Undated(code, Organisation.ChildHealthCare, $"BVC-{code}"),
        DefaultUnit.Undated(code, Organisation.Kaa, $"KAA-{code}"),
    }));

    private static async Task<List<DefaultUnit>> ReadUnits(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        var municipalities = await JsonSerializer.DeserializeAsync(stream, UnitsJson.Default.DictionaryStringUnits, cancel)
            ?? throw new JsonException();
        var defaults = new List<DefaultUnit>();
        foreach (var (code, units) in municipalities)
        {
            if (units is null or { ChildHealthCare: "" } or { Kaa: "" })
                throw new JsonException();
            if (units.ChildHealthCare is { } childHealthCare)
                defaults.Add(DefaultUnit.Undated(code, Organisation.ChildHealthCare, childHealthCare));
            if (units.Kaa is { } kaa)
                defaults.Add(DefaultUnit.Undated(code, Organisation.Kaa, kaa));
        }
        return defaults;
    }

    private sealed record Options(string File, string Rules, string? Units)
    {
        public static Options? Parse(string[] args, out string fault)
        {
            string? file = null, rules = null, units = null;
            for (var i = 0; i < args.Length; i++)
            {
                var isOption = args[i].StartsWith("--", StringComparison.Ordinal);
                if (isOption && (args[i] is not ("--rules" or "--units") || i + 1 == args.Length))
                {
                    fault = args[i] is "--rules" or "--units" ? $"{args[i]} needs a value." : $"Unknown option {args[i]}.";
                    return null;
                }
                ref var target = ref args[i] is "--rules" ? ref rules : ref args[i] is "--units" ? ref units : ref file;
                if (target is not null)
                {
                    fault = isOption ? $"{args[i]} is given twice." : "More than one file.";
                    return null;
                }
                target = isOption ? args[++i] : args[i];
            }
            fault = "";
            return new Options(file ?? "-", rules ?? CountyRules.DefaultRuleSet, units);
        }
    }
}

/// <summary>One municipality's default units in the file behind <c>--units</c>.</summary>
internal sealed record Units(string? ChildHealthCare, string? Kaa);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Dictionary<string, Units?>))]
internal sealed partial class UnitsJson : JsonSerializerContext;
