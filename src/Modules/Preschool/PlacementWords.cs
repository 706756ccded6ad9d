using Kronobarn.Shell;

namespace Kronobarn.Preschool;

/// <summary>Placements as a preschool speaks of them.</summary>
internal static class PlacementWords
{
    public static readonly Crumb List = new("Placeringar", "/arbete/placeringar");

    /// <summary>The parts of the list: the key in the address, the slice's word, the name.</summary>
    public static readonly IReadOnlyList<(string Key, string View, string Name)> Views = [("alla", "all", "Alla"), ("borjar", "coming", "Börjar snart"), ("slutar", "ending", "Slutar snart")];

    public static string Href(Guid childId) => $"/arbete/placeringar/{childId}";

    /// <summary>A child further off than the unit may plan for has no name here.</summary>
    public static string Name(string? name) => name ?? "Barn som visas närmare starten";
}
