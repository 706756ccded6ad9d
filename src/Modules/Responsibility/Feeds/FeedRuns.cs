using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>A reading of a feed (inläsning), as it is kept for those who answer for it.</summary>
internal sealed record FeedRun(string Kind, string Hash, string State, int Read, int Changed, int Moved, int Waiting, string? Note);

/// <summary>The journal of feeds: what was read, rejected, and held for a human.</summary>
internal static class FeedRuns
{
    /// <summary>Rejections beyond these are counted, not listed: a feed that is all wrong says so with the first of them.</summary>
    private const int MostListed = 1000;

    public static Task<Row?> Last(StoreOf<FeedImport> store, string kind, CancellationToken cancel) => store.Read(async db =>
        (await db.Query<Row>("SELECT RunId, State, Hash, RejectedCount FROM Responsibility.FeedRun WHERE Kind = @kind AND State <> 'held' ORDER BY StartedAt, RunId", new { kind })).LastOrDefault(), cancel);

    /// <summary>The run that a human has approved for this very feed.</summary>
    public static Task<Guid?> Approved(StoreOf<FeedImport> store, string kind, ContentHash hash, CancellationToken cancel) => store.Read(async db =>
        (await db.Query<Guid>("SELECT RunId FROM Responsibility.FeedRun WHERE Kind = @kind AND Hash = @hash AND State = 'approved'", new { kind, hash = hash.ToString() }))
            .Select(id => (Guid?)id).FirstOrDefault(), cancel);

    public static Task<Guid> Record(StoreOf<FeedImport> store, FeedRun run, IReadOnlyList<Rejection> rejections, Clock clock, CancellationToken cancel) => store.Write(async db =>
    {
        var id = Guid.CreateVersion7(clock.Now);
        await db.Execute("""
            INSERT INTO Responsibility.FeedRun (RunId, Kind, Hash, State, StartedAt, ReadCount, ChangedCount, RejectedCount, MovedCount, WaitingCount, Note)
            VALUES (@id, @Kind, @Hash, @State, @Now, @Read, @Changed, @rejected, @Moved, @Waiting, @note)
            """, new { id, run.Kind, run.Hash, run.State, clock.Now, run.Read, run.Changed, rejected = rejections.Count, run.Moved, run.Waiting, note = run.Note is null ? null : Cut(run.Note, 500) });
        await db.Insert("FeedRejection", ["RunId", "Place", "RecordId", "Line", "Field", "Reason"],
            [.. rejections.Take(MostListed).Select((r, i) => new object?[] { id, i + 1, Cut(r.RecordId, 70), r.Line, Cut(r.Field, 100), Cut(r.Reason, 300) })]);
        return id;
    }, cancel);

    public static Task<int> Finish(StoreOf<FeedImport> store, Guid run, int changed, Clock clock, CancellationToken cancel) => store.Write(db => db.Execute(
        "UPDATE Responsibility.FeedRun SET State = 'done', ChangedCount = @changed, FinishedAt = @Now WHERE RunId = @run", new { run, changed, clock.Now }), cancel);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];

    internal sealed class Row
    {
        public required Guid RunId { get; init; }
        public required string State { get; init; }
        public required string Hash { get; init; }
        public required int RejectedCount { get; init; }
    }
}
