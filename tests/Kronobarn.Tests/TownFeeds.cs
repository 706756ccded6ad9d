using Kronobarn.Responsibility.Feeds;
using Kronobarn.Tests.Responsibility.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests;

/// <summary>Feeds as they are handed in at the town's desk, record by record.</summary>
internal static class TownFeeds
{
    public static Task<FeedOutcome> Population(this Town town, params string[] records) => town.Take("population", records);

    public static Task<FeedOutcome> Health(this Town town, params string[] records) => town.Take("health", records);

    private static async Task<FeedOutcome> Take(this Town town, string kind, string[] records)
    {
        var desk = town.Services.GetRequiredService<FeedDesk>();
        using var feed = new MemoryStream(Ndjson.Bytes(kind, records));
        var outcome = kind == "health" ? await desk.Health(feed, default) : await desk.Population(feed, default);
        await town.DeliverEvents();
        return outcome;
    }
}
