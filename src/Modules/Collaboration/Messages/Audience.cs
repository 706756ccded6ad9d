using FluentValidation;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>For whom a message or a document is (mottagarkrets): named one by one, and never everyone by default.</summary>
/// <param name="Units">Units that take part in the plan, without the own; at most 30.</param>
/// <param name="Family">Guardians, by their pseudonyms, and the child by its own id; at most 10.</param>
internal sealed record Audience(IReadOnlyList<string> Units, IReadOnlyList<Guid> Family);

/// <summary>Well formed, and somebody at all.</summary>
internal sealed class AudienceRules : AbstractValidator<Audience>
{
    public AudienceRules()
    {
        RuleFor(a => a.Units).Must(units => units.Count <= 30 && units.All(unit => unit.Length is > 0 and <= 40)).WithMessage("At most 30 units.");
        RuleFor(a => a.Family).Must(family => family.Count <= 10).WithMessage("At most 10 of the family.");
        RuleFor(a => a).Must(a => a.Units.Count + a.Family.Count > 0).WithMessage("Name whom it is for.");
    }
}

/// <summary>Who may be told something on a plan, and the rows that say whom it is for.</summary>
internal sealed class Audiences(Givers givers, FamilyAges ages, Clock clock)
{
    /// <summary>Asked in the transaction that sends: what a withdrawal has closed is closed to it.</summary>
    /// <returns>The units that are to have it.</returns>
    /// <exception cref="Refused">consent-missing: nothing in force lets one of the units have it; not-a-party: a unit takes no part, or the own does not.</exception>
    /// <exception cref="Invalid">One of the family cannot be told. A view that is closed is answered like somebody who is not there.</exception>
    public async Task<IReadOnlyList<StoredParty>> Demand(Session db, StoredPlan plan, string fromUnitId, Audience audience, string category, CancellationToken cancel)
    {
        var (coverage, family) = await givers.Covered(db, plan.ChildId, cancel);
        var joined = (await StoredPlan.Parties(db, plan.PlanId)).Where(p => p.State == PartyStates.Joined).ToList();
        if (!joined.Exists(p => p.UnitId == fromUnitId))
            throw new Refused("not-a-party", "Your unit takes no part in the plan.");
        var receivers = new List<StoredParty>();
        foreach (var unitId in audience.Units.Distinct(StringComparer.Ordinal))
        {
            if (unitId == fromUnitId)
                throw new Invalid("audience", "What is your unit's own need not be sent to it.");
            if (joined.Find(p => p.UnitId == unitId) is not { } party)
                throw new Refused("not-a-party", $"{unitId} takes no part in the plan.");
            if (!coverage.Lets(fromUnitId, unitId, category))
                throw new Refused("consent-missing", $"No consent and no other ground in force lets {unitId} have it from your unit.");
            receivers.Add(party);
        }

        if (audience.Family.Any(member => !CanBeTold(family, member)))
            throw new Invalid("audience", "Of the family: guardians with custody today whose page is open, and the child when it is old enough.");
        return receivers;
    }

    public static async Task Store(Session db, Guid itemId, IEnumerable<string> units, IEnumerable<Guid> family)
    {
        await db.Insert("AudienceUnit", ["ItemId", "UnitId"], [.. units.Distinct(StringComparer.Ordinal).Select(unit => new object?[] { itemId, unit })]);
        await db.Insert("AudienceMember", ["ItemId", "MemberId"], [.. family.Distinct().Select(member => new object?[] { itemId, member })]);
    }

    public static async Task<ILookup<Guid, UnitReading>> Units(Session db, IReadOnlyCollection<Guid> items) =>
        (await db.Query<UnitReading>("SELECT ItemId, UnitId, ReadBy, ReadAt FROM Collaboration.AudienceUnit WHERE ItemId IN @items ORDER BY UnitId", new { items })).ToLookup(row => row.ItemId);

    public static async Task<ILookup<Guid, MemberReading>> Members(Session db, IReadOnlyCollection<Guid> items) =>
        (await db.Query<MemberReading>("SELECT ItemId, MemberId, ReadAt FROM Collaboration.AudienceMember WHERE ItemId IN @items ORDER BY MemberId", new { items })).ToLookup(row => row.ItemId);

    private bool CanBeTold(FamilyInfo family, Guid memberId) => memberId == family.ChildId
        ? family.AgeOn(clock.Today) >= ages.TakesPartFrom
        : family.Guardians.Any(g => g.MemberId == memberId && !g.IsViewClosed);
}

/// <summary>A unit that something is for, and its receipt.</summary>
internal sealed class UnitReading
{
    public required Guid ItemId { get; init; }
    public required string UnitId { get; init; }
    public string? ReadBy { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>One of the family whom something is for, and the receipt.</summary>
internal sealed class MemberReading
{
    public required Guid ItemId { get; init; }
    public required Guid MemberId { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
}
