namespace Kronobarn.Directory.Contracts;

/// <summary>What a unit still answers for. A floor above that ties children to units implements it, so that no unit closes over them.</summary>
public interface IUnitLoad
{
    /// <summary>How many children the unit is responsible for on the day (Europe/Stockholm) or later.</summary>
    Task<int> Children(string unitId, DateOnly day, CancellationToken cancel);
}
