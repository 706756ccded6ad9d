namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>The days that the county's school years begin and end on, and how far ahead the sources know anything.</summary>
internal sealed class Calendar(DateOnly today)
{
    private const int KnownAhead = 120;

    public DateOnly Today => today;

    /// <summary>The last day that a source has planned anything for: well past the 90 days of those coming to and leaving a unit.</summary>
    public DateOnly Horizon => today.AddDays(KnownAhead);

    /// <summary>The first day on which somebody born is still under 18.</summary>
    public DateOnly EarliestBirth => today.AddYears(-18).AddDays(1);

    /// <summary>The autumn term's first day: the first Monday from 15 August.</summary>
    public static DateOnly Autumn(int year)
    {
        var day = new DateOnly(year, 8, 15);
        return day.AddDays((8 - (int)day.DayOfWeek) % 7);
    }

    /// <summary>The day after the spring term's last one.</summary>
    public static DateOnly SummerBreak(int year) => new(year, 6, 13);

    /// <summary>The year in which the school year (läsår) of that day began.</summary>
    public static int SchoolYearOf(DateOnly day) => day >= Autumn(day.Year) ? day.Year : day.Year - 1;

    /// <summary>
    /// Leaves out what begins beyond the horizon, and the end of what ends beyond it or whose continuation nobody has planned yet: an open
    /// spell is how a source says "for now".
    /// </summary>
    public void Trim(List<Spell> spells) =>
        Trim(spells, spell => spell.From, spell => spell.To, (spell, to) => spell with { To = to });

    /// <inheritdoc cref="Trim(List{Spell})"/>
    public void Trim(List<Enrolment> enrolments) =>
        Trim(enrolments, enrolment => enrolment.From, enrolment => enrolment.To, (enrolment, to) => enrolment with { To = to });

    private void Trim<T>(List<T> all, Func<T, DateOnly> from, Func<T, DateOnly?> to, Func<T, DateOnly?, T> ending)
    {
        var continues = all.Exists(one => from(one) > Horizon);
        all.RemoveAll(one => from(one) > Horizon);
        if (all.Count > 0 && to(all[^1]) is { } last && (last > Horizon || continues && last > today))
            all[^1] = ending(all[^1], null);
    }
}
