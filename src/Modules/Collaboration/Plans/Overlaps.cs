namespace Kronobarn.Collaboration;

/// <summary>Two insatser that may be one, or pull apart.</summary>
/// <param name="Kind">duplicate or contradiction.</param>
internal sealed record Overlap(string Kind, Guid PartId, Guid OtherPartId, string Why);

/// <summary>
/// Points out duplicated and contradicting insatser (dubblerade och motstridiga insatser): of two that run at the same time, at two units. Pure. It points, people judge.
/// The same: one topic with one aim, or words that are mostly the same. Contradicting: one topic with opposite aims.
/// </summary>
internal static class Overlaps
{
    public const string Duplicate = "duplicate";
    public const string Contradiction = "contradiction";

    // Of all the words of two insatser, how many stand in both.
    private const double MostlyTheSame = 0.6;
    private const int ShortestWord = 4;

    public static IReadOnlyList<Overlap> Of(IReadOnlyList<(Guid PartId, InterventionPart Content)> live)
    {
        var found = new List<Overlap>();
        for (var i = 0; i < live.Count; i++)
        {
            for (var j = i + 1; j < live.Count; j++)
            {
                if (Between(live[i].Content, live[j].Content) is var (kind, why))
                    found.Add(new Overlap(kind, live[i].PartId, live[j].PartId, why));
            }
        }

        return found;
    }

    private static (string Kind, string Why)? Between(InterventionPart one, InterventionPart other)
    {
        if (!InterventionStates.IsLive(one.Status) || !InterventionStates.IsLive(other.Status) || !RunTogether(one, other))
            return null;
        if (one.Topic is { } topic && other.Topic is { } second && Word(topic) == Word(second) && one.Aim is { } aim && other.Aim is { } otherAim)
        {
            if (aim == Opposite(otherAim))
                return (Contradiction, topic);
            if (aim == otherAim && one.UnitId != other.UnitId)
                return (Duplicate, topic);
        }

        return one.UnitId != other.UnitId && Likeness(one.What, other.What) >= MostlyTheSame ? (Duplicate, one.What) : null;
    }

    private static bool RunTogether(InterventionPart one, InterventionPart other) =>
        (one.Until is null || one.Until >= other.From) && (other.Until is null || other.Until >= one.From);

    private static string? Opposite(string aim) => aim switch
    {
        "more" => "less",
        "less" => "more",
        "start" => "stop",
        "stop" => "start",
        _ => null,
    };

    private static double Likeness(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        var all = a.Union(b, StringComparer.Ordinal).Count();
        return all == 0 ? 0 : (double)a.Intersect(b, StringComparer.Ordinal).Count() / all;
    }

    private static HashSet<string> Words(string text) =>
        text.Split([' ', ',', '.', ';', ':', '(', ')', '\n', '/', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Word).Where(word => word.Length >= ShortestWord).ToHashSet(StringComparer.Ordinal);

    private static string Word(string text) => text.Trim().ToUpperInvariant();
}
