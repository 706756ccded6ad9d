using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>The answer to the floors above, asked anew each time.</summary>
internal sealed class ConsentsInForce(StoreOf<ConsentsInForce> store, Givers givers) : IConsents
{
    public Task<Guid?> InForce(Guid childId, string fromUnitId, string toUnitId, IReadOnlyCollection<string> categories, CancellationToken cancel) => store.Read(async db =>
    {
        var coverage = await givers.Coverage(db, childId, cancel);
        var found = categories.Select(category => coverage.Of(fromUnitId, toUnitId, category)).ToList();
        return found.Count > 0 && found.TrueForAll(basis => basis is { IsConsent: true }) ? found[0]!.Id : (Guid?)null;
    }, cancel);
}
