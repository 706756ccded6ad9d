using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kronobarn.Responsibility;

/// <summary>A run of days [From, To) with one holder by one rule. A null To is open: the child is not born yet.</summary>
internal readonly record struct Period(DateOnly From, DateOnly? To, string Organisation, string? Unit, string Rule);

/// <summary>
/// Who holds barnensbästa-ansvar for one child, day by day: exactly one period for each day in scope, and none outside.
/// A pure function of the facts, the rules and the county: no clock, no database, and no trace of the order in which facts came.
/// </summary>
/// <remarks>
/// Nothing can change between two neighbouring days named by a fact or a rule. The engine gathers those days, sorts them, and asks
/// the rules once for each stretch between two of them.
/// </remarks>
internal sealed class Timeline
{
    private const int CutsOnStack = 96;
    private const int CutsBesideFacts = 6;

    /// <summary>In order of time, without overlap.</summary>
    public List<Period> Periods { get; } = new(16);

    /// <summary>In order of code, then time.</summary>
    public List<Alert> Alerts { get; } = [];

    /// <exception cref="ArgumentException">A fact ends on or before the day it begins.</exception>
    public static Timeline Of(ChildFacts child, RuleSchedule schedule, County county)
    {
        var timeline = new Timeline();
        timeline.Draw(child, schedule, county);
        return timeline;
    }

    /// <summary>As <see cref="Of"/>, but into this timeline in place of what it held, for callers with millions of children.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(ChildFacts child, RuleSchedule schedule, County county)
    {
        if (child.FirstBadFact() is { } fault)
            throw new ArgumentException(fault, nameof(child));

        Periods.Clear();
        Alerts.Clear();
        var start = FirstDayOfScope(child);
        var end = EndOfScope(child);
        if (start >= end)
            return;

        var most = MostCuts(child, schedule, county);
        int[]? rented = null;
        var buffer = most <= CutsOnStack ? stackalloc int[CutsOnStack] : (rented = ArrayPool<int>.Shared.Rent(most));
        var cuts = new CutPoints(buffer, start, end);
        cuts.Gather(child, schedule, county);
        Sweep(child, schedule, county, cuts.Sorted(), end);
        if (rented is not null)
            ArrayPool<int>.Shared.Return(rented);
        Alerts.Sort(ByCodeThenFrom);
    }

    /// <summary>
    /// The pregnancy's first day if known, or else the birth date. To the letter: a pregnancy recorded as beginning after the birth
    /// moves the start to its own day. A child with neither is never in scope.
    /// </summary>
    private static int FirstDayOfScope(ChildFacts child) =>
        (child.Pregnancy?.From ?? child.BirthDate)?.DayNumber ?? Intervals.Never;

    /// <summary>The first of 18th birthday, death and pregnancy ended without birth, also where these contradict each other.</summary>
    private static int EndOfScope(ChildFacts child) =>
        Math.Min(EighteenthBirthday(child.BirthDate), Math.Min(
            child.DeathDate?.DayNumber ?? Intervals.Never,
            child.Pregnancy?.EndedWithoutBirth?.DayNumber ?? Intervals.Never));

    /// <summary><see cref="DateOnly.AddYears"/> puts the birthday of 29 February on the 28th in a common year, as the document wants.</summary>
    private static int EighteenthBirthday(DateOnly? birth) =>
        birth is { } date && date.Year + 18 <= DateOnly.MaxValue.Year ? date.AddYears(18).DayNumber : Intervals.Never;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep(ChildFacts child, RuleSchedule schedule, County county, ReadOnlySpan<int> cuts, int end)
    {
        var residences = CollectionsMarshal.AsSpan(child.Residences);
        var overdue = child.Pregnancy?.DueDate is { } due ? AlertRule.OverdueFrom(due) : Intervals.Never;
        var firstAutumn = child.BirthDate is { } birth ? CompulsorySchooling.FirstAutumn(birth) : Intervals.Never;
        var day = new Day(child);
        for (var i = 0; i < cuts.Length; i++)
        {
            day.Number = cuts[i];
            var next = i + 1 < cuts.Length ? cuts[i + 1] : end;
            if (next == day.Number || HomeOn(residences, day.Number, county) is not { } home)
                continue;

            day.Home = home;
            var holder = schedule.InForce(day.Number).Judge(day);
            Hold(holder, day.Number, next);
            if (AlertRule.CompulsoryGap(holder))
                Warn(AlertCode.CompulsoryGap, day.Number, next);
            if (AlertRule.LateSchoolStart(holder, day.Number, firstAutumn))
                Warn(AlertCode.LateSchoolStart, day.Number, next);
            if (AlertRule.OverdueBirth(holder, day.Number, overdue))
                Warn(AlertCode.OverdueBirth, day.Number, next);
            if (AlertRule.UnitMissing(holder))
                Warn(AlertCode.UnitMissing, day.Number, next);
            if (AlertRule.Overlap(holder, day))
                Warn(AlertCode.Overlap, day.Number, next);
        }
    }

    /// <summary>The municipality of residence when it is one of the county's; null puts the day out of scope.</summary>
    private static Municipality? HomeOn(ReadOnlySpan<Residence> residences, int day, County county) =>
        Intervals.Covering(residences, day) is var i and not Intervals.None ? county.Find(residences[i].Municipality) : null;

    /// <summary>Neighbouring days with the same organisation, unit and rule form one period.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hold(in Holder holder, int from, int to)
    {
        var period = new Period(DateOnly.FromDayNumber(from), ToDate(to), holder.Organisation, holder.Unit, holder.Rule);
        if (Periods.Count > 0 && Periods[^1] with { From = period.From, To = period.To } == period && Periods[^1].To == period.From)
            Periods[^1] = Periods[^1] with { To = period.To };
        else
            Periods.Add(period);
    }

    private void Warn(string code, int from, int to)
    {
        var first = DateOnly.FromDayNumber(from);
        for (var i = Alerts.Count - 1; i >= 0; i--)
            if (Alerts[i].To == first && string.Equals(Alerts[i].Code, code, StringComparison.Ordinal))
            {
                Alerts[i] = Alerts[i] with { To = ToDate(to) };
                return;
            }
        Alerts.Add(new Alert(code, first, ToDate(to)));
    }

    private static DateOnly? ToDate(int day) => day == Intervals.Never ? null : DateOnly.FromDayNumber(day);

    private static int ByCodeThenFrom(Alert one, Alert other) =>
        string.CompareOrdinal(one.Code, other.Code) is var order and not 0 ? order : one.From.CompareTo(other.From);

    private static int MostCuts(ChildFacts child, RuleSchedule schedule, County county)
    {
        var intervals = child.Residences.Count + child.Listings.Count + child.Placements.Count + child.Enrolments.Count + child.Exceptions.Count;
        foreach (var residence in child.Residences)
            if (county.Find(residence.Municipality) is { } home)
                intervals += home.ChildHealthCare.Length + home.Kaa.Length;
        return 2 * intervals + schedule.Count + CutsBesideFacts;
    }

    /// <summary>The days inside the scope on which something may change, and its first day.</summary>
    private ref struct CutPoints
    {
        private readonly Span<int> days;
        private readonly int start;
        private readonly int end;
        private int count;

        public CutPoints(Span<int> buffer, int start, int end)
        {
            days = buffer;
            this.start = start;
            this.end = end;
            days[count++] = start;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Gather(ChildFacts child, RuleSchedule schedule, County county)
        {
            AddAll<Residence>(CollectionsMarshal.AsSpan(child.Residences));
            AddAll<Listing>(CollectionsMarshal.AsSpan(child.Listings));
            AddAll<Placement>(CollectionsMarshal.AsSpan(child.Placements));
            AddAll<Enrolment>(CollectionsMarshal.AsSpan(child.Enrolments));
            AddAll<AgreedException>(CollectionsMarshal.AsSpan(child.Exceptions));
            foreach (var residence in child.Residences)
                if (county.Find(residence.Municipality) is { } home)
                {
                    AddAll(home.ChildHealthCare);
                    AddAll(home.Kaa);
                }
            for (var i = 0; i < schedule.Count; i++)
                Add(schedule.ChangeDay(i));
            if (child.Pregnancy?.DueDate is { } due)
                Add(AlertRule.OverdueFrom(due));
            if (child.BirthDate is { } birth)
            {
                Add(birth.DayNumber);
                Add(CompulsorySchooling.FirstAutumn(birth));
                Add(CompulsorySchooling.End(birth, CollectionsMarshal.AsSpan(child.Enrolments)));
            }
        }

        public readonly ReadOnlySpan<int> Sorted()
        {
            var gathered = days[..count];
            gathered.Sort();
            return gathered;
        }

        private void AddAll<T>(ReadOnlySpan<T> intervals) where T : struct, IInterval<T>
        {
            foreach (ref readonly var interval in intervals)
            {
                Add(interval.First());
                Add(interval.End());
            }
        }

        private void Add(int day)
        {
            if (start < day && day < end)
                days[count++] = day;
        }
    }
}
