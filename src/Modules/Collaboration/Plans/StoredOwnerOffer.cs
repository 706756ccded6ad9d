using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>An offer of the plan, as stored.</summary>
internal sealed class StoredOwnerOffer
{
    public required Guid OfferId { get; init; }
    public required string ToOrganisation { get; init; }
    public required string ToUnitId { get; init; }
    public required DateTimeOffset OfferedAt { get; init; }

    public static Task<StoredOwnerOffer?> Open(Session db, Guid planId) => db.Find<StoredOwnerOffer>(
        "SELECT OfferId, ToOrganisation, ToUnitId, OfferedAt FROM Collaboration.OwnerOffer WHERE PlanId = @planId AND State = 'open'", new { planId });

    /// <summary>The row decides: of an acceptance and a withdrawal that come at once, one is first.</summary>
    /// <param name="state">accepted, declined or withdrawn.</param>
    public async Task Answer(Session db, Clock clock, string state, string personId, string? reason)
    {
        if (await db.Execute("UPDATE Collaboration.OwnerOffer SET State = @state, AnsweredBy = @personId, AnsweredAt = @Now, Reason = @reason WHERE OfferId = @OfferId AND State = 'open'",
            new { OfferId, state, personId, reason, clock.Now }) == 0)
            throw new Refused("wrong-state", "It has been answered, or taken back, in the meantime.");
    }
}
