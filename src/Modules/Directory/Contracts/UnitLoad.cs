namespace Kronobarn.Directory.Contracts;

/// <summary>What a unit, or a person at it, has on the table; counts, never a child.</summary>
/// <param name="Reports">Orosanmälningar that nobody has decided on; social services' alone.</param>
/// <param name="Plans">Open plans that the unit owns or takes part in, and meetings that it has called.</param>
public sealed record HeldWork(int Concerns, int Cases, int Offers, int Reports = 0, int Plans = 0)
{
    public static readonly HeldWork None = new(0, 0, 0);

    public int Total => Concerns + Cases + Offers + Reports + Plans;

    public static HeldWork operator +(HeldWork one, HeldWork other) => new(one.Concerns + other.Concerns, one.Cases + other.Cases, one.Offers + other.Offers, one.Reports + other.Reports, one.Plans + other.Plans);
}

/// <summary>What a unit still answers for. A floor above that ties children or work to units implements what it knows of, so that no unit closes over them.</summary>
public interface IUnitLoad
{
    /// <summary>How many children the unit is responsible for on the day (Europe/Stockholm) or later.</summary>
    Task<int> Children(string unitId, DateOnly day, CancellationToken cancel) => Task.FromResult(0);

    /// <summary>What lies open at the unit today.</summary>
    /// <param name="personId">Only what is given to this person.</param>
    Task<HeldWork> Work(string organisation, string unitId, string? personId, CancellationToken cancel) => Task.FromResult(HeldWork.None);
}
