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
    private const int Enough = 20;

    /// <summary>
    /// Pupils of the demo county with two guardians, whom the school holds; so many that each story has a child of its own. Chosen on the first day, before any story begins:
    /// later some are older and some have moved on, and two stories would meet in one child.
    /// </summary>
    public static async Task<IReadOnlyList<Cast>> All(County county)
    {
        var casts = new List<Cast>();
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
            var holder = await register.Holder(child.ChildId, clock.Today, CancellationToken.None);
            if (staff.FirstOrDefault(a => a.UnitId == holder?.UnitId && a.Role == Roles.Rektor) is not { } rektor
                || staff.FirstOrDefault(a => a.Role == Roles.SocialWorker && a.Municipality == rektor.Municipality) is not { } socialWorker
                || staff.FirstOrDefault(a => a.Role == Roles.BhvNurse && a.Municipality == rektor.Municipality) is not { } reporter)
            {
                continue;
            }

            casts.Add(new Cast(child.ChildId, number, family.Name!, guardians[0]!["personnummer"]!.GetValue<string>(), guardians[1]!["personnummer"]!.GetValue<string>(), rektor, socialWorker, reporter));
            if (casts.Count == Enough)
                break;
        }

        return casts;
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
