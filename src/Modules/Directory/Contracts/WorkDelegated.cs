using Kronobarn.Kernel;

namespace Kronobarn.Directory.Contracts;

/// <summary>A unit's head has let a named person or a team do a task for a period (delegering). The unit keeps the responsibility. Half-open, [From, To).</summary>
public sealed record WorkDelegated(Guid DelegationId, string UnitId, string FromPersonId, string? ToPersonId, string? ToTeam, string Task, DateOnly From, DateOnly To) : IEvent
{
    public string OrderKey => DelegationId.ToString();
}

/// <summary>A delegation has been taken back before its last day.</summary>
/// <param name="At">When, UTC.</param>
public sealed record DelegationEnded(Guid DelegationId, DateTimeOffset At) : IEvent
{
    public string OrderKey => DelegationId.ToString();
}
