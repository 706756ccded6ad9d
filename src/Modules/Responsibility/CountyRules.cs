using System.Globalization;
using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Responsibility;

/// <summary>
/// What every child's timeline is drawn with: the schedule of rule sets (<c>Kronobarn:RuleSets</c>), the county's municipalities
/// (<c>Kronobarn:Municipalities</c>) and the default units of the directory.
/// </summary>
internal sealed class CountyRules(IConfiguration configuration, IUnits units) : ICounty
{
    public const string DefaultRuleSet = "faq-2022-02-23";

    private readonly IReadOnlyList<string> codes = configuration.GetSection("Kronobarn:Municipalities").Get<string[]>() is { Length: > 0 } served ? served : Responsibility.County.KronobergCodes;

    public IReadOnlyList<string> Municipalities => codes;

    public RuleSchedule Schedule { get; } = ReadSchedule(configuration.GetSection("Kronobarn:RuleSets"));

    public async Task<County> County(CancellationToken cancel) => new(codes, (await units.Defaults(cancel)).Select(d =>
        new DefaultUnit(d.Municipality, d.Organisation, d.UnitId, d.From, d.To)));

    public static IRuleSet RuleSet(string id) => RuleSets.ById.TryGetValue(id, out var set)
        ? set
        : throw new ArgumentException($"There is no rule set '{id}'. Known: {string.Join(", ", RuleSets.ById.Keys.Order(StringComparer.Ordinal))}.", nameof(id));

    private static RuleSchedule ReadSchedule(IConfigurationSection section)
    {
        var entries = section.GetChildren().Select(entry => (
            From: DateOnly.ParseExact(entry["From"] ?? throw new InvalidOperationException("Kronobarn:RuleSets: an entry has no From."), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Set: RuleSet(entry["Id"] ?? throw new InvalidOperationException("Kronobarn:RuleSets: an entry has no Id.")))).ToList();
        return entries.Count == 0 ? RuleSchedule.Always(RuleSet(DefaultRuleSet)) : new RuleSchedule(entries);
    }
}
