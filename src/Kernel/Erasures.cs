namespace Kronobarn.Kernel;

/// <summary>A record that the retention rules let go (gallringsbar).</summary>
/// <param name="Kind">The name of its rule.</param>
/// <param name="SubjectId">Whom it is about, where it is about somebody who is known.</param>
/// <param name="DueOn">The first day on which it may be erased, Europe/Stockholm.</param>
/// <param name="RuleText">The rule, and the source that it rests on; at most 100 and 200 characters.</param>
/// <param name="Stamp">The state that it is in; another one when anything in it has changed. At most 200 characters.</param>
public sealed record DueRecord(string Kind, Guid RecordId, Guid? SubjectId, DateOnly DueOn, string RuleText, string Source, string Stamp);

/// <summary>One kind of record that is kept for a time. Found by the container: a module that has a further kind adds one of these and nothing else.</summary>
public interface IRetained
{
    /// <summary>Whether it stands in this module's store.</summary>
    bool IsIn(ModuleInfo module);

    /// <summary>Everything of the unit that is over and due on the day. Nothing open, and nothing of another unit.</summary>
    Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today);

    /// <summary>Takes one record away, with every row that hangs on it.</summary>
    Task Erase(Session db, Caller caller, DueRecord record);
}

/// <summary>What a preview lists.</summary>
/// <param name="IsMore">More is due than one preview holds; the next one lists it.</param>
/// <param name="Kinds">How many of each kind, the rule and its source, and the earliest day on which one became due.</param>
public sealed record ErasurePreview(Guid PreviewId, int Total, bool IsMore, IReadOnlyList<ErasureKind> Kinds);

public sealed record ErasureKind(string Kind, int Count, string Rule, string Source, DateOnly FirstDueOn);

/// <param name="ErasedAt">UTC; missing while it has not been used.</param>
public sealed record ErasureList(Guid PreviewId, DateTimeOffset MadeAt, DateTimeOffset? ErasedAt, IReadOnlyList<ErasureItem> Items);

/// <summary>A record of a preview, by its key.</summary>
/// <param name="Outcome">erased, or left because it has changed or is not due any more; missing while the preview has not been used.</param>
public sealed record ErasureItem(string Kind, Guid RecordId, DateOnly DueOn, string Rule, string Source, string? Outcome);

/// <param name="Left">Listed, and changed since or not due any more: not touched.</param>
public sealed record Erased(Guid PreviewId, int Count, int Left);

/// <summary>Lists what is due and erases what a preview has listed, in the store at hand. A preview is used once, within seven days.</summary>
public sealed class Erasures(IEnumerable<IRetained> kinds, Clock clock)
{
    // One transaction holds the store's only writer: what is more waits for the next preview.
    private const int MostAtOnce = 500;
    private const string Taken = "erased";
    private const string Left = "left";

    private static readonly TimeSpan PreviewsLive = TimeSpan.FromDays(7);

    public async Task<ErasurePreview> Preview(Session db, Caller caller)
    {
        var due = await Due(db, caller);
        var listed = due.Take(MostAtOnce).Select(d => d.Record).ToList();
        var preview = new { id = Guid.CreateVersion7(clock.Now), caller.UnitId, caller.PersonId, clock.Now };
        await db.Execute("INSERT INTO {Module}.ErasurePreview (PreviewId, UnitId, MadeBy, MadeAt) VALUES (@id, @UnitId, @PersonId, @Now)", preview);
        await db.Insert("ErasureItem", ["PreviewId", "Place", "Kind", "RecordId", "DueOn", "RuleText", "Source", "Stamp"],
            [.. listed.Select((r, i) => new object?[] { preview.id, i + 1, r.Kind, r.RecordId, r.DueOn, r.RuleText, r.Source, r.Stamp })]);
        return new ErasurePreview(preview.id, listed.Count, due.Count > listed.Count,
        [
            .. listed.GroupBy(r => (r.Kind, r.RuleText, r.Source)).Select(g => new ErasureKind(g.Key.Kind, g.Count(), g.Key.RuleText, g.Key.Source, g.Min(r => r.DueOn)))
                .OrderBy(k => k.Kind, StringComparer.Ordinal),
        ]);
    }

    public static async Task<ErasureList> Read(Session db, Caller caller, Guid previewId)
    {
        var preview = await Find(db, caller, previewId);
        return new ErasureList(previewId, preview.MadeAt, preview.ErasedAt, (await Items(db, previewId)).ConvertAll(i => new ErasureItem(i.Kind, i.RecordId, i.DueOn, i.RuleText, i.Source, i.Outcome)));
    }

    /// <param name="subjects">Gets everybody whom something was erased about.</param>
    /// <exception cref="Refused">The preview has been used, or is too old.</exception>
    public async Task<Erased> Erase(Session db, Caller caller, Guid previewId, string reason, ICollection<Guid> subjects)
    {
        var preview = await Find(db, caller, previewId);
        if (preview.MadeAt < clock.Now - PreviewsLive)
            throw new Refused("preview-too-old", "The preview is more than seven days old: make another, so that what is erased is what was looked at.");
        if (await db.Execute("UPDATE {Module}.ErasurePreview SET ErasedAt = @Now WHERE PreviewId = @previewId AND ErasedAt IS NULL", new { clock.Now, previewId }) == 0)
            throw new Refused("preview-used", "What this preview listed has been erased.");

        var due = (await Due(db, caller)).ToLookup(d => (d.Record.Kind, d.Record.RecordId, d.Record.Stamp));
        var items = await Items(db, previewId);
        var count = 0;
        foreach (var item in items)
        {
            var isSame = false;
            foreach (var (from, record) in due[(item.Kind, item.RecordId, item.Stamp)])
            {
                await from.Erase(db, caller, record);
                await Bury(db, caller, record, reason);
                if (record.SubjectId is { } subject && !subjects.Contains(subject))
                    subjects.Add(subject);
                isSame = true;
                count++;
            }

            await db.Execute("UPDATE {Module}.ErasureItem SET Outcome = @outcome WHERE PreviewId = @previewId AND Place = @Place", new { outcome = isSame ? Taken : Left, previewId, item.Place });
        }

        return new Erased(previewId, count, items.Count - count);
    }

    /// <summary>The earliest first.</summary>
    private async Task<List<(IRetained From, DueRecord Record)>> Due(Session db, Caller caller)
    {
        var due = new List<(IRetained From, DueRecord Record)>();
        foreach (var kind in kinds.Where(k => k.IsIn(db.Module)))
            due.AddRange((await kind.Due(db, caller, clock.Today)).Select(record => (kind, record)));
        return [.. due.OrderBy(d => d.Record.DueOn).ThenBy(d => d.Record.Kind, StringComparer.Ordinal).ThenBy(d => d.Record.RecordId)];
    }

    private Task<int> Bury(Session db, Caller caller, DueRecord record, string reason) => db.Execute("""
        INSERT INTO {Module}.Tombstone (TombstoneId, Kind, RecordId, SubjectId, UnitId, ErasedAt, ErasedBy, RuleText, Source, Reason)
        VALUES (@id, @Kind, @RecordId, @SubjectId, @UnitId, @Now, @PersonId, @RuleText, @Source, @reason)
        """, new { id = Guid.CreateVersion7(clock.Now), record.Kind, record.RecordId, record.SubjectId, caller.UnitId, clock.Now, caller.PersonId, record.RuleText, record.Source, reason });

    private static async Task<PreviewRow> Find(Session db, Caller caller, Guid previewId) => await db.Find<PreviewRow>(
        "SELECT MadeAt, ErasedAt FROM {Module}.ErasurePreview WHERE PreviewId = @previewId AND UnitId = @UnitId", new { previewId, caller.UnitId }) ?? throw new NotFound();

    private static Task<List<ItemRow>> Items(Session db, Guid previewId) => db.Query<ItemRow>(
        "SELECT Place, Kind, RecordId, DueOn, RuleText, Source, Stamp, Outcome FROM {Module}.ErasureItem WHERE PreviewId = @previewId ORDER BY Place", new { previewId });

    private sealed class PreviewRow
    {
        public required DateTimeOffset MadeAt { get; init; }
        public DateTimeOffset? ErasedAt { get; init; }
    }

    private sealed class ItemRow
    {
        public required int Place { get; init; }
        public required string Kind { get; init; }
        public required Guid RecordId { get; init; }
        public required DateOnly DueOn { get; init; }
        public required string RuleText { get; init; }
        public required string Source { get; init; }
        public required string Stamp { get; init; }
        public string? Outcome { get; init; }
    }
}
