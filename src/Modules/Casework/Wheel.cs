using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Casework;

/// <summary>One of the wheel's spokes (ekra): the key that is stored and sent, and the Swedish name on the screen.</summary>
internal sealed record WheelSpoke(string Key, string Name);

/// <summary>The spokes as they are from a day until a later version's day. An analysis keeps the number of the version that it was made with.</summary>
internal sealed record WheelVersion(int Version, DateOnly From, IReadOnlyList<WheelSpoke> Spokes)
{
    public bool Has(string spoke) => Spokes.Any(s => s.Key.Equals(spoke, StringComparison.Ordinal));
}

/// <summary>Whose picture of the child it is: three of them side by side, none of them corrected by another.</summary>
internal static class Voice
{
    public const string Child = "child";
    public const string Guardian = "guardian";
    public const string Professional = "professional";

    /// <summary>In the order in which they are shown: the child's first.</summary>
    public static readonly IReadOnlyList<string> All = [Child, Guardian, Professional];
}

/// <summary>The sides of the My World Triangle, by which information is gathered (GIRFEC National Practice Model). Only those that the concern needs are filled in.</summary>
internal static class TriangleSide
{
    /// <summary>Hur jag växer och utvecklas.</summary>
    public const string HowIGrow = "how-i-grow";

    /// <summary>Vad jag behöver av dem som tar hand om mig.</summary>
    public const string WhatINeed = "what-i-need";

    /// <summary>Min omvärld.</summary>
    public const string MyWiderWorld = "my-wider-world";

    public static readonly IReadOnlyList<string> All = [HowIGrow, WhatINeed, MyWiderWorld];
}

/// <summary>One spoke in one voice. A rating of null means that it is not known, which is neither good nor bad.</summary>
internal sealed record SpokeView(string Spoke, string Voice, string? Strengths, string? Needs, int? Rating);

/// <summary>Where a rating went between two times.</summary>
internal enum Direction
{
    Same = 0,
    Better = 1,
    Worse = 2,
    NewlyKnown = 3,
    NoLongerKnown = 4,
}

/// <summary>Whether both times had the spoke: versions of the wheel may differ in which they have.</summary>
internal enum SpokePresence
{
    Both = 0,
    Added = 1,
    Removed = 2,
}

/// <summary>What changed in one spoke and voice between two times.</summary>
internal sealed record SpokeChange(
    string Spoke, string Voice, int? RatingBefore, int? RatingAfter, Direction Direction, bool StrengthsChanged, bool NeedsChanged, SpokePresence Presence);

/// <summary>
/// Barnensbästa-hjulet: the child's situation by spokes. Version 1 is the eight wellbeing indicators of Children and Young People (Scotland) Act 2014 s. 96(2)
/// (SHANARRI) in Swedish. <c>Kronobarn:Wheel:Versions</c> may add versions, each with <c>Version</c>, <c>From</c> and <c>Spokes</c> (<c>Key</c> and <c>Name</c>);
/// what is wrong stops the start, with the setting's name.
/// </summary>
internal sealed partial class Wheel
{
    public const int LowestRating = 1;
    public const int HighestRating = 5;

    private const string Root = "Kronobarn:Wheel:Versions";

    private static readonly WheelVersion First = new(1, DateOnly.MinValue,
    [
        new("safe", "trygg"),
        new("healthy", "må bra"),
        new("achieving", "utvecklas"),
        new("nurtured", "omvårdad"),
        new("active", "aktiv"),
        new("respected", "respekterad"),
        new("responsible", "ansvarstagande"),
        new("included", "delaktig"),
    ]);

    private readonly List<WheelVersion> versions = [First];

    /// <exception cref="InvalidOperationException">A version is incomplete, or does not follow the one before it.</exception>
    public Wheel(IConfiguration configuration)
    {
        foreach (var added in configuration.GetSection(Root).GetChildren().Select(section => (section.Path, Version: Read(section))).OrderBy(v => v.Version.Version))
        {
            var latest = versions[^1];
            if (added.Version.Version <= latest.Version)
                throw new InvalidOperationException($"{added.Path}:Version is {added.Version.Version}, which is taken: version 1 is built in, and every other number is used once.");
            if (added.Version.From <= latest.From)
                throw new InvalidOperationException($"{added.Path}:From must be after {latest.From:yyyy-MM-dd}, from which version {latest.Version} holds.");
            versions.Add(added.Version);
        }
    }

    public IReadOnlyList<WheelVersion> Versions => versions;

    /// <summary>The version in force on a Stockholm day.</summary>
    public WheelVersion On(DateOnly day) => versions.FindLast(v => v.From <= day)!;

    /// <exception cref="KeyNotFoundException">There is no such version.</exception>
    public WheelVersion this[int version] => versions.Find(v => v.Version == version)
        ?? throw new KeyNotFoundException($"There is no version {version} of the wheel. Known: {string.Join(", ", versions.Select(v => v.Version.ToString(CultureInfo.InvariantCulture)))}.");

    /// <summary>
    /// What changed between two pictures of the child, per spoke and voice; what did not change is left out. Spokes come in the order of the later picture, those that
    /// it lacks last, and within a spoke the child's voice first. A voice that was not heard counts as one that said nothing; so do blank texts.
    /// </summary>
    /// <param name="before">The earlier picture.</param>
    /// <param name="after">The later picture.</param>
    /// <param name="beforeWheel">The version of the earlier picture. Without it a wheel is taken to have the spokes that its picture speaks of.</param>
    /// <param name="afterWheel">The version of the later picture, likewise.</param>
    /// <exception cref="ArgumentException">A picture has the same spoke and voice twice.</exception>
    public static IReadOnlyList<SpokeChange> Changes(
        IReadOnlyList<SpokeView> before, IReadOnlyList<SpokeView> after, WheelVersion? beforeWheel = null, WheelVersion? afterWheel = null)
    {
        var earlier = ByPlace(before, nameof(before));
        var later = ByPlace(after, nameof(after));
        var spokesBefore = Spokes(before, beforeWheel);
        var spokesAfter = Spokes(after, afterWheel);
        return
        [
            .. from spoke in spokesAfter.Concat(spokesBefore).Concat(before.Concat(after).Select(view => view.Spoke)).Distinct(StringComparer.Ordinal)
               let presence = PresenceOf(spokesBefore.Contains(spoke, StringComparer.Ordinal), spokesAfter.Contains(spoke, StringComparer.Ordinal))
               from voice in Voice.All.Concat(after.Concat(before).Select(view => view.Voice)).Distinct(StringComparer.Ordinal)
               let change = Change(spoke, voice, earlier.GetValueOrDefault((spoke, voice)), later.GetValueOrDefault((spoke, voice)), presence)
               where change is not null
               select change,
        ];
    }

    /// <summary>Higher is better: 5 is the best that a spoke can be.</summary>
    public static Direction DirectionOf(int? before, int? after) => (before, after) switch
    {
        (null, null) => Direction.Same,
        (null, _) => Direction.NewlyKnown,
        (_, null) => Direction.NoLongerKnown,
        var (b, a) when a > b => Direction.Better,
        var (b, a) when a < b => Direction.Worse,
        _ => Direction.Same,
    };

    private static SpokeChange? Change(string spoke, string voice, SpokeView? before, SpokeView? after, SpokePresence presence)
    {
        if (before is null && after is null)
            return null;
        var change = new SpokeChange(
            spoke, voice, before?.Rating, after?.Rating, DirectionOf(before?.Rating, after?.Rating),
            !Said(before?.Strengths).Equals(Said(after?.Strengths), StringComparison.Ordinal), !Said(before?.Needs).Equals(Said(after?.Needs), StringComparison.Ordinal), presence);
        return change is { Direction: Direction.Same, StrengthsChanged: false, NeedsChanged: false, Presence: SpokePresence.Both } ? null : change;
    }

    private static string Said(string? text) => text?.Trim() ?? "";

    private static SpokePresence PresenceOf(bool before, bool after) =>
        before == after ? SpokePresence.Both : after ? SpokePresence.Added : SpokePresence.Removed;

    private static List<string> Spokes(IReadOnlyList<SpokeView> picture, WheelVersion? wheel) =>
        [.. (wheel is null ? picture.Select(view => view.Spoke) : wheel.Spokes.Select(spoke => spoke.Key)).Distinct(StringComparer.Ordinal)];

    private static Dictionary<(string Spoke, string Voice), SpokeView> ByPlace(IReadOnlyList<SpokeView> picture, string name)
    {
        var places = new Dictionary<(string, string), SpokeView>();
        foreach (var view in picture)
            if (!places.TryAdd((view.Spoke, view.Voice), view))
                throw new ArgumentException($"The spoke '{view.Spoke}' is there twice in the voice '{view.Voice}'.", name);
        return places;
    }

    private static WheelVersion Read(IConfigurationSection section)
    {
        if (!int.TryParse(section["Version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new InvalidOperationException($"{section.Path}:Version is '{section["Version"]}'; it must be a whole number.");
        if (!DateOnly.TryParseExact(section["From"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
            throw new InvalidOperationException($"{section.Path}:From is '{section["From"]}'; it must be a date, yyyy-MM-dd.");

        var spokes = section.GetSection("Spokes").GetChildren().Select(ReadSpoke).ToList();
        if (spokes.Count == 0)
            throw new InvalidOperationException($"{section.Path}:Spokes is empty; a wheel has spokes, each with Key and Name.");
        if (spokes.GroupBy(spoke => spoke.Key, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw new InvalidOperationException($"{section.Path}:Spokes has the key '{twice.Key}' twice.");
        return new WheelVersion(version, from, spokes);
    }

    private static WheelSpoke ReadSpoke(IConfigurationSection section)
    {
        if (section["Key"] is not { } key || !KeyForm().IsMatch(key))
            throw new InvalidOperationException($"{section.Path}:Key is '{section["Key"]}'; it must be lower-case English words with hyphens, at most 20 characters.");
        if (section["Name"] is not { } name || string.IsNullOrWhiteSpace(name))
            throw new InvalidOperationException($"{section.Path}:Name is missing: the Swedish word on the screen.");
        return new WheelSpoke(key, name.Trim());
    }

    [GeneratedRegex("^(?=.{1,20}\\z)[a-z]+(-[a-z]+)*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyForm();
}
