using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>
/// What one unit sees of a plan. Pure. A part is for those who may have what each of its writers has told, in the part's category; a unit's own is its own.
/// What the child and the guardians have said in their own words was said to all who may read the plan at all.
/// </summary>
internal sealed class Sight(Coverage coverage, string unitId)
{
    public string UnitId => unitId;

    public bool Sees(StoredPart part) => part.OriginMemberId is not null
        ? coverage.Any(unitId, Categories.Plan) is not null
        : Sees(part.WriterUnits, PartKinds.Category(part.Kind));

    public bool Sees(IEnumerable<string> writers, string category) => writers.All(writer => coverage.Lets(writer, unitId, category));

    /// <summary>Who may change a part that it sees: an own word is its writer's, a contact its unit's or the owner's, the rest is everybody's at the table.</summary>
    public bool MayChange(StoredPart part, string ownerUnitId) => Sees(part) && part.Kind switch
    {
        PartKinds.Words => part.OriginUnitId == unitId,
        PartKinds.Contact => part.OriginUnitId == unitId || ownerUnitId == unitId,
        _ => true,
    };

    /// <summary>A part's words without its pointers at parts that the unit does not see: what is hidden leaves no trace.</summary>
    public static PartContent Shown(PartContent content, IReadOnlySet<Guid> seen) =>
        content.Goal is { NeedId: { } need } goal && !seen.Contains(need) ? content with { Goal = goal with { NeedId = null } }
        : content.Intervention is { GoalId: { } aim } help && !seen.Contains(aim) ? content with { Intervention = help with { GoalId = null } }
        : content;

    /// <summary>An edit as it is kept: a pointer that the writer was not shown is not the writer's to take away.</summary>
    public static PartContent Kept(PartContent edited, PartContent stored, IReadOnlySet<Guid> hidden) =>
        edited.Goal is { NeedId: null } goal && stored.Goal?.NeedId is { } need && hidden.Contains(need) ? edited with { Goal = goal with { NeedId = need } }
        : edited.Intervention is { GoalId: null } help && stored.Intervention?.GoalId is { } aim && hidden.Contains(aim) ? edited with { Intervention = help with { GoalId = aim } }
        : edited;

    /// <exception cref="NotFound">The part is not for the unit; it is told nothing else than of one that does not exist.</exception>
    public async Task<StoredPart> Load(Session db, Guid planId, Guid partId)
    {
        var part = await StoredPart.Load(db, planId, partId);
        return Sees(part) ? part : throw new NotFound();
    }
}
