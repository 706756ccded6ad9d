using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>What a list of a unit's own records may say of the child.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="Name">Missing until the child has one, and where the caller's unit has no relation to the child.</param>
/// <param name="BirthDate">Missing before birth, and where the name is.</param>
/// <param name="IsHidden">The child's identity is protected and the caller is neither the unit's head nor named: the record is not shown.</param>
public sealed record ChildCard(Guid ChildId, string? Name, DateOnly? BirthDate, bool IsHidden);

/// <summary>A listing, placement or enrolment at a unit, as the source that spoke last tells it. Half-open, [From, To).</summary>
/// <param name="Source">The feed, or the module's slug for what the unit recorded here.</param>
/// <param name="Key">The record's id at its source.</param>
public sealed record UnitRecord(Guid ChildId, string? Name, DateOnly? BirthDate, string Source, string Key, string? Form, DateOnly From, DateOnly? To);

/// <param name="Total">How many there are in all.</param>
public sealed record UnitRecordPage(int Total, IReadOnlyList<UnitRecord> Records);

/// <summary>Which of a unit's records, and in which order. What is not said does not narrow the list.</summary>
/// <param name="ChildId">One child's.</param>
/// <param name="Form">School form (SS 12000 code).</param>
/// <param name="BornFrom">Children born on this day or later, where the unit may know the birth date.</param>
/// <param name="BornBefore">Children born before this day.</param>
/// <param name="Order">The latest to begin first, unless told otherwise.</param>
/// <param name="Name">Children whose name, where the unit may know it, has each of these words in it.</param>
public sealed record UnitRecordFilter(Guid? ChildId = null, string? Form = null, DateOnly? BornFrom = null, DateOnly? BornBefore = null, UnitRecordOrder Order = UnitRecordOrder.LatestFirst, string? Name = null);

/// <summary>What a list of a unit's records begins with.</summary>
public enum UnitRecordOrder
{
    /// <summary>All, the latest to begin first.</summary>
    LatestFirst,

    /// <summary>All, the youngest child first.</summary>
    YoungestFirst,

    /// <summary>Those alone that have not begun, the next to begin first.</summary>
    Coming,

    /// <summary>Those alone that have begun and have a last day, the next to end first.</summary>
    Ending,
}

/// <summary>The register's part in what a unit reads of its own records: names, and who of them is hidden from the caller.</summary>
public interface IUnitRecords
{
    /// <param name="hasCases">The caller's unit has cases on the children, which gives it their names.</param>
    /// <returns>A card for each child that the register knows.</returns>
    Task<IReadOnlyDictionary<Guid, ChildCard>> Cards(Caller caller, IReadOnlyCollection<Guid> childIds, CancellationToken cancel, bool hasCases = false);

    /// <summary>The children with protected identity whom the member of staff is named for.</summary>
    Task<IReadOnlyList<Guid>> NamedFor(string personId, CancellationToken cancel);

    /// <summary>The records of one of <see cref="FactKinds"/> at the caller's unit that have not ended, whoever told of them.</summary>
    Task<UnitRecordPage> Current(Caller caller, string kind, UnitRecordFilter filter, int limit, int offset, CancellationToken cancel);
}
