using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>A unit as it is stored.</summary>
internal sealed class StoredUnit
{
    public required string UnitId { get; init; }
    public required string Organisation { get; init; }
    public required string Name { get; init; }
    public string? Municipality { get; init; }
    public string? HsaId { get; init; }
    public string? SchoolUnitCode { get; init; }
    public string? PartnerKind { get; init; }
    public required bool IsPrivate { get; init; }
    public required DateOnly FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
    public required int Version { get; init; }

    public bool IsOpenOn(DateOnly day) => FromDate <= day && (ToDate is null || ToDate > day);

    public static Task<StoredUnit?> Find(Db db, string unitId) => db.Find<StoredUnit>("""
        SELECT UnitId, Organisation, Name, Municipality, HsaId, SchoolUnitCode, PartnerKind, IsPrivate, FromDate, ToDate, Version
        FROM Directory.Unit WHERE UnitId = @unitId
        """, new { unitId });
}
