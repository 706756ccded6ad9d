using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A correction (rättelse) as a note beside what it corrects, which stands as it was.</summary>
/// <param name="PartId">Missing for one about the plan as a whole.</param>
/// <param name="UnitId">Whose head wrote it.</param>
/// <param name="WrittenAt">UTC.</param>
internal sealed record CorrectionView(Guid CorrectionId, Guid? PartId, string Text, string UnitId, DateTimeOffset WrittenAt);

/// <summary>The corrections of a plan in the store: added to, never changed.</summary>
internal sealed class StoredCorrection
{
    public required Guid CorrectionId { get; init; }
    public Guid? PartId { get; init; }
    public required string Body { get; init; }
    public required string UnitId { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>In the order in which they were written.</summary>
    public static Task<List<StoredCorrection>> Of(Session db, Guid planId) => db.Query<StoredCorrection>(
        "SELECT CorrectionId, PartId, Body, UnitId, WrittenAt FROM Collaboration.PlanCorrection WHERE PlanId = @planId ORDER BY WrittenAt, CorrectionId", new { planId });

    /// <summary>
    /// Those that the unit may see: a note about a part follows the part, one about the plan as a whole is of the category plan; and, as everything in a plan, it is also its
    /// own writer's to tell.
    /// </summary>
    /// <param name="parts">Every part of the plan, those that were removed too.</param>
    public static IEnumerable<CorrectionView> Seen(Sight sight, IEnumerable<StoredCorrection> all, IEnumerable<StoredPart> parts)
    {
        var byId = parts.ToDictionary(p => p.PartId);
        return all.Where(IsSeen).Select(c => new CorrectionView(c.CorrectionId, c.PartId, c.Body, c.UnitId, c.WrittenAt));

        bool IsSeen(StoredCorrection one) => one.PartId is not { } partId ? sight.Sees([one.UnitId], Categories.Plan)
            : byId.TryGetValue(partId, out var part) && sight.Sees(part) && sight.Sees([one.UnitId], part.OriginMemberId is null ? PartKinds.Category(part.Kind) : Categories.Plan);
    }
}
