namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Where a family lives through the years, moves that lie ahead included.</summary>
internal static class Homes
{
    // Neighbouring and large municipalities outside the county.
    private static readonly string[] Elsewhere = ["0680", "0880", "1080", "1280", "1290", "0180", "1480", "0617"];

    /// <summary>The first stay has no beginning; a birth cuts it.</summary>
    public static List<Stay> Draw(DateOnly eldestBirth, Calendar calendar, Dice dice)
    {
        var home = Units.Draw(dice).Code;
        var stays = new List<Stay> { new(home, DateOnly.MinValue) };
        var today = calendar.Today;
        var past = dice.Day(eldestBirth.AddDays(30), Later(eldestBirth.AddDays(31), today.AddDays(-10)));
        switch (dice.Below(1000))
        {
            case < 110: // moved within the county
                stays.Add(new Stay(Other(home, dice), past));
                break;
            case < 165: // moved in from elsewhere in Sweden
                stays = [new(dice.Pick(Elsewhere), DateOnly.MinValue), new(home, past)];
                break;
            case < 200 when past < today: // arrived from abroad
                stays = [new(null, DateOnly.MinValue), new(home, past)];
                break;
            case < 218: // moved out and came back
                var back = past.AddDays(dice.Between(150, 900));
                stays.Add(new Stay(dice.Chance(0.6) ? dice.Pick(Elsewhere) : null, past));
                if (back < today)
                    stays.Add(new Stay(dice.Chance(0.7) ? home : Other(home, dice), back));
                break;
            case < 226: // moved out for good
                stays.Add(new Stay(dice.Pick(Elsewhere), past));
                break;
            case < 240: // about to move within the county
                stays.Add(new Stay(Other(home, dice), today.AddDays(dice.Between(2, 88))));
                break;
            case < 245: // about to leave it
                stays.Add(new Stay(dice.Pick(Elsewhere), today.AddDays(dice.Between(2, 88))));
                break;
        }
        return stays;
    }

    public static List<Stay> Since(DateOnly birth, List<Stay> stays)
    {
        var current = stays.FindLastIndex(stay => stay.From <= birth);
        return [stays[current] with { From = birth }, .. stays.Skip(current + 1)];
    }

    private static string Other(string home, Dice dice)
    {
        string other;
        do
            other = Units.Draw(dice).Code;
        while (other.Equals(home, StringComparison.Ordinal));
        return other;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
