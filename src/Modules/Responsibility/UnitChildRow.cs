using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>A child as a unit's lists read it.</summary>
internal sealed class UnitChildRow
{
    public required int Total { get; init; }
    public required Guid ChildId { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public required DateOnly FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
    public required string RuleName { get; init; }
    public required string Protection { get; init; }

    public string? Name => GivenName is null && FamilyName is null ? null : $"{GivenName} {FamilyName}".Trim();

    /// <summary>Whose list it is: unit, organisation, and whether the caller may see children with protected identity.</summary>
    public static object Args(Call call, DateOnly today, int limit, int offset, int days = 0) => new
    {
        call.Caller!.UnitId,
        call.Caller.Organisation,
        call.Caller.PersonId,
        seesProtected = Access.SeesProtected(call.Caller.Role, Operations.ListChildren, Relations.None),
        today,
        until = today.AddDays(days),
        Offset = offset,
        last = offset + limit,
    };
}
