using Kronobarn.Directory.Contracts;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Casework;

/// <summary>
/// The unit that takes what has no other unit (en väg in): orosanmälningar, and concerns about a child whom nobody is known to hold. It is named by
/// <c>Kronobarn:WayIn:{municipality}</c>, else the default unit of social services in the directory, else their first unit there: nothing is ever without a unit.
/// </summary>
internal sealed class WayIn(IConfiguration configuration, IUnits units)
{
    public async Task<UnitInfo> Reception(string? municipality, DateOnly day, CancellationToken cancel)
    {
        var all = await units.All(cancel);
        var defaults = await units.Defaults(cancel);
        return Choose(municipality is null ? null : configuration[$"Kronobarn:WayIn:{municipality}"], municipality, day, all, defaults)
            ?? throw new InvalidOperationException("No unit of social services is open: there is nobody to take a concern.");
    }

    /// <summary>Pure. A named unit that is closed that day does not count.</summary>
    internal static UnitInfo? Choose(string? named, string? municipality, DateOnly day, IReadOnlyDictionary<string, UnitInfo> all, IReadOnlyList<DefaultUnitInfo> defaults)
    {
        var open = all.Values.Where(u => u.Organisation == Organisations.SocialServices && u.From <= day && (u.To is null || u.To > day)).OrderBy(u => u.UnitId, StringComparer.Ordinal).ToList();
        var byDefault = defaults.FirstOrDefault(d => d.Organisation == Organisations.SocialServices && d.Municipality == municipality && d.From <= day && (d.To is null || d.To > day))?.UnitId;
        return open.Find(u => u.UnitId == named) ?? open.Find(u => u.UnitId == byDefault) ?? open.Find(u => u.Municipality == municipality) ?? open.FirstOrDefault();
    }
}
