namespace Kronobarn.Responsibility;

/// <summary>Compulsory schooling (skolplikt) as far as the chain needs it: the day on which it is over, and the autumn in which it begins.</summary>
internal static class CompulsorySchooling
{
    /// <summary>
    /// 1 July of the year in which the child turns 16; a year later if it began with postponed school start (uppskjuten skolplikt),
    /// told by a first enrolment that is FKLASS and began in the year the child turned 7 or later.
    /// </summary>
    public static int End(DateOnly birth, ReadOnlySpan<Enrolment> enrolments)
    {
        var first = FirstToBegin(enrolments);
        var postponed = first != Intervals.None
            && enrolments[first].Form == SchoolForm.FKLASS && enrolments[first].From.Year >= birth.Year + 7;
        return DayOf(birth.Year + (postponed ? 17 : 16), month: 7);
    }

    /// <summary>1 September of the year in which the child turns 6: from here a child without a school is late.</summary>
    public static int FirstAutumn(DateOnly birth) => DayOf(birth.Year + 6, month: 9);

    /// <summary>
    /// The document has no tie rule of its own for the first enrolment. Of several that begin on that day the chain's usual one
    /// decides (the unit that sorts first), and then the code of the form, so that the order of the facts never does.
    /// </summary>
    private static int FirstToBegin(ReadOnlySpan<Enrolment> enrolments)
    {
        var first = Intervals.None;
        for (var i = 0; i < enrolments.Length; i++)
            if (first == Intervals.None || BeginsBefore(enrolments[i], enrolments[first]))
                first = i;
        return first;
    }

    private static bool BeginsBefore(in Enrolment one, in Enrolment other)
    {
        if (one.From != other.From)
            return one.From < other.From;
        return one.CompareTie(other) is var order and not 0 ? order < 0 : one.Form < other.Form;
    }

    private static int DayOf(int year, int month) =>
        year <= DateOnly.MaxValue.Year ? new DateOnly(year, month, 1).DayNumber : Intervals.Never;
}
