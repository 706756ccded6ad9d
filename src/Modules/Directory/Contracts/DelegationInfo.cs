namespace Kronobarn.Directory.Contracts;

/// <summary>Work of a unit that its head has let a person or a team do (delegering); one of the two is given. Half-open, [From, To), Europe/Stockholm.</summary>
/// <param name="Task">In the head's words.</param>
public sealed record DelegationInfo(Guid DelegationId, string UnitId, string? ToPersonId, string? ToTeam, string Task, DateOnly From, DateOnly To);

/// <summary>Delegations, for the floors above.</summary>
public interface IDelegations
{
    /// <summary>The unit's delegations that are in force on the day and have not been taken back; the latest to begin first.</summary>
    Task<IReadOnlyList<DelegationInfo>> InForce(string unitId, DateOnly day, CancellationToken cancel);

    /// <summary>Those that are in force on the day or will be, and have not been taken back; the latest to begin first.</summary>
    Task<IReadOnlyList<DelegationInfo>> Standing(string unitId, DateOnly day, CancellationToken cancel);
}
