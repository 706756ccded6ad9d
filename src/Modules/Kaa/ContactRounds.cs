namespace Kronobarn.Kaa;

/// <summary>
/// When a youth is to be contacted the next time (kontaktrunda). The law asks the municipality to keep itself informed all through the year (29 kap. 9 § skollagen) and names no
/// interval: one who was not reached is tried again within a fortnight, the others are asked once a quarter how it goes. Pure.
/// </summary>
internal static class ContactRounds
{
    private const int SoonDays = 14, QuarterDays = 90;

    /// <param name="since">The first day in the register: one whom nobody has tried to reach has waited since then.</param>
    /// <param name="last">The last attempt of this stay, and how it went.</param>
    public static DateOnly Next(DateOnly since, (DateOnly Day, string Outcome)? last) => last switch
    {
        null => since,
        { Outcome: "not-reached" or "meeting-booked" } attempt => attempt.Day.AddDays(SoonDays),
        { } attempt => attempt.Day.AddDays(QuarterDays),
    };
}
