using System.Text.RegularExpressions;

namespace Kronobarn.Shell;

/// <summary>
/// From a rule's English sentence to the visitor's language. The library's own sentences are known by their shape; a rule's own sentence is a key,
/// <c>fault:{sentence}</c>, in the language's file.
/// </summary>
internal static partial class Faults
{
    public static string Of(Words words, string english)
    {
        if (words.Has($"fault:{english}") || Words.Swedish.Has($"fault:{english}"))
            return words[$"fault:{english}"];
        if (english.StartsWith("One of ", StringComparison.Ordinal) || english.StartsWith("Either ", StringComparison.Ordinal))
            return words["fault.choose"];
        if (Empty().IsMatch(english))
            return words["fault.missing"];
        if (Longest().Match(english) is { Success: true } longest)
            return words["fault.too-long", longest.Groups["most"].Value];
        if (Between().Match(english) is { Success: true } between)
            return words["fault.between", between.Groups["least"].Value, between.Groups["most"].Value];
        if (Least().Match(english) is { Success: true } least)
            return words["fault.least", least.Groups["least"].Value];
        if (Earlier().IsMatch(english))
            return words["fault.earlier"];
        if (Later().IsMatch(english))
            return words["fault.later"];
        if (english.EndsWith("is not a valid email address.", StringComparison.Ordinal))
            return words["fault.email"];
        if (english.EndsWith("is not in the correct format.", StringComparison.Ordinal))
            return words["fault.format"];
        return LengthBetween().Match(english) is { Success: true } length ? words["fault.length", length.Groups["least"].Value, length.Groups["most"].Value] : words["fault.wrong"];
    }

    [GeneratedRegex("must not be (?:empty|null|equal)|is required|'.+' must not", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Empty();

    [GeneratedRegex(@"must be (?<most>\d+) characters or fewer", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Longest();

    // What is compared with another value and not with a fixed one is a day, all over the house.
    [GeneratedRegex("must be less than or equal to '[^']+'", RegexOptions.NonBacktracking)]
    private static partial Regex Earlier();

    [GeneratedRegex("must be greater than '[^']+'", RegexOptions.NonBacktracking)]
    private static partial Regex Later();

    [GeneratedRegex("must be greater than or equal to '(?<least>[^']+)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Least();

    [GeneratedRegex(@"must be between (?<least>\S+) and (?<most>\S+)\. ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Between();

    [GeneratedRegex(@"must be between (?<least>\d+) and (?<most>\d+) characters", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LengthBetween();
}
