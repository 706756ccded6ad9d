using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Casework;

/// <summary>Who at the unit can be given work.</summary>
internal sealed class Colleagues(IPeople people, IUnitRecords records, Clock clock) : Contracts.IColleagues
{
    /// <inheritdoc/>
    public async Task Demand(Caller caller, string personId, Guid? protectedChild, CancellationToken cancel)
    {
        var colleague = (await people.Assignments(clock.Today, cancel))
            .FirstOrDefault(a => a.PersonId == personId && a.UnitId == caller.UnitId && Access.Of(a.Role) is Asker.Staff or Asker.Head)
            ?? throw new Invalid("personId", "Nobody who works with children at your unit has this id today.");
        if (protectedChild is { } child && Access.Of(colleague.Role) is not Asker.Head && !(await records.NamedFor(personId, cancel)).Contains(child))
            throw new Invalid("personId", "The child's identity is protected: the unit's head names who may see it first.");
    }
}
