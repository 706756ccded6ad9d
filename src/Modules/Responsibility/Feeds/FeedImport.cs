using System.Globalization;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>What came of a feed.</summary>
/// <param name="RunId">The run in the journal; a directory feed has none.</param>
/// <param name="State"><c>done</c>, <c>held</c> for a human, or <c>unchanged</c>: this very feed has been taken before.</param>
/// <param name="Moved">Children whose holder would change within 30 days.</param>
/// <param name="Waiting">Records that wait for a child that is not known yet.</param>
/// <param name="Note">What the person who runs the feed should know of the source.</param>
internal sealed record FeedOutcome(Guid? RunId, string State, int Read, int Changed, int Unchanged, int Moved, IReadOnlyList<Rejection> Rejections, int Waiting = 0, string? Note = null);

/// <summary>
/// Takes a whole, checked feed in: plans it in memory against what is stored, holds it for a human if it would move too many children, and writes it in
/// batches of children. A child and the records that were said of it are written together, so a process that dies on the way leaves whole
/// children behind, and the same feed read again goes on where it stopped.
/// </summary>
internal sealed class FeedImport(StoreOf<FeedImport> store, Register register, IUnits units, Clock clock, IConfiguration configuration)
{
    private const int MovedWithinDays = 30;

    private readonly double holdShare = double.Parse(configuration["Kronobarn:Feeds:HoldShare"] ?? "0.10", CultureInfo.InvariantCulture);
    private readonly int holdAtLeast = int.Parse(configuration["Kronobarn:Feeds:HoldAtLeast"] ?? "20", CultureInfo.InvariantCulture);

    public Task<FeedOutcome> Population(Feed<PopulationRecord> feed, CancellationToken cancel) => Run(Sources.Population, feed.Hash, feed.Read, feed.Rejections, async () =>
    {
        var named = feed.Records.OfType<BirthRecord>().SelectMany(b => b.Guardians.Select(g => g.Number.Value)).ToHashSet(StringComparer.Ordinal);
        var stored = await StoredRegister.Load(store, cancel);
        var plan = await Plan(Sources.Population, stored, cancel);
        new PopulationPlan(plan, stored.Pregnancies(), number => named.Contains(number) || stored.IsGuardian(number)).Take(feed);
        return plan;
    }, cancel);

    public Task<FeedOutcome> Health(Feed<HealthRecord> feed, CancellationToken cancel) => Run(Sources.Health, feed.Hash, feed.Read, feed.Rejections, async () =>
    {
        var stored = await StoredRegister.Load(store, cancel);
        var plan = await Plan(Sources.Health, stored, cancel);
        new HealthPlan(plan, stored.Pregnancies(), await units.All(cancel)).Take(feed);
        return plan;
    }, cancel);

    /// <param name="feed">The feed, whose organisations the directory has taken in already.</param>
    /// <param name="unitOf">The unit that an organisation's id stands for.</param>
    /// <param name="cancel">Stops between two batches.</param>
    public Task<FeedOutcome> Ss12000(Ss12000Feed feed, Func<Guid, UnitInfo?> unitOf, CancellationToken cancel) => Run(Sources.Ss12000, feed.Hash, feed.Read.Values.Sum(), feed.Rejections, async () =>
    {
        var stored = await StoredRegister.Load(store, cancel);
        var plan = await Plan(Sources.Ss12000, stored, cancel);
        new Ss12000Plan(plan, unitOf, stored.HasGuardians).Take(feed);
        return plan;
    }, cancel, feed.Note);

    private async Task<FeedPlan> Plan(string source, StoredRegister stored, CancellationToken cancel)
    {
        var known = await store.Read(db => db.Query<KnownRecord>("SELECT RecordId, Revision, Hash, ChildId FROM Responsibility.FeedRecord WHERE Source = @source", new { source }), cancel);
        var waited = await store.Read(db => WaitingRoom.Of(db, source), cancel);
        return new FeedPlan(source, known.ToDictionary(r => r.RecordId, StringComparer.Ordinal), waited, stored.ChildWith);
    }

    private async Task<FeedOutcome> Run(string source, ContentHash hash, int read, IReadOnlyList<Rejection> rejectedInReading, Func<Task<FeedPlan>> makePlan, CancellationToken cancel, string? note = null)
    {
        // The very same feed as last time, of which everything was taken: nothing can differ.
        var last = await FeedRuns.Last(store, source, cancel);
        if (last is { State: "done" } && last.Hash == hash.ToString() && last.RejectedCount == rejectedInReading.Count)
            return new FeedOutcome(last.RunId, "unchanged", read, 0, read - rejectedInReading.Count, 0, rejectedInReading, Note: note);

        var plan = await makePlan();
        var county = await register.County(cancel);
        Rejection[] rejections = [.. rejectedInReading, .. plan.Rejections];
        var moved = await Moved(plan, county, cancel);
        var approved = await FeedRuns.Approved(store, source, hash, cancel);
        if (approved is null && await IsTooMany(moved, cancel))
        {
            var held = await FeedRuns.Record(store, new FeedRun(source, hash.ToString(), "held", read, 0, moved, plan.WaitingCount, note), rejections, clock, cancel);
            return new FeedOutcome(held, "held", read, 0, plan.Unchanged, moved, rejections, plan.WaitingCount, note);
        }

        var run = approved ?? await FeedRuns.Record(store, new FeedRun(source, hash.ToString(), "applying", read, 0, moved, plan.WaitingCount, note), rejections, clock, cancel);
        await store.Write(db => Wait(db, source, plan, county), cancel);
        var changed = 0;
        foreach (var batch in plan.Changes.Chunk(Register.MostAtOnce))
            changed += await store.Write(db => Apply(db, source, plan, batch, county), cancel);
        if (plan.GuardianProtections.Count > 0)
            await store.Write(db => Protect(db, source, plan), cancel);
        await FeedRuns.Finish(store, run, changed, clock, cancel);
        return new FeedOutcome(run, "done", read, changed, plan.Unchanged, moved, rejections, plan.WaitingCount, note);
    }

    private async Task<int> Moved(FeedPlan plan, County county, CancellationToken cancel)
    {
        var moved = 0;
        var until = clock.Today.AddDays(MovedWithinDays);
        foreach (var batch in plan.Changes.Where(c => plan.HasSpokenOf(c.ChildId)).Chunk(Register.MostAtOnce))
        {
            var foreseen = await store.Read(db => register.Foresee(db, batch, county), cancel);
            moved += foreseen.Count(c => c.PeriodsChanged && c.Before.Periods.Count > 0 && DiffersWithin(c.Before.Periods, c.Periods, clock.Today, until));
        }

        return moved;
    }

    private static bool DiffersWithin(IReadOnlyList<Period> before, IReadOnlyList<Period> after, DateOnly from, DateOnly until) => before.Concat(after)
        .SelectMany(p => p.To is { } to ? new[] { p.From, to } : [p.From]).Append(from)
        .Any(day => day >= from && day <= until && Telling.HolderOn(before, day) != Telling.HolderOn(after, day));

    private async Task<bool> IsTooMany(int moved, CancellationToken cancel)
    {
        if (moved < holdAtLeast)
            return false;
        var children = await store.Read(db => db.Scalar<int>("SELECT COUNT(*) FROM Responsibility.Child WHERE ToldOrganisation IS NOT NULL"), cancel);
        return moved > children * holdShare;
    }

    private async Task<int> Apply(Session db, string source, FeedPlan plan, ChildChange[] batch, County county)
    {
        var records = batch.SelectMany(c => plan.RecordsOf(c.ChildId)).ToList();
        // What the feed says itself is not to be taken from the waiting room as well.
        await WaitingRoom.Leave(db, source, [.. records.Select(r => r.RecordId).Where(plan.HasWaited)]);
        var changed = await register.Apply(db, batch, county);
        await Remember(db, source, records, plan);
        foreach (var child in changed)
        {
            db.Audit(new AuditEntry
            {
                At = clock.Now,
                Actor = $"feed:{source}",
                Action = AuditAttribute.Changed,
                Slice = "Responsibility.Import",
                SubjectId = child.ChildId,
                Ground = "feed",
            });
        }

        return changed.Count;
    }

    private static async Task Remember(Session db, string source, IReadOnlyList<KnownRecord> records, FeedPlan plan)
    {
        foreach (var ids in records.Where(r => plan.Known(r.RecordId) is not null || plan.HasWaited(r.RecordId)).Select(r => r.RecordId).Chunk(Register.MostAtOnce))
            await db.Execute("DELETE FROM Responsibility.FeedRecord WHERE Source = @source AND RecordId IN @ids", new { source, ids });
        await db.Insert("FeedRecord", ["Source", "RecordId", "Revision", "Hash", "ChildId"],
            [.. records.Select(r => new object?[] { source, r.RecordId, r.Revision, r.Hash, r.ChildId })]);
    }

    /// <summary>Lets records wait, and takes those whose child another way has made known since the plan was made. Comes before the batches: a process that dies later leaves none behind.</summary>
    private async Task<int> Wait(Session db, string source, FeedPlan plan, County county)
    {
        await WaitingRoom.Leave(db, source, [.. plan.Outdated, .. plan.NoLongerWaiting.Select(r => r.RecordId)]);
        await Remember(db, source, plan.NoLongerWaiting, plan);
        await WaitingRoom.Enter(db, source, plan.Waiting, FeedPlan.NoSuchChild, clock.Now);
        foreach (var late in (await WaitingRoom.Late(db)).Chunk(Register.MostAtOnce))
            await register.Apply(db, late, county);
        return plan.Waiting.Count;
    }

    private static async Task<int> Protect(Session db, string source, FeedPlan plan)
    {
        foreach (var (protection, _) in plan.GuardianProtections)
            await Identities.Protect(db, protection.Number, protection.Level, protection.Date);
        await WaitingRoom.Leave(db, source, [.. plan.GuardianProtections.Select(p => p.Record.RecordId)]);
        await Remember(db, source, [.. plan.GuardianProtections.Select(p => p.Record)], plan);
        return plan.GuardianProtections.Count;
    }
}
