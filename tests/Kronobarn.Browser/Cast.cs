using System.Globalization;
using System.Text.Json.Nodes;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Browser;

/// <summary>The people of a story: a pupil, both guardians, and those who work around them.</summary>
internal sealed record Cast(Guid Child, string ChildNumber, string ChildName, string Mother, string Father, AssignmentInfo Rektor, AssignmentInfo SocialWorker, AssignmentInfo Reporter)
{
    // One more than the highest number that a test has.
    private const int Enough = 17;

    /// <summary>
    /// Pupils of the demo county with two guardians, whom the school holds; so many that each story has a child of its own. Chosen on the first day, before any story begins:
    /// later some are older and some have moved on, and two stories would meet in one child. No two share a guardian or a reporter, and the first ones no rektor either: a person has one draft
    /// of a form, and one list of what waits.
    /// </summary>
    public static async Task<IReadOnlyList<Cast>> All(County county)
    {
        var (casts, taken) = (new List<Cast>(), new HashSet<string>(StringComparer.Ordinal));
        var (register, families, clock) = (county.Services.GetRequiredService<IResponsibility>(), county.Services.GetRequiredService<IFamilies>(), county.Services.GetRequiredService<Clock>());
        var staff = await county.Assignments();
        foreach (var line in File.ReadLines(Path.Combine(county.Folder, "feeds", "demo", "population.ndjson")))
        {
            var record = JsonNode.Parse(line)!;
            if (record["type"]?.GetValue<string>() != "birth" || record["guardians"] is not JsonArray { Count: 2 } guardians || !IsPupil(record, clock.Today))
                continue;
            var number = record["personnummer"]!.GetValue<string>();
            if (await register.ChildWith(number, CancellationToken.None) is not { } child || await families.Of(child.ChildId, CancellationToken.None) is not { HidesPlaces: false, Guardians.Count: 2 } family)
                continue;
            var (mother, father) = (guardians[0]!["personnummer"]!.GetValue<string>(), guardians[1]!["personnummer"]!.GetValue<string>());
            var holder = await register.Holder(child.ChildId, clock.Today, CancellationToken.None);
            // Stories last some weeks, and the child stays at its school.
            if (taken.Contains(mother) || taken.Contains(father) || (await register.Holder(child.ChildId, clock.Today.AddDays(60), CancellationToken.None))?.UnitId != holder?.UnitId
                || staff.FirstOrDefault(a => a.UnitId == holder?.UnitId && a.Role == Roles.Rektor) is not { } rektor
                || staff.FirstOrDefault(a => a.Role == Roles.SocialWorker && a.Municipality == rektor.Municipality) is not { } socialWorker
                || staff.FirstOrDefault(a => a.Role == Roles.BhvNurse && a.Municipality == rektor.Municipality && !taken.Contains(a.PersonId)) is not { } reporter)
            {
                continue;
            }

            taken.UnionWith([mother, father, reporter.PersonId]);
            casts.Add(new Cast(child.ChildId, number, family.Name!, mother, father, rektor, socialWorker, reporter));
        }

        var alone = casts.DistinctBy(cast => cast.Rektor.PersonId, StringComparer.Ordinal).ToList();
        return casts.Count >= Enough ? [.. alone, .. casts.Except(alone)] : throw new InvalidOperationException($"The demo county has {casts.Count} such pupils, and {Enough} are needed.");
    }

    /// <summary>The story child who lives under protection, and the head of the unit that holds her.</summary>
    public static async Task<(Guid Child, AssignmentInfo Head)> Hidden(County county)
    {
        var (register, clock) = (county.Services.GetRequiredService<IResponsibility>(), county.Services.GetRequiredService<Clock>());
        var record = File.ReadLines(Path.Combine(county.Folder, "feeds", "demo", "population.ndjson")).Select(line => JsonNode.Parse(line)!).First(r => r["id"]?.GetValue<string>() == "birth-hidden");
        var child = (await register.ChildWith(record["personnummer"]!.GetValue<string>(), CancellationToken.None))!;
        var holder = await register.Holder(child.ChildId, clock.Today, CancellationToken.None);
        return (child.ChildId, (await county.Assignments()).First(a => a.UnitId == holder!.UnitId && Roles.IsHead(a.Role)));
    }

    private static bool IsPupil(JsonNode record, DateOnly today) =>
        DateOnly.Parse(record["birthDate"]!.GetValue<string>(), CultureInfo.InvariantCulture) is var born && born > today.AddYears(-10) && born < today.AddYears(-8);
}
