using System.Globalization;

namespace Kronobarn.Directory;

/// <summary>
/// A text as patterns for LIKE, escaped by a backslash. SQLite folds the case of a to z alone, so å, ä and ö are asked for
/// in small letters, with a capital first, and in capitals.
/// </summary>
internal static class SearchText
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    public static (string? Small, string? Capital, string? Capitals) Patterns(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, null, null);
        var small = text.Trim().ToLower(Swedish);
        return (Pattern(small), Pattern(char.ToUpper(small[0], Swedish) + small[1..]), Pattern(small.ToUpper(Swedish)));
    }

    private static string Pattern(string text) => "%" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal) + "%";
}
