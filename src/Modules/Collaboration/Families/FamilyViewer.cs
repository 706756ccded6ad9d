using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>A part that is kept from one guardian.</summary>
internal sealed class KeptPart
{
    public required Guid PartId { get; init; }
    public required Guid MemberId { get; init; }
}

/// <summary>
/// Who of the family is reading, and what follows from it. Pure. A guardian reads all but what is kept from that guardian. A child reads by age
/// (<see cref="FamilyAges"/>), and never more than is harmless when a parent reads over its shoulder: as soon as anything is kept from a guardian, a guardian's view is
/// closed or somebody's identity is protected, a child under sixteen gets no unit, contact, place, time or words of others.
/// </summary>
internal sealed record FamilyViewer(FamilyInfo Family, Guid MemberId, FamilyAges Ages, DateOnly Today, IReadOnlyCollection<KeptPart> Kept)
{
    public int Age { get; } = Family.AgeOn(Today);

    public bool IsChild => MemberId == Family.ChildId;

    public bool IsAdult => !IsChild || Age >= Ages.AsAdultFrom;

    /// <summary>The child's or a guardian's identity is protected: then nothing that tells where anybody is goes to anybody of the family.</summary>
    public bool IsProtected => Family.IsProtected || Family.Guardians.Any(g => g.IsProtected);

    public bool SeesGoals => IsAdult || Age >= Ages.GoalsFrom;

    public bool IsHarmlessOnly => !IsAdult && (IsProtected || Kept.Count > 0 || Family.Guardians.Any(g => g.IsViewClosed));

    /// <summary>Whom to call, others' words, the next day, who has looked.</summary>
    public bool TakesPart => IsAdult || (Age >= Ages.TakesPartFrom && !IsHarmlessOnly);

    public bool NamesUnits => TakesPart && !IsProtected;

    /// <summary>No unit, place or contact in what is asked, sent or called: somebody is protected, or reads over a child's shoulder from whom something is hidden.</summary>
    public bool HidesPlaces => IsProtected || IsHarmlessOnly;

    public bool TellsTimes => !IsHarmlessOnly;

    public bool Sees(Guid partId) => !Kept.Any(k => k.PartId == partId && (IsChild ? !IsAdult : k.MemberId == MemberId));

    /// <summary>Whether the words of this member of the family are for the reader. Nobody hears one who is hidden, or from whom things are, and nobody hears one who has no custody.</summary>
    public bool Hears(Guid speaker) => speaker == MemberId
        || (TakesPart && (speaker == Family.ChildId || (Family.Guardians.FirstOrDefault(g => g.MemberId == speaker) is { IsProtected: false, IsViewClosed: false } && !Family.IsProtected)));

    /// <exception cref="NotFound">The view was closed after the request was let in.</exception>
    public static async Task<FamilyViewer> Load(Session db, IFamilies families, FamilyAges ages, Clock clock, Guid childId, Guid memberId, CancellationToken cancel)
    {
        var family = await families.Of(childId, cancel) ?? throw new NotFound();
        if (family.Guardians.Any(g => g.MemberId == memberId && g.IsViewClosed))
            throw new NotFound();
        return new FamilyViewer(family, memberId, ages, clock.Today, await db.Query<KeptPart>("""
            SELECT k.PartId, k.MemberId FROM Collaboration.KeptPart k JOIN Collaboration.ChildPlan c ON c.PlanId = k.PlanId WHERE c.ChildId = @childId
            """, new { childId }));
    }
}
