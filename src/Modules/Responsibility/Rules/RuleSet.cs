namespace Kronobarn.Responsibility;

/// <summary>One version of the rules (regelverk). A new one is a new file beside this; <see cref="RuleSets"/> finds it.</summary>
internal interface IRuleSet
{
    string Id { get; }

    /// <summary>The day of the decision behind it.</summary>
    DateOnly InForceFrom { get; }

    /// <summary>The holder of a day in scope: the first rule that applies.</summary>
    Holder Judge(in Day day);
}

/// <summary>Every rule set of this assembly by its id.</summary>
internal static class RuleSets
{
    public static readonly IReadOnlyDictionary<string, IRuleSet> ById =
        typeof(RuleSets).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRuleSet)))
            .Select(type => (IRuleSet)Activator.CreateInstance(type)!)
            .ToDictionary(set => set.Id, StringComparer.Ordinal);
}

/// <summary>
/// Which rule set is in force when; each day is judged by the one in force that day. The first one also judges the days before
/// its own: a child born earlier must have a holder too.
/// </summary>
internal sealed class RuleSchedule
{
    private readonly (int From, IRuleSet Set)[] entries;

    public RuleSchedule(IEnumerable<(DateOnly From, IRuleSet Set)> schedule)
    {
        entries = [.. schedule.OrderBy(entry => entry.From).Select(entry => (entry.From.DayNumber, entry.Set))];
        if (entries.Length == 0)
            throw new ArgumentException("A schedule needs at least one rule set.", nameof(schedule));
        for (var i = 1; i < entries.Length; i++)
            if (entries[i].From == entries[i - 1].From)
                throw new ArgumentException($"Two rule sets are in force from {DateOnly.FromDayNumber(entries[i].From):yyyy-MM-dd}.", nameof(schedule));
    }

    public static RuleSchedule Always(IRuleSet set) => new([(DateOnly.MinValue, set)]);

    public int Count => entries.Length;

    public int ChangeDay(int index) => entries[index].From;

    public IRuleSet InForce(int day)
    {
        var index = entries.Length - 1;
        while (index > 0 && entries[index].From > day)
            index--;
        return entries[index].Set;
    }
}
