using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>The states of an offer of an agreed exception, as stored and sent.</summary>
internal static class OfferState
{
    public const string Offered = "offered";
    public const string Accepted = "accepted";
    public const string Declined = "declined";
    public const string Withdrawn = "withdrawn";
}

/// <summary>What the slices about agreed exceptions (överenskommet undantag) have in common: the offer's row, and who holds inside the transaction.</summary>
internal sealed class ExceptionOffer
{
    public required Guid ChildId { get; init; }
    public required string Organisation { get; init; }
    public required string UnitId { get; init; }
    public required DateOnly FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
    public required string Reason { get; init; }
    public required string OfferedByOrganisation { get; init; }
    public required string OfferedByUnitId { get; init; }

    public bool IsTo(Caller caller) => Organisation == caller.Organisation && UnitId == caller.UnitId;

    public bool IsFrom(Caller caller) => OfferedByOrganisation == caller.Organisation && OfferedByUnitId == caller.UnitId;

    /// <summary>The offer, where the caller may know of the child that it is about: one with protected identity is for heads and named staff.</summary>
    public static Task<ExceptionOffer?> Find(Db db, Guid offerId, Caller caller) => db.Find<ExceptionOffer>("""
        SELECT o.ChildId, o.Organisation, o.UnitId, o.FromDate, o.ToDate, o.Reason, o.OfferedByOrganisation, o.OfferedByUnitId
        FROM Responsibility.ExceptionOffer o JOIN Responsibility.Child c ON c.ChildId = o.ChildId
        WHERE o.OfferId = @offerId AND (c.Protection = 'none' OR @seesProtected = 1 OR EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId))
        """, new { offerId, seesProtected = Access.SeesProtected(caller.Role, Operations.AnswerException, Relations.None), caller.PersonId });

    /// <summary>Ends the open offer; exactly one of those who try it at once does.</summary>
    public static async Task End(Db db, Guid offerId, string state, string by, DateTimeOffset now, string? reason)
    {
        var ended = await db.Execute("""
            UPDATE Responsibility.ExceptionOffer SET State = @state, AnsweredBy = @by, AnsweredAt = @now, AnswerReason = @reason WHERE OfferId = @offerId AND State = 'offered'
            """, new { offerId, state, by, now, reason });
        if (ended == 0)
            throw new Refused("offer-ended", "The offer has been answered or withdrawn.");
    }

    /// <summary>Asked in the transaction that acts on it: what was true at the gate may have been corrected since.</summary>
    public static async Task<bool> Holds(Db db, Guid childId, string organisation, string unitId, DateOnly day) => await db.Scalar<int>("""
        SELECT COUNT(*) FROM Responsibility.Period
        WHERE ChildId = @childId AND SupersededAt IS NULL AND Organisation = @organisation AND UnitId = @unitId AND FromDate <= @day AND (ToDate IS NULL OR ToDate > @day)
        """, new { childId, organisation, unitId, day }) > 0;
}
