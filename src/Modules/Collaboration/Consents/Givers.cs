using System.Collections.Immutable;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>How a child's maturity was judged: words of the recorded judgement.</summary>
internal static class Judgements
{
    /// <summary>The child's own consent is needed.</summary>
    public const string Needed = "needed";

    /// <summary>The child is asked, and decides for itself alone.</summary>
    public const string Asked = "asked";
    public const string NotAsked = "not-asked";

    /// <summary>The strictest first.</summary>
    public static readonly ImmutableArray<string> All = [Needed, Asked, NotAsked];
}

/// <summary>One who is to be asked.</summary>
/// <param name="MemberId">The child's own id, or a guardian's pseudonym.</param>
internal sealed record Giver(Guid MemberId, bool IsChild, bool IsNeeded);

/// <summary>Who must answer: every guardian with custody, and the child by its maturity or, where nobody has judged it, its age.</summary>
internal sealed class Givers(IFamilies families, FamilyAges ages, Clock clock)
{
    public static IReadOnlyList<Giver> Of(FamilyInfo family, string? judgement, FamilyAges ages, DateOnly today)
    {
        var age = family.AgeOn(today);
        // Custody and every judgement end on the day of coming of age.
        var word = age >= FamilyAges.OfAge ? Judgements.Needed : judgement ?? (age >= ages.NeededFrom ? Judgements.Needed : age >= ages.AskedFrom ? Judgements.Asked : Judgements.NotAsked);
        return
        [
            .. family.Guardians.Select(g => new Giver(g.MemberId, IsChild: false, IsNeeded: true)),
            .. word == Judgements.NotAsked ? (IEnumerable<Giver>)[] : [new Giver(family.ChildId, IsChild: true, word == Judgements.Needed)],
        ];
    }

    /// <param name="db">Where the judgements stand: this module's store.</param>
    public async Task<(FamilyInfo Family, IReadOnlyList<Giver> All)> Of(Session db, Guid childId, CancellationToken cancel)
    {
        var family = await families.Of(childId, cancel) ?? throw new NotFound();
        // Of two that were recorded in the same moment the one that asks for more counts.
        var judgement = (await db.Query<string>("""
            SELECT Judgement FROM Collaboration.Maturity WHERE ChildId = @childId
              AND JudgedAt = (SELECT MAX(JudgedAt) FROM Collaboration.Maturity WHERE ChildId = @childId)
            """, new { childId })).MinBy(word => Judgements.All.IndexOf(word));
        return (family, Of(family, judgement, ages, clock.Today));
    }

    /// <summary>What is covered today, read in the caller's transaction or snapshot: a consent that is taken back there is gone in the same moment.</summary>
    public async Task<Coverage> Coverage(Session db, Guid childId, CancellationToken cancel) => (await Covered(db, childId, cancel)).Coverage;

    /// <summary>The same, with the family that it was asked of.</summary>
    public async Task<(Coverage Coverage, FamilyInfo Family)> Covered(Session db, Guid childId, CancellationToken cancel)
    {
        var (family, all) = await Of(db, childId, cancel);
        return (await StoredConsents.Coverage(db, childId, [.. all.Where(g => g.IsNeeded).Select(g => g.MemberId)], clock.Today), family);
    }
}
