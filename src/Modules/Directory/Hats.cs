using Kronobarn.Directory.Contracts;
using Kronobarn.Shell;

namespace Kronobarn.Directory;

/// <summary>The roles that a person can wear today, for the header of every page.</summary>
internal sealed class Hats(IPeople people, Kernel.Clock clock) : IHats
{
    public async Task<IReadOnlyList<Hat>> Of(string personId, CancellationToken cancel) =>
        [.. (await people.AssignmentsOf(personId, clock.Today, cancel)).Select(a => new Hat(a.AssignmentId, a.UnitId, a.UnitName, a.Role, DirectoryWords.Role(a.Role), PlainWords.Organisation(a.Organisation)))];
}
