using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>Who takes over what a closed unit had (efterträdare).</summary>
internal static class Successors
{
    public static Task<List<Link>> All(Session db) => db.Query<Link>("SELECT UnitId, Organisation, Municipality, FromDate, ToDate, SuccessorUnitId FROM Directory.Unit ORDER BY UnitId");

    /// <summary>
    /// Pure. The unit itself while it is open; then the one that was named when it closed, and where none was, or that one has closed too, another open one of the same
    /// organisation, nearest home first. A unit that is the last of its organisation keeps its work: there is nobody else.
    /// </summary>
    public static string Home(IReadOnlyList<Link> units, string unitId, DateOnly day)
    {
        var closed = units.FirstOrDefault(u => u.UnitId == unitId);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var unit = closed; unit is not null && seen.Add(unit.UnitId); unit = units.FirstOrDefault(u => u.UnitId == unit.SuccessorUnitId))
        {
            if (unit.IsOpenOn(day))
                return unit.UnitId;
        }

        return closed is null ? unitId : units.Where(u => u.Organisation == closed.Organisation && u.FromDate <= day && u.IsOpenOn(day))
            .OrderBy(u => u.Municipality == closed.Municipality ? 0 : 1).ThenBy(u => u.UnitId, StringComparer.Ordinal).FirstOrDefault()?.UnitId ?? unitId;
    }

    internal sealed class Link
    {
        public required string UnitId { get; init; }
        public required string Organisation { get; init; }
        public string? Municipality { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
        public string? SuccessorUnitId { get; init; }

        public bool IsOpenOn(DateOnly day) => ToDate is null || ToDate > day;
    }
}
