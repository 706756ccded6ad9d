namespace Kronobarn.Shell;

/// <summary>Words that many pages say in the same way.</summary>
public static class Swedish
{
    /// <summary>In how many days, or how many days ago.</summary>
    public static string Until(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "i dag",
        1 => "i morgon",
        -1 => "i går",
        > 1 and var days => $"om {days} dagar",
        var days => $"för {-days} dagar sedan",
    };

    public static string Plural(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
