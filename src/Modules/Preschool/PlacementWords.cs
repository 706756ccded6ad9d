using Kronobarn.Shell;

namespace Kronobarn.Preschool;

/// <summary>Placements as a preschool speaks of them.</summary>
internal static class PlacementWords
{
    public static readonly Crumb List = new("Placeringar", "/arbete/placeringar");

    /// <summary>The parts of the list: the key in the address, the slice's word, the name.</summary>
    public static readonly IReadOnlyList<(string Key, string View, string Name)> Views = [("alla", "all", "Alla"), ("borjar", "coming", "Börjar snart"), ("slutar", "ending", "Slutar snart")];

    public static string Href(Guid childId) => $"/arbete/placeringar/{childId}";

    /// <summary>A child that the unit has a record of and no part in, or not yet, has no name here.</summary>
    public static string Name(string? name, DateOnly? born, DateOnly from, DateOnly today) => name
        ?? (born is not null ? "Barn utan namn ännu" : from > today ? "Barn som visas med namn närmare starten" : "Barn som en annan enhet ansvarar för");
}
