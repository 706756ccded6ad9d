using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>Work of a unit that somebody else than its head does for a time (delegering): a person or a team, never both.</summary>
internal sealed record Delegation(Guid DelegationId, string UnitId, string FromPersonId, string? ToPersonId, string? ToTeam, string Task, DateOnly From, DateOnly To);

/// <summary>The one place where delegations are stored, whoever tells of them.</summary>
internal static class Delegations
{
    /// <summary>Stores it; one that is there already, by its id, is left as it is.</summary>
    public static Task Record(Db db, Delegation delegation) => db.Execute("""
        INSERT INTO Directory.Delegation (DelegationId, UnitId, FromPersonId, ToPersonId, ToTeam, Task, FromDate, ToDate)
        SELECT @DelegationId, @UnitId, @FromPersonId, @ToPersonId, @ToTeam, @Task, @From, @To
        WHERE NOT EXISTS (SELECT 1 FROM Directory.Delegation WHERE DelegationId = @DelegationId)
        """, delegation);
}
