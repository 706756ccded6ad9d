using System.Globalization;
using System.Text;

namespace Kronobarn.Responsibility;

/// <summary>
/// What somebody wrote to find a child by its name: every word of it stands somewhere in the name, in any order and case. Engines disagree on which letters are the same, so the program
/// decides, as the pages' script does (filter.js): accents that a keyboard lacks are passed over; å, ä and ö are letters of their own.
/// </summary>
internal readonly struct NameSearch(string? text)
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    private readonly string[] words = Plain(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Nothing was written: every name is right.</summary>
    public bool IsEmpty => words.Length == 0;

    public bool Finds(string? name)
    {
        var plain = Plain(name);
        return Array.TrueForAll(words, word => plain.Contains(word, StringComparison.Ordinal));
    }

    private static string Plain(string? text)
    {
        var plain = new StringBuilder();
        foreach (var letter in (text ?? "").ToLower(Swedish).Normalize(NormalizationForm.FormC))
        {
            if (char.IsAscii(letter) || letter is 'å' or 'ä' or 'ö')
                plain.Append(letter);
            else if (!char.IsSurrogate(letter))
                plain.Append([.. letter.ToString().Normalize(NormalizationForm.FormD).Where(part => CharUnicodeInfo.GetUnicodeCategory(part) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))]);
            else
                plain.Append(letter);
        }

        return plain.ToString();
    }
}
