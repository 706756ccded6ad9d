namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>The unusual that happens to a child whose facts are already laid out; every one of these is legitimate data that the rules must cope with.</summary>
internal sealed class Turns(Units units, Calendar calendar, Dice dice)
{
    /// <summary>One turn for about one child in thirty; the rest live on as planned.</summary>
    public void Draw(Child child)
    {
        switch (dice.Below(1000))
        {
            case < 9:
                OverlapSchools(child, dice.Chance(0.6) ? dice.Between(10, 45) : null);
                break;
            case < 13:
                var gone = calendar.Today.AddDays(-dice.Between(5, 80));
                LeaveSchool(child, gone, dice.Chance(0.5) ? null : gone.AddDays(dice.Between(93, 170)));
                break;
            case < 16:
                var since = calendar.Today.AddDays(-dice.Between(300, 900));
                LeaveSchool(child, since, since.AddDays(dice.Between(95, 200)));
                break;
            case < 26:
                ChangeSchool(child, calendar.Today.AddDays(dice.Between(3, 85)));
                break;
            case < 31:
                CancelSchool(child);
                break;
            case < 32 when calendar.Today.DayNumber - child.Birth.DayNumber > 30 && child.NewNumber is null && child.Stays.Count == 1:
                Die(child, dice.Day(child.Birth.AddDays(20), calendar.Today));
                break;
        }
    }

    /// <summary>The new school's enrolment begins before the old one's has ended (överlappande skolplaceringar).</summary>
    /// <param name="days">How long both last; null when the old school has forgotten to end its own.</param>
    public static void OverlapSchools(Child child, int? days)
    {
        for (var i = child.Enrolments.Count - 1; i > 0; i--)
        {
            var (old, next) = (child.Enrolments[i - 1], child.Enrolments[i]);
            DateOnly? end = days is { } both ? next.From.AddDays(both) : null;
            if (old.Unit != next.Unit && old.To is not null && (end is null || old.To < end) && (next.To is null || next.To > end))
            {
                child.Enrolments[i - 1] = old with { To = end };
                return;
            }
        }
    }

    /// <summary>Out of compulsory school, and back again at <paramref name="to"/> if ever: nobody is told where the pupil is (glapp i skolplikten).</summary>
    public static void LeaveSchool(Child child, DateOnly from, DateOnly? to)
    {
        var index = child.Enrolments.FindIndex(one => one.From < from && (one.To is null || one.To > from));
        if (index < 0 || child.Enrolments[index] is not { Form: "GR" or "GRS" or "FKLASS" } left)
            return;
        var rest = child.Enrolments.Skip(index).ToList();
        child.Enrolments.RemoveRange(index, rest.Count);
        child.Enrolments.Add(left with { To = from });
        if (to is { } back)
            child.Enrolments.AddRange(rest.Where(one => one.To is null || one.To > back).Select(one => one.From > back ? one : one with { From = back }));
    }

    /// <summary>A change of school in the middle of the year, in the same municipality when it has another one.</summary>
    public void ChangeSchool(Child child, DateOnly on)
    {
        var index = child.Enrolments.FindIndex(one => one.From < on && one.To is null);
        if (index < 0 || index != child.Enrolments.Count - 1 || child.Stays[^1].From > calendar.Today)
            return;
        var old = child.Enrolments[index];
        var year = Math.Clamp(Calendar.SchoolYearOf(on) - old.StartYear, 0, 10);
        if (Units.Find(child.Stays[^1].Municipality) is not { } home)
            return;
        Unit[] others = [.. units.SchoolsFor(old.Form, year, home.Code).Where(unit => unit != old.Unit)];
        if (others.Length == 0)
            return;
        child.Enrolments[index] = old with { To = on };
        child.Enrolments.Add(old with { Unit = dice.Pick(others), From = on });
    }

    /// <summary>A place that was applied for and taken back before it began (återkallad skolplacering): no enrolment at all.</summary>
    public void CancelSchool(Child child)
    {
        if (child.Enrolments.Count == 0 || child.Enrolments[0] is not { Form: "FKLASS" } first)
            return;
        Unit[] others = [.. units.SchoolsFor("FKLASS", 0, first.Unit.Municipality!).Where(unit => unit != first.Unit)];
        if (others.Length > 0)
            child.Enrolments.Insert(0, first with { Unit = dice.Pick(others), Cancelled = true });
    }

    public static void Die(Child child, DateOnly on)
    {
        child.Death = on;
        Cut(child.Listings, one => one.From, one => one.To, one => one with { To = on }, on);
        Cut(child.Placements, one => one.From, one => one.To, one => one with { To = on }, on);
        Cut(child.Enrolments, one => one.From, one => one.To, one => one with { To = on }, on);
    }

    private static void Cut<T>(List<T> all, Func<T, DateOnly> from, Func<T, DateOnly?> to, Func<T, T> ended, DateOnly on)
    {
        all.RemoveAll(one => from(one) >= on);
        for (var i = 0; i < all.Count; i++)
            if (to(all[i]) is not { } end || end > on)
                all[i] = ended(all[i]);
    }
}
