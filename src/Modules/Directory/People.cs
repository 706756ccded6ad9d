using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Directory;

/// <summary>Who works where, and in which role.</summary>
internal sealed class People(StoreOf<People> store) : IPeople
{
    public Task<IReadOnlyList<AssignmentInfo>> Assignments(DateOnly day, CancellationToken cancel) => store.Read<IReadOnlyList<AssignmentInfo>>(async db =>
        (await db.Query<AssignmentRow>("""
            SELECT a.AssignmentId, a.PersonId, p.Name, u.Organisation, a.UnitId, u.Name AS UnitName, a.RoleCode, u.Municipality
            FROM Directory.Assignment a JOIN Directory.Person p ON p.PersonId = a.PersonId JOIN Directory.Unit u ON u.UnitId = a.UnitId
            WHERE a.FromDate <= @day AND (a.ToDate IS NULL OR a.ToDate > @day) AND (u.ToDate IS NULL OR u.ToDate > @day)
            ORDER BY u.Organisation, u.Municipality, a.UnitId, a.RoleCode, a.PersonId
            """, new { day })).ConvertAll(row => row.Info()), cancel);

    public Task<IReadOnlyList<AssignmentInfo>> AssignmentsOf(string personId, DateOnly day, CancellationToken cancel) => store.Read<IReadOnlyList<AssignmentInfo>>(async db =>
        (await db.Query<AssignmentRow>("""
            SELECT a.AssignmentId, a.PersonId, p.Name, u.Organisation, a.UnitId, u.Name AS UnitName, a.RoleCode, u.Municipality
            FROM Directory.Assignment a JOIN Directory.Person p ON p.PersonId = a.PersonId JOIN Directory.Unit u ON u.UnitId = a.UnitId
            WHERE a.PersonId = @personId AND a.FromDate <= @day AND (a.ToDate IS NULL OR a.ToDate > @day) AND (u.ToDate IS NULL OR u.ToDate > @day)
            ORDER BY a.FromDate, a.AssignmentId
            """, new { personId, day })).ConvertAll(row => row.Info()), cancel);

    public Task<IReadOnlyList<AssignmentInfo>> AtUnit(string unitId, DateOnly day, CancellationToken cancel) => store.Read<IReadOnlyList<AssignmentInfo>>(async db =>
        (await db.Query<AssignmentRow>("""
            SELECT a.AssignmentId, a.PersonId, p.Name, u.Organisation, a.UnitId, u.Name AS UnitName, a.RoleCode, u.Municipality
            FROM Directory.Assignment a JOIN Directory.Person p ON p.PersonId = a.PersonId JOIN Directory.Unit u ON u.UnitId = a.UnitId
            WHERE a.UnitId = @unitId AND a.FromDate <= @day AND (a.ToDate IS NULL OR a.ToDate > @day) AND (u.ToDate IS NULL OR u.ToDate > @day)
            ORDER BY p.Name, a.PersonId, a.AssignmentId
            """, new { unitId, day })).ConvertAll(row => row.Info()), cancel);

    public Task<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> personIds, CancellationToken cancel) => store.Read<IReadOnlyDictionary<string, string>>(async db =>
        (await db.Query<NameRow>("SELECT PersonId, Name FROM Directory.Person WHERE PersonId IN @personIds", new { personIds })).ToDictionary(row => row.PersonId, row => row.Name, StringComparer.Ordinal), cancel);

    private sealed class NameRow
    {
        public required string PersonId { get; init; }
        public required string Name { get; init; }
    }
}

/// <summary>Finds the caller behind a sign-in, anew for each request: an assignment that has ended gives nothing from that day.</summary>
internal sealed class Callers(StoreOf<Callers> store, Clock clock) : ICallerDirectory
{
    public Task<Caller?> Find(string personId, string? assignment, CancellationToken cancel) => store.Read(async db =>
    {
        var row = await db.Find<AssignmentRow>("""
            SELECT a.AssignmentId, a.PersonId, p.Name, u.Organisation, a.UnitId, u.Name AS UnitName, a.RoleCode, u.Municipality
            FROM Directory.Assignment a JOIN Directory.Person p ON p.PersonId = a.PersonId JOIN Directory.Unit u ON u.UnitId = a.UnitId
            WHERE a.PersonId = @personId AND (@assignment IS NULL OR a.AssignmentId = @assignment)
              AND a.FromDate <= @Today AND (a.ToDate IS NULL OR a.ToDate > @Today) AND (u.ToDate IS NULL OR u.ToDate > @Today)
            ORDER BY a.FromDate, a.AssignmentId
            """, new { personId, assignment, clock.Today });
        return row is null ? null : new Caller(row.PersonId, row.Name, row.Organisation, row.UnitId, row.RoleCode, row.Municipality);
    }, cancel);
}

internal sealed class AssignmentRow
{
    public required string AssignmentId { get; init; }
    public required string PersonId { get; init; }
    public required string Name { get; init; }
    public required string Organisation { get; init; }
    public required string UnitId { get; init; }
    public required string UnitName { get; init; }
    public required string RoleCode { get; init; }
    public string? Municipality { get; init; }

    public AssignmentInfo Info() => new(AssignmentId, PersonId, Name, Organisation, UnitId, UnitName, RoleCode, Municipality);
}
