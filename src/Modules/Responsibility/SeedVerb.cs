using System.Globalization;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.DemoCounty;
using Kronobarn.Responsibility.Feeds;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Responsibility;

/// <summary>A synthetic county with official test numbers, written as feeds and handed in at the front door. Development only.</summary>
internal sealed class SeedVerb : IVerb
{
    public static string Name => "seed";
    public static string Help => "--children N [--seed S]: a synthetic county (docs/demo-county.md), written as feeds and imported; Development only, into an empty store";

    public static async Task<int> Run(VerbContext context)
    {
        int children, seed = 1;
        if (context.Args is not (["--children", _] or ["--children", _, "--seed", _])
            || !int.TryParse(context.Args[1], CultureInfo.InvariantCulture, out children) || children < CountyWriter.FewestChildren
            || (context.Args.Length == 4 && !int.TryParse(context.Args[3], CultureInfo.InvariantCulture, out seed)))
        {
            await context.Error.WriteLineAsync($"{Name} {Help}. At least {CountyWriter.FewestChildren} children.");
            return 2;
        }

        if (!context.Services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            await context.Error.WriteLineAsync("A demo county is for Development only (ASPNETCORE_ENVIRONMENT=Development).");
            return 1;
        }

        await StoresReady.Check(context);
        await using var output = new StreamWriter(context.Out, leaveOpen: true);
        foreach (var line in await context.Services.GetRequiredService<DemoCountySeed>().Fill(children, seed, context.Cancel))
            await output.WriteLineAsync(line);
        return 0;
    }
}

/// <summary>Fills an empty house with the demo county: at the first start in Development, or by the seed verb.</summary>
internal sealed class DemoCountySeed(IServiceProvider services, IUnits units, Clock clock, StoreSettings settings, IConfiguration configuration, ILogger<DemoCountySeed> log) : IFirstStart
{
    private const int ChildrenAtFirstStart = 1500;

    public async Task Run(CancellationToken cancel)
    {
        var children = configuration.GetValue("Kronobarn:Demo:Children", ChildrenAtFirstStart);
        if (children == 0 || await units.Any(cancel))
            return;
        foreach (var line in await Fill(children, seed: 1, cancel))
            log.LogInformation("Demo county: {Line}", line);
    }

    public async Task<IReadOnlyList<string>> Fill(int children, int seed, CancellationToken cancel)
    {
        // Every start asks whether to fill; only the one that does needs the feeds and the county's rules.
        var desk = services.GetRequiredService<FeedDesk>();
        var folder = Path.Combine(settings.DataFolder, "feeds", "demo");
        var county = CountyWriter.Write(children, seed, clock.Today, folder);
        var told = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{county.Children} children, {county.Expected} expected, {county.Units} units; the feeds stand in {folder}.") };
        await Take("directory", file => desk.Directory(file, cancel), "directory.ndjson");
        await Take("population", file => desk.Population(file, cancel), "population.ndjson");
        told.AddRange(FeedDesk.Tell("ss12000", await desk.Ss12000(Path.Combine(folder, "ss12000"), modifiedAfter: null, cancel)));
        await Take("health", file => desk.Health(file, cancel), "health.ndjson");
        await Take("directory", file => desk.Directory(file, cancel), "school-contacts.ndjson");
        return told;

        async Task Take(string kind, Func<Stream, Task<FeedOutcome>> take, string name)
        {
            await using var file = File.OpenRead(Path.Combine(folder, name));
            told.AddRange(FeedDesk.Tell(kind, await take(file)));
        }
    }
}

/// <summary>A verb that uses the stores finds them up to date, as the host does at its start.</summary>
internal static class StoresReady
{
    public static Task Check(VerbContext context) => context.Services.GetRequiredService<StoreSettings>().IsSqlite
        ? House.Migrate(context.Services, context.Cancel)
        : Task.CompletedTask;
}
