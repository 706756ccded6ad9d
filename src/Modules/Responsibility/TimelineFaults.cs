namespace Kronobarn.Responsibility;

/// <summary>A row of <c>Responsibility.Period</c> with the time during which it was what we knew.</summary>
internal readonly record struct RecordedPeriod(Period Period, DateTimeOffset RecordedAt, DateTimeOffset? SupersededAt);

/// <summary>What may be wrong with a child's stored timeline, told by day and unit. Pure.</summary>
internal static class TimelineFaults
{
    /// <summary>The stored periods against those recomputed from the facts: the first day on which they differ.</summary>
    public static string? Different(IReadOnlyList<Period> stored, IReadOnlyList<Period> recomputed)
    {
        if (Misplaced(stored) is { } misplaced)
            return misplaced;
        if (stored.SequenceEqual(recomputed))
            return null;
        foreach (var day in stored.Concat(recomputed).SelectMany(Bounds).Distinct().Order())
        {
            var (actual, right) = (On(stored, day), On(recomputed, day));
            if (Told(actual) != Told(right))
                return $"{Text(day)}: stored {Told(actual)}, recomputed {Told(right)}";
        }

        return $"{Text(stored[0].From)}: {stored.Count} periods are stored and {recomputed.Count} recomputed, with the same holders";
    }

    public static string? Different(IReadOnlyList<Alert> stored, IReadOnlyList<Alert> recomputed)
    {
        if (stored.Except(recomputed).Order(ByDay).Select(alert => (Alert?)alert).FirstOrDefault() is { } extra)
            return $"{Text(extra.From)}: the alert {extra.Code} until {Text(extra.To)} is stored and not recomputed";
        return recomputed.Except(stored).Order(ByDay).Select(alert => (Alert?)alert).FirstOrDefault() is { } missing
            ? $"{Text(missing.From)}: the alert {missing.Code} until {Text(missing.To)} is recomputed and not stored"
            : null;
    }

    /// <summary>At any recorded instant there was one timeline: rows that share a day were never current together.</summary>
    public static string? TwoAtOnce(IReadOnlyList<RecordedPeriod> history)
    {
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i].SupersededAt < history[i].RecordedAt)
                return $"{Text(history[i].Period.From)}: a period was superseded before it was recorded";
            for (var j = i + 1; j < history.Count; j++)
            {
                var later = history[i].Period.From > history[j].Period.From ? history[i].Period.From : history[j].Period.From;
                if (Covers(history[i].Period, later) && Covers(history[j].Period, later) && WereKnownTogether(history[i], history[j]))
                    return $"{Text(later)}: stored {Told(history[i].Period)} and {Told(history[j].Period)} at the same recorded time";
            }
        }

        return null;
    }

    /// <summary>
    /// The holder told last is the one of the last day that was told, or of the day on which the timeline was last replaced if that is later.
    /// While a new day waits to be told, its holder is right as well: it is told child by child.
    /// </summary>
    public static string? WronglyTold(ToldHolder told, IReadOnlyList<Period> stored, DateOnly lastTold, DateOnly? replaced, DateOnly today)
    {
        var day = replaced > lastTold ? replaced.Value : lastTold;
        var right = Telling.HolderOn(stored, day);
        return told == right || (lastTold < today && told == Telling.HolderOn(stored, today)) ? null
            : $"{Text(day)}: told {Told(told)}, stored {Told(right)}";
    }

    private static string? Misplaced(IReadOnlyList<Period> stored)
    {
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i].To <= stored[i].From)
                return $"{Text(stored[i].From)}: a stored period ends on or before the day it begins";
            if (i > 0 && (stored[i - 1].To is null || stored[i - 1].To > stored[i].From))
                return $"{Text(stored[i].From)}: two stored periods, {Told(stored[i - 1])} and {Told(stored[i])}";
        }

        return null;
    }

    private static bool WereKnownTogether(in RecordedPeriod one, in RecordedPeriod other) =>
        (one.SupersededAt is null || one.SupersededAt > other.RecordedAt) && (other.SupersededAt is null || other.SupersededAt > one.RecordedAt)
        && one.SupersededAt != one.RecordedAt && other.SupersededAt != other.RecordedAt;

    private static readonly Comparer<Alert> ByDay = Comparer<Alert>.Create((one, other) => one.From.CompareTo(other.From));

    private static IEnumerable<DateOnly> Bounds(Period period) => period.To is { } to ? [period.From, to] : [period.From];

    private static Period? On(IReadOnlyList<Period> periods, DateOnly day)
    {
        foreach (var period in periods)
            if (Covers(period, day))
                return period;
        return null;
    }

    private static bool Covers(in Period period, DateOnly day) => period.From <= day && (period.To is null || period.To > day);

    private static string Told(Period? period) => period is { } p ? $"{p.Organisation} {p.Unit ?? "without a unit"} by {p.Rule}" : "nobody";

    private static string Told(ToldHolder holder) => holder.Organisation is null ? "nobody" : $"{holder.Organisation} {holder.UnitId ?? "without a unit"}";

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "further notice";
}
