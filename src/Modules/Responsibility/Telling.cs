using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>The holder that other modules have been told of last; no organisation means that nobody holds.</summary>
internal readonly record struct ToldHolder(string? Organisation, string? UnitId);

/// <summary>Which event, if any, a new timeline or a new day calls for. Pure.</summary>
internal static class Telling
{
    public static ToldHolder HolderOn(IReadOnlyList<Period> periods, DateOnly day)
    {
        foreach (var period in periods)
        {
            if (period.From <= day && (period.To is null || period.To > day))
                return new ToldHolder(period.Organisation, period.Unit);
        }

        return default;
    }

    /// <summary>
    /// A timeline is replaced. Where only today and later differ it is a transfer, from today; where the past differs it is a correction.
    /// A child without a timeline before has nothing to correct. What lies ahead is told when its day begins.
    /// </summary>
    public static IEvent? Replaced(Guid childId, ToldHolder told, IReadOnlyList<Period> before, IReadOnlyList<Period> after, DateOnly today)
    {
        var now = HolderOn(after, today);
        var last = LastUnit(told, before, today);
        if (before.Count > 0 && FirstDifference(before, after) is { } since && since < today)
            return new ResponsibilityCorrected(childId, told.Organisation, told.UnitId, now.Organisation, now.UnitId, since, RuleOn(after, today), last.Organisation, last.UnitId);
        return told == now ? null
            : new ResponsibilityTransferred(childId, told.Organisation, told.UnitId, now.Organisation, now.UnitId, before.Count > 0 ? today : Start(after, today), RuleOn(after, today),
                last.Organisation, last.UnitId);
    }

    /// <summary>A day has begun; the holder of the day is told if it is not the one told last.</summary>
    public static IEvent? DayBegun(Guid childId, ToldHolder told, IReadOnlyList<Period> periods, DateOnly today)
    {
        var now = HolderOn(periods, today);
        var last = LastUnit(told, periods, today);
        return told == now ? null
            : new ResponsibilityTransferred(childId, told.Organisation, told.UnitId, now.Organisation, now.UnitId, Start(periods, today), RuleOn(periods, today), last.Organisation, last.UnitId);
    }

    /// <summary>The first day on which the two differ in holder; null when they never do.</summary>
    public static DateOnly? FirstDifference(IReadOnlyList<Period> before, IReadOnlyList<Period> after) => before.Concat(after)
        .SelectMany(period => period.To is { } to ? new[] { period.From, to } : [period.From])
        .Where(day => HolderOn(before, day) != HolderOn(after, day))
        .Select(day => (DateOnly?)day)
        .Min();

    /// <summary>Where no unit gives, the last that did hold: what it has of the child has waited there for a holder.</summary>
    private static ToldHolder LastUnit(ToldHolder told, IReadOnlyList<Period> periods, DateOnly today) => told.UnitId is not null ? default
        : periods.Where(p => p.Unit is not null && p.To <= today).OrderBy(p => p.From).Select(p => new ToldHolder(p.Organisation, p.Unit)).LastOrDefault();

    private static DateOnly Start(IReadOnlyList<Period> periods, DateOnly today)
    {
        var start = today;
        var holder = HolderOn(periods, today);
        for (var i = periods.Count - 1; i >= 0; i--)
        {
            var period = periods[i];
            if (period.From <= start && (period.To is null || period.To >= start) && new ToldHolder(period.Organisation, period.Unit) == holder)
                start = period.From;
        }

        return start;
    }

    private static string? RuleOn(IReadOnlyList<Period> periods, DateOnly day) =>
        periods.Where(p => p.From <= day && (p.To is null || p.To > day)).Select(p => p.Rule).FirstOrDefault();
}
