using System.Globalization;

namespace Kronobarn.Collaboration;

/// <summary>What a document may be called: a name that is the same wherever it is saved, and shows what it is. Pure.</summary>
internal static class DocumentNames
{
    public const int Longest = 200;

    /// <summary>No path, no control character, nothing that turns the order of reading (which makes an ending look like another), nothing that a file system refuses.</summary>
    public static bool Is(string name) => name.Length is > 0 and <= Longest && name.Trim() == name && !name.StartsWith('.') && !name.EndsWith('.')
        && !name.Any(c => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && IsWhole(name);

    // Half a surrogate is no character.
    private static bool IsWhole(string name) => !name.EnumerateRunes().Any(rune => rune.Value == 0xFFFD);
}
