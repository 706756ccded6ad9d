namespace Kronobarn.Shell;

/// <summary>Words that many pages say in the same way.</summary>
public static class Swedish
{
    private const int ManyDays = 100, ManyMonths = 24;
    private const double DaysAMonth = 365.25 / 12;

    /// <summary>In how long, or how long ago: days while they can be grasped, then months, then years.</summary>
    public static string Until(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "i dag",
        1 => "i morgon",
        -1 => "i går",
        > 1 and var days => $"om {Long(days)}",
        var days => $"för {Long(-days)} sedan",
    };

    private static string Long(int days)
    {
        var months = (int)Math.Round(days / DaysAMonth);
        return days <= ManyDays ? $"{days} dagar" : months <= ManyMonths ? $"{months} månader" : $"{months / 12} år";
    }

    public static string Plural(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
