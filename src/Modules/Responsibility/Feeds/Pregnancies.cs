namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// Which of a mother's children belongs to which pregnancy: those within 120 days of its due date (docs/feeds.md). Whichever of birth and pregnancy
/// is told first, the other joins it.
/// </summary>
internal sealed class Pregnancies
{
    private const int Days = 120;

    private readonly Dictionary<string, List<Expected>> byMother = new(StringComparer.Ordinal);

    public void Add(string mother, Guid child, DateOnly? due, DateOnly? born, bool hasPersonnummer)
    {
        if (!byMother.TryGetValue(mother, out var children))
            byMother[mother] = children = [];
        children.Add(new Expected { ChildId = child, Due = due, Born = born, Taken = hasPersonnummer });
    }

    public void Born(string mother, Guid child, DateOnly born) => Add(mother, child, due: null, born, hasPersonnummer: true);

    /// <summary>The child that the mother was expecting, to be the one that is born now; each is given away once.</summary>
    public Guid? Expecting(string mother, DateOnly born)
    {
        var child = byMother.GetValueOrDefault(mother)?
            .Where(e => !e.Taken && e.Due is { } due && Math.Abs(due.DayNumber - born.DayNumber) <= Days && (e.Born is null || e.Born == born))
            .OrderByDescending(e => e.Born == born).ThenBy(e => e.ChildId).FirstOrDefault();
        if (child is null)
            return null;
        child.Taken = true;
        return child.ChildId;
    }

    /// <summary>The mother's born children that a pregnancy with this due date was about, and that have none yet; each is given away once.</summary>
    public IReadOnlyList<Guid> BornOf(string mother, DateOnly due, int most)
    {
        var born = (byMother.GetValueOrDefault(mother) ?? [])
            .Where(e => e.Due is null && e.Born is { } day && Math.Abs(due.DayNumber - day.DayNumber) <= Days)
            .OrderBy(e => e.Born).ThenBy(e => e.ChildId).Take(most).ToList();
        born.ForEach(e => e.Due = due);
        return [.. born.Select(e => e.ChildId)];
    }

    private sealed class Expected
    {
        public required Guid ChildId { get; init; }
        public DateOnly? Due { get; set; }
        public DateOnly? Born { get; init; }
        public bool Taken { get; set; }
    }
}
