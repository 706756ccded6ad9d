using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>A child as it was stored, and as it is after a change: facts taken in, timeline drawn again. In memory only.</summary>
internal sealed class RedrawnChild(ChildChange change, StoredChild before)
{
    private readonly List<StoredFact> facts = [.. before.Facts];

    public ChildChange Change { get; } = change;
    public Guid ChildId => Change.ChildId;
    public bool IsNew => Change.IsNew;
    public StoredChild Before { get; } = before;
    public List<StoredFact> NewFacts { get; } = [];
    public List<Guid> SupersededFacts { get; } = [];
    public IReadOnlyList<Period> Periods { get; private set; } = before.Periods;
    public IReadOnlyList<Alert> Alerts { get; private set; } = before.Alerts;
    public DateOnly? BirthDate { get; private set; } = before.BirthDate;
    public DateOnly? DeathDate { get; private set; } = before.DeathDate;
    public string Protection { get; private set; } = before.Protection;

    /// <summary>What the child's own row repeats of the facts is another than before.</summary>
    public bool RowChanged => BirthDate != Before.BirthDate || DeathDate != Before.DeathDate || Protection != Before.Protection;

    /// <summary>What other modules are to be told, and the holder that they then know of.</summary>
    public IEvent? ToTell { get; private set; }
    public ToldHolder Told { get; private set; } = before.Told;

    /// <summary>The pregnancy, when others than the clinic have changed it while it was going on.</summary>
    public PregnancyState? PregnancyToTell { get; private set; }

    public bool FactsChanged => NewFacts.Count > 0 || SupersededFacts.Count > 0;
    public bool PeriodsChanged { get; private set; }
    public bool AlertsChanged { get; private set; }
    public bool Changed => IsNew || FactsChanged || PeriodsChanged || AlertsChanged;

    /// <summary>Takes in what the sources say; what they have said before changes nothing.</summary>
    public void Take(DateTimeOffset now)
    {
        foreach (var (source, record) in Change.Replaces)
        {
            foreach (var gone in facts.FindAll(f => f.Source == source && f.RecordId == record && !Change.Facts.Exists(said => Speaks(said, f))))
                Remove(gone);
        }

        foreach (var said in Change.Facts)
        {
            var known = facts.Find(f => Speaks(said, f));
            if (known is null ? said.Content is null : said.Content is not null && known.Says(said.Content))
                continue;
            if (known is not null)
                Remove(known);
            if (said.Content is not null)
            {
                var fact = StoredFact.Of(ChildId, said, said.Content, now);
                facts.Add(fact);
                NewFacts.Add(fact);
            }
        }
    }

    public void Draw(RuleSchedule schedule, County county, DateOnly today)
    {
        var read = StoredFacts.Facts(ChildId, facts);
        var timeline = Timeline.Of(read, schedule, county);
        (Periods, Alerts) = (timeline.Periods, timeline.Alerts);
        PeriodsChanged = !Periods.SequenceEqual(Before.Periods);
        AlertsChanged = !Alerts.SequenceEqual(Before.Alerts);
        (BirthDate, DeathDate) = (read.BirthDate, read.DeathDate);
        PregnancyToTell = PregnancyState.ToTell(Change, Before.Facts, facts);
        Protection = StoredFacts.Protection(facts);
        if (PeriodsChanged)
        {
            ToTell = Telling.Replaced(ChildId, Before.Told, Before.Periods, Periods, today);
            Told = Telling.HolderOn(Periods, today);
        }
    }

    private static bool Speaks(FactChange said, StoredFact of) => of.Kind == said.Kind && of.Source == said.Source && of.SourceKey == said.SourceKey;

    private void Remove(StoredFact fact)
    {
        facts.Remove(fact);
        if (!NewFacts.Remove(fact))
            SupersededFacts.Add(fact.FactId);
    }
}
