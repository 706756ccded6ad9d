using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>Delegations as the floors above ask for them.</summary>
internal sealed class DelegationsInForce(StoreOf<DelegationsInForce> store) : IDelegations
{
    public Task<IReadOnlyList<DelegationInfo>> InForce(string unitId, DateOnly day, CancellationToken cancel) => Between(unitId, day, day, cancel);

    public Task<IReadOnlyList<DelegationInfo>> Standing(string unitId, DateOnly day, CancellationToken cancel) => Between(unitId, day, DateOnly.MaxValue, cancel);

    private Task<IReadOnlyList<DelegationInfo>> Between(string unitId, DateOnly day, DateOnly latest, CancellationToken cancel) => store.Read<IReadOnlyList<DelegationInfo>>(async db =>
        (await db.Query<Row>("""
            SELECT DelegationId, UnitId, ToPersonId, ToTeam, Task, FromDate, ToDate FROM Directory.Delegation
            WHERE UnitId = @unitId AND FromDate <= @latest AND ToDate > @day AND EndedAt IS NULL ORDER BY FromDate DESC, DelegationId
            """, new { unitId, day, latest })).ConvertAll(row => new DelegationInfo(row.DelegationId, row.UnitId, row.ToPersonId, row.ToTeam, row.Task, row.FromDate, row.ToDate)), cancel);

    private sealed class Row
    {
        public required Guid DelegationId { get; init; }
        public required string UnitId { get; init; }
        public string? ToPersonId { get; init; }
        public string? ToTeam { get; init; }
        public required string Task { get; init; }
        public required DateOnly FromDate { get; init; }
        public required DateOnly ToDate { get; init; }
    }
}
