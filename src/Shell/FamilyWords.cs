namespace Kronobarn.Shell;

/// <summary>How pages for the family and the public name organisations and units, in the visitor's language.</summary>
public static class FamilyWords
{
    /// <summary>Such as skolan; what has no word is an organisation, and nothing more is said of it.</summary>
    public static string Organisation(this Words words, string? slug) => words[Words.Swedish.Has($"org.{slug}") ? $"org.{slug}" : "org.other"];

    /// <summary>A unit by its name and kind, or by its kind alone where it is not named.</summary>
    public static string Unit(this Words words, string? slug, string? name) => name is null ? words.Organisation(slug) : $"{words.Isolated(name)} ({words.Organisation(slug)})";

    /// <summary>What a slice names by its unit's name, or by the organisation's slug where no unit may be named.</summary>
    public static string Named(this Words words, string nameOrSlug) => Words.Swedish.Has($"org.{nameOrSlug}") ? words.Organisation(nameOrSlug) : words.Isolated(nameOrSlug);

    /// <summary>With a capital, where it begins a line.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
