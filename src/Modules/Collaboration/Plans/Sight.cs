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

    /// <exception cref="NotFound">The part is not for the unit; it is told nothing else than of one that does not exist.</exception>
    public async Task<StoredPart> Load(Session db, Guid planId, Guid partId)
    {
        var part = await StoredPart.Load(db, planId, partId);
        return Sees(part) ? part : throw new NotFound();
    }
}
