using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Collaboration;

/// <summary>
/// The plan's days: the next follow-up at most <c>Kronobarn:Clocks:follow-up:Days</c> ahead (184: six months at their longest; Kronobarn's default, no published value),
/// and a closed plan may be opened again within <c>Kronobarn:Plans:ReopenWithinDays</c> (92).
/// </summary>
internal sealed class PlanDates
{
    /// <exception cref="InvalidOperationException">A setting is no number of days.</exception>
    public PlanDates(IConfiguration configuration)
    {
        FollowUpWithin = Days(configuration, "Kronobarn:Clocks:follow-up:Days", 184);
        ReopenWithin = Days(configuration, "Kronobarn:Plans:ReopenWithinDays", 92);
    }

    public int FollowUpWithin { get; }

    public int ReopenWithin { get; }

    private static int Days(IConfiguration configuration, string key, int usual) => configuration[key] is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3650 ? days
        : throw new InvalidOperationException($"{key} is '{text}'. It is a number of days, 1 to 3650.");
}
