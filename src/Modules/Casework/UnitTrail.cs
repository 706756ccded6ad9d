using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>
/// What a unit's people have done, laid together from the logs of the unit's own organisation and of the stores that all organisations share: who opens a plan has looked at
/// a child no less than who opens a case. Another organisation's store has nothing of the unit's.
/// </summary>
internal sealed class UnitTrail(Stores stores)
{
    private IEnumerable<Store> Shared => stores.All.Where(store => !store.Module.IsActor);

    /// <param name="own">The session in the organisation's own store.</param>
    /// <returns>In the order of time, and always the same among those of one moment: a draw can be repeated.</returns>
    public async Task<List<AuditRow>> Between(Session own, string unitId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var rows = await AuditTrail.OfUnit(own, unitId, from, to);
        foreach (var store in Shared)
            rows.AddRange(await store.Read(db => AuditTrail.OfUnit(db, unitId, from, to), cancel));
        return [.. rows.OrderBy(row => row.At).ThenBy(row => row.Stripe, StringComparer.Ordinal).ThenBy(row => row.Seq)];
    }

    /// <summary>The rows that are named, by name; a stripe is of one store alone.</summary>
    public async Task<Dictionary<(string Stripe, long Seq), AuditRow>> Of(Session own, string unitId, IReadOnlyCollection<(string Stripe, long Seq)> names, CancellationToken cancel)
    {
        var (stripes, numbers) = (names.Select(n => n.Stripe).Distinct(StringComparer.Ordinal).ToList(), names.Select(n => n.Seq).Distinct().ToList());
        var rows = await AuditTrail.OfUnit(own, unitId, stripes, numbers);
        foreach (var store in Shared)
            rows.AddRange(await store.Read(db => AuditTrail.OfUnit(db, unitId, stripes, numbers), cancel));
        return rows.ToDictionary(row => (row.Stripe, row.Seq));
    }
}
