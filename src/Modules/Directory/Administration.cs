using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>
/// How far an IT administrator (it-administratör) reaches: the units of its own municipality or, from a region-wide unit, every unit.
/// </summary>
internal static class Administration
{
    public static void MustReach(Caller caller, string? municipality)
    {
        if (caller.Municipality is not null && caller.Municipality != municipality)
            throw new Refused("wrong-municipality", "The unit belongs to another municipality, or to the whole region.");
    }

    /// <summary>A unit that the address names: 404 when there is none.</summary>
    public static async Task<StoredUnit> Unit(Db db, Caller caller, string unitId)
    {
        var unit = await StoredUnit.Find(db, unitId) ?? throw new NotFound();
        MustReach(caller, unit.Municipality);
        return unit;
    }

    /// <summary>A unit that the body names: 400 when there is none.</summary>
    public static async Task<StoredUnit> NamedUnit(Db db, Caller caller, string unitId)
    {
        var unit = await StoredUnit.Find(db, unitId) ?? throw new Invalid("unitId", "There is no such unit.");
        MustReach(caller, unit.Municipality);
        return unit;
    }

    /// <summary>The unit whose contact ways the caller may set: its own for a head, those within reach for an IT administrator.</summary>
    public static async Task<StoredUnit> UnitWithWays(Db db, Caller caller, string unitId)
    {
        if (caller.Role == Roles.ItAdmin)
            return await Unit(db, caller, unitId);
        var unit = await StoredUnit.Find(db, unitId) ?? throw new NotFound();
        return caller.UnitId == unitId ? unit : throw new Refused("wrong-unit", "A head sets the contact ways of the own unit only.");
    }

    public static async Task MustBeNew(Task<int> insert, string what)
    {
        try
        {
            await insert;
        }
        catch (Exception e) when (Dialect.IsDuplicate(e))
        {
            throw new Refused("already-there", $"There is already {what}.");
        }
    }
}
