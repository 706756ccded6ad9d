namespace Kronobarn.Casework;

/// <summary>
/// Working days (arbetsdagar, vardagar). Lag (1989:253) om allmänna helgdagar says which days are public holidays; 2 § lag (1930:173) om beräkning av
/// lagstadgad tid puts Saturdays, midsommarafton, julafton and nyårsafton beside them. The rules are computed, so that no table has to be
/// kept; they are those in force since 1953, when midsommardagen and alla helgons dag became Saturdays.
/// </summary>
internal static class SwedishCalendar
{
    // SFS 2004:1320: nationaldagen came in and annandag pingst went out, both from 1 April 2005.
    private const int FirstYearOfNationalDay = 2005;

    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !HasFixedDate(day) && !FollowsEaster(day) && !IsMidsummerEve(day);

    /// <summary>
    /// The working day that comes <paramref name="days"/> working days after <paramref name="from"/>: the day itself is never counted, whether one works on
    /// it or not, so that both a Friday and the Saturday after it give Monday for 1. Nought gives the day itself if it is a working day, else the next one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative: nothing falls due before it has begun.</exception>
    public static DateOnly AddWorkingDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = days == 0 ? from : from.AddDays(1);
        for (var left = Math.Max(days, 1); ; day = day.AddDays(1))
            if (IsWorkingDay(day) && --left == 0)
                return day;
    }

    /// <summary>
    /// Påskdagen: the Sunday after the full moon on or next after 21 March (2 § lag 1989:253). The moon is the church's reckoned one, not the astronomers';
    /// the steps are those of the anonymous Gregorian algorithm (Nature, 20 April 1876; J. Meeus, Astronomical Algorithms, chapter 8).
    /// </summary>
    public static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var correction = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - correction - (ofCentury % 4)) % 7;
        var late = (golden + (11 * correction) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(correction + weekday - (7 * late) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }

    private static bool HasFixedDate(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1 or 6) => true,
        (5, 1) => true,
        (6, 6) => day.Year >= FirstYearOfNationalDay,
        (12, 24 or 25 or 26 or 31) => true,
        _ => false,
    };

    /// <summary>Långfredagen, annandag påsk, Kristi himmelsfärdsdag (the sixth Thursday after), and until 2004 annandag pingst.</summary>
    private static bool FollowsEaster(DateOnly day) => (day.DayNumber - Easter(day.Year).DayNumber) switch
    {
        -2 or 1 or 39 => true,
        50 => day.Year < FirstYearOfNationalDay,
        _ => false,
    };

    /// <summary>The Friday before the Saturday of 20 to 26 June. Midsommardagen and alla helgons dag need no rule of their own: they are Saturdays.</summary>
    private static bool IsMidsummerEve(DateOnly day) => day is { Month: 6, Day: >= 19 and <= 25, DayOfWeek: DayOfWeek.Friday };
}
