using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Casework;

/// <summary>What a concern must hold before it is one, whoever leaves it. Pure.</summary>
internal static class ConcernText
{
    public const int Longest = 2000;
    public const int LongestDescription = 500;
    public const string Rule = "Say what you have noticed, in text that can be read.";
    public const string AboutRule = "Kind child or unborn with a valid identityNumber, or unidentified with a description.";

    public static bool AreSpokes(IReadOnlyList<string> spokes, WheelVersion wheel) =>
        spokes.Count == spokes.Distinct(StringComparer.Ordinal).Count() && spokes.All(spoke => wheel.Has(spoke));

    /// <summary>The number must be one that can exist, or it was mistyped and the concern would be about somebody else (a wrong digit once went undetected: Lex Sarah, Nacka 2015).</summary>
    public static bool IsAbout(string kind, string? identityNumber, string? description, DateOnly today) => kind switch
    {
        AboutKinds.Child or AboutKinds.Unborn => identityNumber is not null && description is null && IdentityText.IsNumber(identityNumber, today),
        AboutKinds.Unidentified => identityNumber is null && description is { Length: <= LongestDescription } && ReadableText.Is(description),
        _ => false,
    };
}
