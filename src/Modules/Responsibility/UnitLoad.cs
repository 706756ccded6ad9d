using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Responsibility;

/// <summary>The children that a unit holds on a day, or will hold later, by the timelines as they stand.</summary>
internal sealed class UnitLoad(StoreOf<UnitLoad> store) : IUnitLoad
{
    public Task<int> Children(string unitId, DateOnly day, CancellationToken cancel) => store.Read(db => db.Scalar<int>("""
        SELECT COUNT(DISTINCT ChildId) FROM Responsibility.Period WHERE UnitId = @unitId AND SupersededAt IS NULL AND (ToDate IS NULL OR ToDate > @day)
        """, new { unitId, day }), cancel);
}
