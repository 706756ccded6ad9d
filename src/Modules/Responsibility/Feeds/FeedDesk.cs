using System.Globalization;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>Where feeds are handed in, for the import verb, the demo county and tests alike: reads, takes in, and has the events delivered.</summary>
internal sealed class FeedDesk(FeedImport import, IDirectoryFeed directory, IUnits units, Clock clock, Outbox outbox, IConfiguration configuration)
{
    public async Task<FeedOutcome> Directory(Stream feed, CancellationToken cancel)
    {
        var report = await ImportDirectory.Run(directory, feed, clock, dryRun: false, cancel);
        await outbox.DeliverAll(cancel);
        return new FeedOutcome(RunId: null, "done", report.Read, report.Changed, report.Unchanged, Moved: 0, report.Rejections);
    }

    public async Task<FeedOutcome> Population(Stream feed, CancellationToken cancel) =>
        await Delivered(import.Population(await PopulationFeed.ReadAsync(feed, Context, cancel), cancel), cancel);

    public async Task<FeedOutcome> Health(Stream feed, CancellationToken cancel) =>
        await Delivered(import.Health(await HealthFeed.ReadAsync(feed, Context, cancel), cancel), cancel);

    /// <param name="from">A folder, or the base URL of an API.</param>
    /// <param name="modifiedAfter">From an API, only what has changed since.</param>
    /// <param name="cancel">Stops between two batches.</param>
    public async Task<FeedOutcome> Ss12000(string from, DateTimeOffset? modifiedAfter, CancellationToken cancel)
    {
        var feed = await Read(from, modifiedAfter, cancel);
        var told = new Ss12000Directory(feed, await directory.People(Sources.Ss12000, cancel));
        var result = await directory.Apply(Sources.Ss12000, told.Units, [], told.People, told.Roles, [], told.Withdrawn, dryRun: false, cancel);
        var known = await units.BySourceId(cancel);
        var outcome = await Delivered(import.Ss12000(feed, id => known.GetValueOrDefault(id.ToString()), cancel), cancel);
        return outcome with
        {
            Changed = outcome.Changed + result.Counts.Values.Sum(c => c.Changed),
            Rejections = [.. outcome.Rejections, .. result.Rejections.Select(r => new Rejection(r.Kind, IdentityMask.Mask(r.RecordId), 0, r.Field, r.Reason))],
        };
    }

    private FeedContext Context => new(clock.Today, [.. configuration.GetSection("Kronobarn:ReserveNumbers").GetChildren()
        .Select(p => new ReservePattern(p["Name"] ?? p.Key, p["Pattern"] ?? throw new InvalidOperationException($"Kronobarn:ReserveNumbers:{p.Key} has no Pattern.")))]);

    private async Task<Ss12000Feed> Read(string from, DateTimeOffset? modifiedAfter, CancellationToken cancel)
    {
        if (!Uri.TryCreate(from, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return await Ss12000Reader.ReadFolderAsync(from, Context, cancellation: cancel);
        using var http = new HttpClient(Ss12000Api.NewHandler());
        if (configuration["Kronobarn:Ss12000:Token"] is { Length: > 0 } token)
            http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        return await Ss12000Reader.ReadApiAsync(http, url, modifiedAfter, Context, cancellation: cancel);
    }

    private async Task<FeedOutcome> Delivered(Task<FeedOutcome> taken, CancellationToken cancel)
    {
        var outcome = await taken;
        await outbox.DeliverAll(cancel);
        return outcome;
    }

    /// <summary>What the person at the desk is told.</summary>
    public static IEnumerable<string> Tell(string kind, FeedOutcome outcome)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{kind}: {outcome.Read} read, {outcome.Changed} changed, {outcome.Unchanged} unchanged, {outcome.Rejections.Count} rejected.");
        if (outcome.Waiting > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {outcome.Waiting} wait for a child that is not known yet.");
        if (outcome.Note is not null)
            yield return $"  note: {outcome.Note}";
        if (outcome.State == "held")
            yield return string.Create(CultureInfo.InvariantCulture, $"HELD for a human: it would move {outcome.Moved} children within 30 days. Nothing was stored. Approve run {outcome.RunId}, then import it again.");
        foreach (var r in outcome.Rejections.Take(100))
            yield return string.Create(CultureInfo.InvariantCulture, $"  rejected: {r.Kind} {r.RecordId}, {r.Line}: {r.Field}: {r.Reason}");
        if (outcome.Rejections.Count > 100)
            yield return string.Create(CultureInfo.InvariantCulture, $"  … and {outcome.Rejections.Count - 100} more; the run lists them.");
    }
}
