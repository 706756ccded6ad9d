using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>How a unit is named on the family's page. Pure.</summary>
internal static class FamilySight
{
    /// <summary>Where an identity is protected, the child's or a guardian's, from whom the other one may be the threat, no unit tells where to look.</summary>
    public static FamilyUnit Unit(FamilyViewer viewer, IReadOnlyDictionary<string, UnitInfo> units, string unitId) =>
        units.GetValueOrDefault(unitId) is not { } unit ? new FamilyUnit(null, "")
        : viewer.HidesPlaces ? new FamilyUnit(null, unit.Organisation)
        : new FamilyUnit(unitId, unit.Name);
}

/// <param name="UnitId">Missing where an identity is protected.</param>
/// <param name="Name">The unit's name, or the kind of organisation where an identity is protected.</param>
internal sealed record FamilyUnit(string? UnitId, string Name);
