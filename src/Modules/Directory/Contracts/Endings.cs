using Kronobarn.Kernel;

namespace Kronobarn.Directory.Contracts;

/// <summary>A unit is no more (enheten har upphört), told on its last day or later: what it had is its successor's, so that nothing is without a unit.</summary>
/// <param name="SuccessorUnitId">A unit of the same organisation; missing when it was the last one.</param>
/// <param name="From">The first day without the unit, Europe/Stockholm.</param>
public sealed record UnitClosed(string UnitId, string Organisation, string? SuccessorUnitId, DateOnly From) : IEvent
{
    public string OrderKey => UnitId;

    public IReadOnlyCollection<string> Recipients => [Organisation];
}

/// <summary>A person has no role at a unit any more (uppdraget har upphört): the work that was given to them there is the unit's again.</summary>
public sealed record RoleEnded(string PersonId, string UnitId, string Organisation) : IEvent
{
    public string OrderKey => UnitId;

    public IReadOnlyCollection<string> Recipients => [Organisation];
}
