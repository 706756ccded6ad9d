using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A part as it is now, or as it was in one of its versions.</summary>
internal sealed class StoredPart
{
    public required Guid PartId { get; init; }
    public required Guid PlanId { get; init; }
    public required string Kind { get; init; }
    public string? OriginUnitId { get; init; }
    public Guid? OriginMemberId { get; init; }
    public required string Writers { get; init; }
    public required string Content { get; init; }
    public required int Version { get; init; }
    public required bool IsRemoved { get; init; }
    public required string ChangedBy { get; init; }
    public string? ChangedByUnitId { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    public IEnumerable<string> WriterUnits => Writers.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static Task<List<StoredPart>> Of(Session db, Guid planId) => db.Query<StoredPart>("""
        SELECT PartId, PlanId, Kind, OriginUnitId, OriginMemberId, Writers, Content, Version, IsRemoved, ChangedBy, ChangedByUnitId, ChangedAt
        FROM Collaboration.PlanPart WHERE PlanId = @planId AND IsRemoved = 0 ORDER BY PartId
        """, new { planId });

    /// <summary>The plan's parts as they were when it had this number.</summary>
    public static Task<List<StoredPart>> At(Session db, Guid planId, int number) => db.Query<StoredPart>("""
        SELECT p.PartId, p.PlanId, p.Kind, p.OriginUnitId, p.OriginMemberId, v.Writers, v.Content, v.Version, v.IsRemoved, v.ChangedBy, v.ChangedByUnitId, v.ChangedAt
        FROM Collaboration.PlanPart p JOIN Collaboration.PlanPartVersion v ON v.PartId = p.PartId
        WHERE p.PlanId = @planId AND v.Number = (SELECT MAX(w.Number) FROM Collaboration.PlanPartVersion w WHERE w.PartId = p.PartId AND w.Number <= @number)
        ORDER BY p.PartId
        """, new { planId, number });

    public static async Task<StoredPart> Load(Session db, Guid planId, Guid partId) => await db.Find<StoredPart>("""
        SELECT PartId, PlanId, Kind, OriginUnitId, OriginMemberId, Writers, Content, Version, IsRemoved, ChangedBy, ChangedByUnitId, ChangedAt
        FROM Collaboration.PlanPart WHERE PlanId = @planId AND PartId = @partId
        """, new { planId, partId }) ?? throw new NotFound();

    /// <summary>A first version.</summary>
    /// <param name="unitId">Who writes it; none for a member of the family.</param>
    public static async Task<StoredPart> Add(Session db, Clock clock, Guid planId, PartContent content, string? unitId, Guid? memberId, string personId)
    {
        var part = new StoredPart
        {
            PartId = Guid.CreateVersion7(clock.Now),
            PlanId = planId,
            Kind = content.Kind,
            OriginUnitId = content.UnitId ?? unitId,
            OriginMemberId = memberId,
            Writers = Written("", content.UnitId, unitId),
            Content = content.Text(),
            Version = 1,
            IsRemoved = false,
            ChangedBy = personId,
            ChangedByUnitId = unitId,
            ChangedAt = clock.Now,
        };
        await db.Execute("""
            INSERT INTO Collaboration.PlanPart (PartId, PlanId, Kind, OriginUnitId, OriginMemberId, Writers, Content, Version, IsRemoved, ChangedBy, ChangedByUnitId, ChangedAt)
            VALUES (@PartId, @PlanId, @Kind, @OriginUnitId, @OriginMemberId, @Writers, @Content, @Version, @IsRemoved, @ChangedBy, @ChangedByUnitId, @ChangedAt)
            """, part);
        await Keep(db, part);
        return part;
    }

    /// <summary>A later version. What was there before stays in the history.</summary>
    /// <returns><c>null</c>: it has been changed since, and nothing was done.</returns>
    public async Task<StoredPart?> Change(Session db, Clock clock, int version, string content, bool isRemoved, string? unitId, string personId)
    {
        var part = new StoredPart
        {
            PartId = PartId,
            PlanId = PlanId,
            Kind = Kind,
            OriginUnitId = OriginUnitId,
            OriginMemberId = OriginMemberId,
            Writers = Written(Writers, PartContent.Of(content).UnitId, unitId),
            Content = content,
            Version = version + 1,
            IsRemoved = isRemoved,
            ChangedBy = personId,
            ChangedByUnitId = unitId,
            ChangedAt = clock.Now,
        };
        if (await db.Execute("""
            UPDATE Collaboration.PlanPart SET Writers = @Writers, Content = @Content, Version = @Version, IsRemoved = @IsRemoved, ChangedBy = @ChangedBy, ChangedByUnitId = @ChangedByUnitId, ChangedAt = @ChangedAt
            WHERE PartId = @PartId AND Version = @Version - 1
            """, part) == 0)
            return null;
        await Keep(db, part);
        return part;
    }

    private static async Task Keep(Session db, StoredPart part)
    {
        var number = await StoredPlan.Next(db, part.PlanId);
        await db.Execute("""
            INSERT INTO Collaboration.PlanPartVersion (PartId, Version, PlanId, Number, Writers, Content, IsRemoved, ChangedBy, ChangedByUnitId, ChangedAt)
            VALUES (@PartId, @Version, @PlanId, @number, @Writers, @Content, @IsRemoved, @ChangedBy, @ChangedByUnitId, @ChangedAt)
            """, new { part.PartId, part.Version, part.PlanId, number, part.Writers, part.Content, part.IsRemoved, part.ChangedBy, part.ChangedByUnitId, part.ChangedAt });
    }

    private static string Written(string before, params string?[] units) =>
        string.Join(' ', before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(units.OfType<string>()).Distinct(StringComparer.Ordinal));
}
