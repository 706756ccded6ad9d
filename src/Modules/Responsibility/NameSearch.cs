using System.Globalization;

namespace Kronobarn.Responsibility;

/// <summary>What somebody wrote to find a child by its name: every word of it stands somewhere in the name, in any order and case. Engines disagree on which letters are the same; the program has one opinion on all.</summary>
internal readonly struct NameSearch(string? text)
{
    private static readonly CompareInfo Swedish = CultureInfo.GetCultureInfo("sv-SE").CompareInfo;

    private readonly string[] words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Nothing was written: every name is right.</summary>
    public bool IsEmpty => words.Length == 0;

    public bool Finds(string? name) => Array.TrueForAll(words, word => Swedish.IndexOf(name ?? "", word, CompareOptions.IgnoreCase) >= 0);
}
