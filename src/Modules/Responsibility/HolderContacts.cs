using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>From an identity number to the contact ways of today's holder (kontaktväg till barnensbästa-ansvarig).</summary>
internal sealed class HolderContacts(IResponsibility register, IUnits units, Clock clock) : IHolderContacts
{
    public async Task<HolderLookup> Find(string identityNumber, CancellationToken cancel)
    {
        var child = await register.ChildWith(identityNumber, cancel);
        // Every question is put whatever the last one answered, so that the time taken does not tell whether the child is known.
        var holder = await register.Holder(child?.ChildId ?? Guid.Empty, clock.Today, cancel);
        var unit = await units.Find(holder?.UnitId ?? "", cancel);
        var person = await units.ContactPerson(holder?.UnitId ?? "", clock.Today, cancel);
        var ways = await units.ContactWays(holder?.UnitId ?? "", cancel);
        return new HolderLookup(child?.ChildId, child is { Protection: "none" } && holder is not null && unit is not null
            ? new HolderContact(holder.Organisation, unit.UnitId, unit.Name, person, ways)
            : null);
    }
}
