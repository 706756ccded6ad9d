using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>What an import did (inläsning).</summary>
/// <param name="Kind">The feed's kind.</param>
/// <param name="Read">Records read, with those that were rejected.</param>
internal sealed record ImportReport(string Kind, int Read, int Changed, int Unchanged, IReadOnlyList<Rejection> Rejections);

/// <summary><c>import directory FILE</c>: reads a directory feed to its end and hands it to the directory.</summary>
internal static class ImportDirectory
{
    /// <summary>Whose record ids the directory feeds' are; all of them share one space of ids.</summary>
    public const string Source = "directory";

    /// <summary>Throws <see cref="FeedRefused"/> when the feed is not whole; then nothing is stored.</summary>
    public static async Task<ImportReport> Run(IDirectoryFeed directory, Stream stream, Clock clock, bool dryRun, CancellationToken cancel)
    {
        var feed = await DirectoryFeed.ReadAsync(stream, new FeedContext(clock.Today), cancel);
        var told = new DirectoryMapping(feed);
        var result = await directory.Apply(Source, told.Units, told.Defaults, told.People, told.Roles, told.Ways, told.Withdrawn, dryRun, cancel);
        var lines = feed.Records.ToDictionary(r => r.Origin.Id, r => r.Origin.Line, StringComparer.Ordinal);
        return new ImportReport(feed.Kind, feed.Read, result.Counts.Values.Sum(c => c.Changed), result.Counts.Values.Sum(c => c.Unchanged),
        [
            .. feed.Rejections,
            .. result.Rejections.Select(r => new Rejection(r.Kind, IdentityMask.Mask(r.RecordId), lines[r.RecordId], r.Field, r.Reason)),
        ]);
    }
}
