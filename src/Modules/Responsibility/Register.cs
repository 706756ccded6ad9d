using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>What is to change about one child: identity where given, guardians and facts.</summary>
internal sealed class ChildChange(Guid childId)
{
    public Guid ChildId { get; } = childId;

    /// <summary>The child enters the register with this change.</summary>
    public bool IsNew { get; init; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public List<(string Number, string Kind)> Numbers { get; } = [];

    /// <summary>Numbers that the child has already, for which records may wait.</summary>
    public List<string> Awaited { get; } = [];
    public List<GuardianChange> Guardians { get; } = [];
    public List<FactChange> Facts { get; } = [];

    /// <summary>Records that say all that they say in <see cref="Facts"/>: what else they said before is taken back.</summary>
    public List<(string Source, string RecordId)> Replaces { get; } = [];
}

/// <summary>A guardian with custody (vårdnadshavare) from a day, as a source tells it.</summary>
internal sealed record GuardianChange(string Number, string GivenName, string FamilyName, bool IsMother, DateOnly? From, DateOnly? To, string? Protection, string Source);

/// <summary>
/// The one way in which a child, its facts and its timeline change: a batch of children in the caller's transaction of this module's store.
/// The timeline is replaced as a whole with the facts that changed it, and the holder of today is told if it is not the one told last.
/// </summary>
internal sealed class Register(CountyRules rules, Clock clock)
{
    private static readonly string[] FactColumns =
        ["FactId", "ChildId", "Kind", "Source", "SourceKey", "RecordId", "Organisation", "UnitId", "Form", "Municipality", "FromDate", "ToDate", "DueDate", "Reason", "RecordedAt"];

    private static readonly string[] PeriodColumns = ["PeriodId", "ChildId", "FromDate", "ToDate", "Organisation", "UnitId", "RuleName", "RecordedAt"];

    /// <summary>The most children in one call: their ids stand in one IN list, and SQL Server takes 2,100 parameters.</summary>
    public const int MostAtOnce = 500;

    public async Task<County> County(CancellationToken cancel) => await rules.County(cancel);

    /// <returns>The children whose facts, identity or timeline did change.</returns>
    public async Task<IReadOnlyList<RedrawnChild>> Apply(Session db, IReadOnlyList<ChildChange> changes, County county, bool redrawAll = false)
    {
        var now = clock.Now;
        // The child's row is taken first, so that two hosts change one child after another.
        foreach (var ids in changes.Where(c => !c.IsNew).Select(c => c.ChildId).Chunk(MostAtOnce))
            await db.Execute("UPDATE Responsibility.Child SET Version = Version + 1 WHERE ChildId IN @ids", new { ids });
        var waited = await WaitingRoom.Call(db, changes);
        var drawn = await Draw(db, changes, county, now, redrawAll);
        await Identities.Write(db, drawn, now);
        await WaitingRoom.Taken(db, waited);
        var changed = drawn.Where(child => child.Changed).ToList();
        await Store(db, changed, now);
        return changed;
    }

    /// <summary>What the changes would do, without doing it: for the check that a feed does not move too many.</summary>
    public async Task<IReadOnlyList<RedrawnChild>> Foresee(Session db, IReadOnlyList<ChildChange> changes, County county) =>
        [.. (await Draw(db, changes, county, clock.Now, redrawAll: false)).Where(child => child.Changed)];

    private async Task<List<RedrawnChild>> Draw(Session db, IReadOnlyList<ChildChange> changes, County county, DateTimeOffset now, bool redrawAll)
    {
        var known = await StoredChildren.Load(db, [.. changes.Where(c => !c.IsNew).Select(c => c.ChildId)]);
        var drawn = new List<RedrawnChild>(changes.Count);
        foreach (var change in changes)
        {
            var before = known.GetValueOrDefault(change.ChildId) ?? StoredChild.None;
            var child = new RedrawnChild(change, before);
            child.Take(now);
            if (child.FactsChanged || change.IsNew || redrawAll)
                child.Draw(rules.Schedule, county, clock.Today);
            drawn.Add(child);
        }

        return drawn;
    }

    private static async Task Store(Session db, List<RedrawnChild> changed, DateTimeOffset now)
    {
        var gone = changed.SelectMany(c => c.SupersededFacts).ToList();
        foreach (var ids in gone.Chunk(MostAtOnce))
            await db.Execute("UPDATE Responsibility.Fact SET SupersededAt = @now WHERE FactId IN @ids", new { now, ids });
        await db.Insert("Fact", FactColumns, [.. changed.SelectMany(c => c.NewFacts).Select(f => new object?[]
        {
            f.FactId, f.ChildId, f.Kind, f.Source, f.SourceKey, f.RecordId, f.Organisation, f.UnitId, f.Form, f.Municipality, f.FromDate, f.ToDate, f.DueDate, f.Reason, f.RecordedAt,
        })]);

        var moved = changed.Where(c => c.PeriodsChanged).ToList();
        foreach (var ids in moved.Where(c => c.Before.Periods.Count > 0).Select(c => c.ChildId).Chunk(MostAtOnce))
            await db.Execute("UPDATE Responsibility.Period SET SupersededAt = @now WHERE ChildId IN @ids AND SupersededAt IS NULL", new { now, ids });
        await db.Insert("Period", PeriodColumns, [.. moved.SelectMany(c => c.Periods.Select(p => new object?[]
        {
            Guid.CreateVersion7(now), c.ChildId, p.From, p.To, p.Organisation, p.Unit, p.Rule, now,
        }))]);

        var warned = changed.Where(c => c.AlertsChanged).ToList();
        foreach (var ids in warned.Where(c => c.Before.Alerts.Count > 0).Select(c => c.ChildId).Chunk(MostAtOnce))
            await db.Execute("DELETE FROM Responsibility.Alert WHERE ChildId IN @ids", new { ids });
        await db.Insert("Alert", ["ChildId", "Code", "FromDate", "ToDate"], [.. warned.SelectMany(c => c.Alerts.Select(a => new object?[] { c.ChildId, a.Code, a.From, a.To }))]);

        foreach (var child in changed)
            await Tell(db, child);
        await PregnancyState.Tell(db, changed);
    }

    private static async Task Tell(Session db, RedrawnChild child)
    {
        if (child.ToTell is not null)
            db.Publish(child.ToTell);
        if (!child.IsNew && child.Protection != child.Before.Protection)
            db.Publish(new ProtectionChanged(child.ChildId, child.Protection));
        if (!child.IsNew && (child.RowChanged || child.Told != child.Before.Told))
        {
            await db.Execute("""
                UPDATE Responsibility.Child SET BirthDate = @BirthDate, DeathDate = @DeathDate, Protection = @Protection, ToldOrganisation = @Organisation, ToldUnitId = @UnitId
                WHERE ChildId = @ChildId
                """, new { child.BirthDate, child.DeathDate, child.Protection, child.Told.Organisation, child.Told.UnitId, child.ChildId });
        }
    }
}
