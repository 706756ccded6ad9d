using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A message about one that a member of the family has been sent.</summary>
internal interface IAboutMessage : IAboutRecord;

/// <summary>A message as stored.</summary>
internal sealed class StoredMessage
{
    public required Guid MessageId { get; init; }
    public string? FromUnitId { get; init; }
    public Guid? FromMemberId { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required string Body { get; init; }

    /// <summary>
    /// Whether the unit may have, today, what was sent to it. Between units it rests on the consent that lets the one have the other's; what the family has written itself is
    /// for the units that may have something of the plan at all.
    /// </summary>
    public static bool IsOpen(Coverage coverage, string? fromUnitId, string toUnitId) =>
        fromUnitId is null ? coverage.Any(toUnitId, Categories.Plan) is not null : coverage.Lets(fromUnitId, toUnitId, Categories.Plan);

    public static async Task<Guid> Add(Session db, Clock clock, StoredPlan plan, Caller caller, string text, IReadOnlyCollection<StoredParty> units, IReadOnlyCollection<Guid> family)
    {
        var message = new
        {
            id = Guid.CreateVersion7(clock.Now),
            plan.PlanId,
            plan.ChildId,
            fromUnitId = caller.IsCitizen ? null : caller.UnitId,
            fromMemberId = caller.IsCitizen ? caller.ActsFor[plan.ChildId] : (Guid?)null,
            caller.PersonId,
            clock.Now,
            text,
        };
        await db.Execute("""
            INSERT INTO Collaboration.Message (MessageId, PlanId, ChildId, FromUnitId, FromMemberId, SentBy, SentAt, Body)
            VALUES (@id, @PlanId, @ChildId, @fromUnitId, @fromMemberId, @PersonId, @Now, @text)
            """, message);
        await Audiences.Store(db, message.id, units.Select(u => u.UnitId), family);
        foreach (var unit in units)
            db.Publish(new MessageSent(message.id, plan.PlanId, plan.ChildId, unit.Organisation, unit.UnitId, clock.Now));
        return message.id;
    }

    /// <summary>What the caller is to a message of the family's page: one that it was sent to.</summary>
    public static async Task<Guid?> ChildOf(Session db, Caller caller, Guid messageId) => (await db.Query<SentTo>("""
        SELECT m.ChildId, a.MemberId FROM Collaboration.Message m JOIN Collaboration.AudienceMember a ON a.ItemId = m.MessageId WHERE m.MessageId = @messageId
        """, new { messageId })).Find(to => caller.ActsFor.TryGetValue(to.ChildId, out var me) && me == to.MemberId)?.ChildId;

    private sealed class SentTo
    {
        public required Guid ChildId { get; init; }
        public required Guid MemberId { get; init; }
    }
}
