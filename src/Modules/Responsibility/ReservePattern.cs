using System.Globalization;
using System.Text.RegularExpressions;

namespace Kronobarn.Responsibility;

/// <summary>
/// A region's own reserve number (regionalt reservnummer). The forms differ between regions, so each is configured: a regular
/// expression over the 12 characters, where a group called <c>birth</c>, if there is one, holds the birth date as <c>YYYYMMDD</c>.
/// </summary>
internal sealed class ReservePattern(string name, string pattern)
{
    // Configured text is not trusted to be cheap: without backtracking the work is linear whatever the pattern says.
    private readonly Regex _pattern = new(
        $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    /// <summary>The region that gives such numbers.</summary>
    public string Name { get; } = name;

    /// <summary>True for a number of this form; a date that the pattern points out must be a real one.</summary>
    public bool Matches(ReadOnlySpan<char> twelve, out DateOnly? birth)
    {
        birth = null;
        if (!_pattern.IsMatch(twelve))
            return false;
        var group = _pattern.Match(twelve.ToString()).Groups["birth"];
        if (!group.Success)
            return true;
        var real = DateOnly.TryParseExact(group.ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        birth = real ? date : null;
        return real;
    }
}
