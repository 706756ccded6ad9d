using Kronobarn.Kernel;

namespace Kronobarn.Directory.Contracts;

/// <summary>The organisations' keys, the same as the actors' slugs.</summary>
public static class Organisations
{
    public const string MaternalCare = "maternal-care";
    public const string ChildHealthCare = "child-health-care";
    public const string Preschool = "preschool";
    public const string School = "school";
    public const string Kaa = "kaa";
    public const string SocialServices = "social-services";
    public const string Police = "police";
    public const string Partner = "partner";

    /// <summary>The child and its guardians; no organisation, and in none of the lists of them.</summary>
    public const string Family = "family";

    public static readonly IReadOnlyList<string> All = [MaternalCare, ChildHealthCare, Preschool, School, Kaa, SocialServices, Police, Partner];
}

/// <summary>What a person does at a unit (roll).</summary>
public static class Roles
{
    public const string Midwife = "midwife";
    public const string BhvNurse = "bhv-nurse";
    public const string PreschoolHead = "preschool-head";
    public const string Rektor = "rektor";
    public const string StudentHealthTeam = "elevhalsoteam";
    public const string KaaHandler = "kaa-handler";
    public const string SocialWorker = "social-worker";
    public const string PoliceOfficer = "police-officer";
    public const string PartnerStaff = "partner-staff";
    public const string UnitHead = "unit-head";
    public const string Coordinator = "coordinator";
    public const string LogReviewer = "log-reviewer";
    public const string ItAdmin = "it-admin";

    /// <summary>The child itself or a guardian; nobody at a unit has it.</summary>
    public const string Family = "family";

    public static readonly IReadOnlyList<string> All =
        [Midwife, BhvNurse, PreschoolHead, Rektor, StudentHealthTeam, KaaHandler, SocialWorker, PoliceOfficer, PartnerStaff, UnitHead, Coordinator, LogReviewer, ItAdmin];

    /// <summary>Answers for the unit: sees its children with protected identity, and names who else may.</summary>
    public static bool IsHead(string role) => role is Rektor or PreschoolHead or UnitHead;
}

/// <summary>A unit (enhet) of an organisation: the thing that holds responsibility. Days are half-open, [From, To).</summary>
public sealed record UnitInfo(string UnitId, string Organisation, string Name, string? Municipality, bool IsPrivate, DateOnly From, DateOnly? To);

/// <summary>The unit that takes a municipality's children when none is listed (BVC) or enrolled (KAA), with dates.</summary>
public sealed record DefaultUnitInfo(string Municipality, string Organisation, string UnitId, DateOnly From, DateOnly? To);

/// <summary>How to reach a unit (kontaktväg), for one purpose: advice without a case, a concern, a case, or urgently.</summary>
public sealed record ContactWayInfo(string Purpose, string Label, string? Phone, string? Email, string? Hours, string? Note);

/// <summary>Units, for the floors above.</summary>
public interface IUnits
{
    /// <summary>Whether the directory has any unit at all.</summary>
    Task<bool> Any(CancellationToken cancel);

    Task<UnitInfo?> Find(string unitId, CancellationToken cancel);

    Task<IReadOnlyDictionary<string, UnitInfo>> All(CancellationToken cancel);

    /// <summary>Those of the units that there are: for a page that names a few.</summary>
    Task<IReadOnlyDictionary<string, UnitInfo>> Some(IReadOnlyCollection<string> unitIds, CancellationToken cancel);

    /// <summary>The units that a source's organisation ids (SS 12000) stand for.</summary>
    Task<IReadOnlyDictionary<string, UnitInfo>> BySourceId(CancellationToken cancel);

    Task<IReadOnlyList<DefaultUnitInfo>> Defaults(CancellationToken cancel);

    Task<IReadOnlyList<ContactWayInfo>> ContactWays(string unitId, CancellationToken cancel);

    /// <summary>Where the unit's work lies on the day: the unit itself while it is open, then the one that took it over (efterträdare), and so on.</summary>
    Task<string> Home(string unitId, DateOnly day, CancellationToken cancel);

    /// <summary>Who is to be spoken to for the unit that day: the one it is delegated to, or else its head.</summary>
    Task<string?> ContactPerson(string unitId, DateOnly day, CancellationToken cancel);
}

/// <summary>A person in a role at a unit, as the demo sign-in and the administration list them.</summary>
public sealed record AssignmentInfo(string AssignmentId, string PersonId, string Name, string Organisation, string UnitId, string UnitName, string Role, string? Municipality);

/// <summary>People, for sign-in.</summary>
public interface IPeople
{
    Task<IReadOnlyList<AssignmentInfo>> Assignments(DateOnly day, CancellationToken cancel);

    /// <summary>One person's, in the order in which they began.</summary>
    Task<IReadOnlyList<AssignmentInfo>> AssignmentsOf(string personId, DateOnly day, CancellationToken cancel);

    /// <summary>Those of one unit, by name.</summary>
    Task<IReadOnlyList<AssignmentInfo>> AtUnit(string unitId, DateOnly day, CancellationToken cancel);

    /// <summary>The names of people by their keys, also of those who have left: what they wrote keeps its author.</summary>
    Task<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> personIds, CancellationToken cancel);
}

/// <summary>A municipality's default units have changed; timelines that rest on them are to be drawn again.</summary>
public sealed record DefaultUnitsChanged(string Municipality) : IEvent
{
    public string OrderKey => Municipality;
}
