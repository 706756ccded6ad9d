using System.Runtime.CompilerServices;

namespace Kronobarn.Responsibility;

/// <summary>A half-open run of days, [From, To). A null To is open.</summary>
internal interface IInterval<TSelf> where TSelf : struct, IInterval<TSelf>
{
    DateOnly From { get; }
    DateOnly? To { get; }

    /// <summary>Orders facts that the dates cannot tell apart, ordinally; the one that sorts first wins.</summary>
    int CompareTie(TSelf other);
}

/// <summary>
/// The three questions that the rules put to a list of intervals, in any order. Days are <see cref="DateOnly.DayNumber"/>,
/// and <see cref="Never"/> stands for the end of an open interval. A child has a handful of facts, so a plain scan beats any index.
/// </summary>
internal static class Intervals
{
    public const int Never = int.MaxValue;
    public const int None = -1;

    public static int First<T>(this T interval) where T : struct, IInterval<T> => interval.From.DayNumber;

    public static int End<T>(this T interval) where T : struct, IInterval<T> => interval.To is { } to ? to.DayNumber : Never;

    public static bool Covers<T>(this T interval, int day) where T : struct, IInterval<T> =>
        interval.First() <= day && day < interval.End();

    /// <summary>Index of the interval that holds on a day: of those that cover it the one with the latest From, then the one that sorts first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Covering<T>(ReadOnlySpan<T> intervals, int day) where T : struct, IInterval<T>
    {
        var best = None;
        for (var i = 0; i < intervals.Length; i++)
            if (intervals[i].Covers(day) && (best == None || LaterBegun(intervals[i], intervals[best])))
                best = i;
        return best;
    }

    /// <summary>Index of the interval that ended last on or before a day: the greatest To, then the greatest From, then the one that sorts first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int EndedLast<T>(ReadOnlySpan<T> intervals, int day) where T : struct, IInterval<T>
    {
        var best = None;
        for (var i = 0; i < intervals.Length; i++)
            if (intervals[i].End() <= day && (best == None || LaterEnded(intervals[i], intervals[best])))
                best = i;
        return best;
    }

    /// <summary>The smallest From after a day, or <see cref="Never"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int NextToBegin<T>(ReadOnlySpan<T> intervals, int day) where T : struct, IInterval<T>
    {
        var next = Never;
        foreach (ref readonly var interval in intervals)
            if (interval.First() > day)
                next = Math.Min(next, interval.First());
        return next;
    }

    private static bool LaterBegun<T>(in T one, in T other) where T : struct, IInterval<T> =>
        one.First() != other.First() ? one.First() > other.First() : one.CompareTie(other) < 0;

    private static bool LaterEnded<T>(in T one, in T other) where T : struct, IInterval<T> =>
        one.End() != other.End() ? one.End() > other.End() : LaterBegun(one, other);
}
