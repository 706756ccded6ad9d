using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Casework.Contracts;

/// <summary>Who told of a concern, and how to reach them; names and contact only where they were given.</summary>
/// <param name="Kind">One of <see cref="ReporterKinds"/>.</param>
/// <param name="Organisation">The slug of the reporter's organisation; staff only, like the unit.</param>
/// <param name="Contact">Phone, mail or what else the reporter wrote, at most 200 characters.</param>
public sealed record Reporter(string Kind, string? Organisation, string? UnitId, string? Name, string? Contact);

public static class ReporterKinds
{
    public const string Staff = "staff";
    public const string Child = "child";
    public const string Guardian = "guardian";
    public const string Public = "public";
}

/// <summary>Whom a concern is about, as the reporter knows it.</summary>
public static class AboutKinds
{
    /// <summary>A child with an identity number.</summary>
    public const string Child = "child";

    /// <summary>A child not yet born; the number is the mother's.</summary>
    public const string Unborn = "unborn";

    /// <summary>A child whose name the reporter does not know; described in words.</summary>
    public const string Unidentified = "unidentified";
}

/// <summary>Finds the child that a concern is about.</summary>
public static class AboutWhom
{
    /// <returns><c>null</c> for a child who is not identified, and for a number that the register does not know.</returns>
    public static Task<ChildInfo?> Whom(this IResponsibility register, string about, string? identityNumber, CancellationToken cancel) => (about, identityNumber) switch
    {
        (AboutKinds.Child, { } number) => register.ChildWith(number, cancel),
        (AboutKinds.Unborn, { } number) => register.UnbornOf(number, cancel),
        _ => Task.FromResult<ChildInfo?>(null),
    };
}

/// <summary>How urgent the reporter finds it.</summary>
public static class Urgencies
{
    public const string Normal = "normal";
    public const string Soon = "soon";

    public static readonly IReadOnlyList<string> All = [Normal, Soon];
}

/// <summary>Why a concern came to a unit.</summary>
public static class RoutedBecause
{
    /// <summary>The unit holds the child today.</summary>
    public const string Holder = "holder";

    /// <summary>Nobody is known to hold the child: the municipality's reception finds out.</summary>
    public const string WayIn = "way-in";

    /// <summary>Another unit passed it on, with a reason.</summary>
    public const string Passed = "passed";

    /// <summary>The holder changed by the rules (övergång).</summary>
    public const string Transferred = "transferred";

    /// <summary>The unit that had it was closed.</summary>
    public const string UnitClosed = "unit-closed";
}

/// <summary>
/// A concern (oro) as it was told. The same content goes from the reporter's organisation to the desk and from there to the unit whose it is; nothing else of the child goes along.
/// </summary>
/// <param name="About">One of <see cref="AboutKinds"/>.</param>
/// <param name="IdentityNumber">The child's, or an unborn child's mother's.</param>
/// <param name="Description">Of a child who is not identified; at most 500 characters.</param>
/// <param name="Text">At most 2,000 characters.</param>
/// <param name="Spokes">Keys of barnensbästa-hjulet.</param>
/// <param name="Urgency">One of <see cref="Urgencies"/>.</param>
/// <param name="Harm">The reporter's answer to "could the child be coming to harm?".</param>
/// <param name="RaisedAt">UTC.</param>
public sealed record ConcernTold(Guid ConcernId, string About, string? IdentityNumber, string? Description, string Text, IReadOnlyList<string> Spokes, string Urgency, bool Harm,
    Reporter Reporter, DateTimeOffset RaisedAt);

/// <summary>A concern has been left, by staff, family or anyone. Heard by the desk alone, which finds the unit.</summary>
/// <param name="Municipality">Where the reporter is, for a child whose home is not known.</param>
public sealed record ConcernRaised(ConcernTold Concern, string? Municipality) : IEvent
{
    public string OrderKey => Concern.ConcernId.ToString();

    public IReadOnlyCollection<string> Recipients => [];
}

/// <summary>A concern has been sent to a unit: told to its organisation alone.</summary>
/// <param name="ChildId">Missing for a child who is not identified.</param>
/// <param name="IsProtected">The child's identity is protected.</param>
/// <param name="Because">One of <see cref="RoutedBecause"/>.</param>
/// <param name="Reason">Why it was passed on.</param>
public sealed record ConcernRouted(ConcernTold Concern, string Organisation, string UnitId, Guid? ChildId, bool IsProtected, string Because, string? Reason = null) : IEvent
{
    public string OrderKey => Concern.ConcernId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}

/// <summary>The reporter answered yes to the question on harm: an orosanmälan, for social services' own intake. Told to social services alone.</summary>
public sealed record HarmReported(ConcernTold Concern, string UnitId, Guid? ChildId, bool IsProtected) : IEvent
{
    public string OrderKey => Concern.ConcernId.ToString();

    public IReadOnlyCollection<string> Recipients => ["social-services"];
}

/// <summary>What the reporter may know of a concern's way. Told to the reporter's organisation and to the desk.</summary>
/// <param name="Status">One of <see cref="ConcernStatuses"/>.</param>
/// <param name="Feedback">The lawful minimum in words, when it is closed; at most 500 characters.</param>
public sealed record ConcernStatusChanged(Guid ConcernId, string? ReporterOrganisation, string Status, string? Feedback, DateTimeOffset At) : IEvent
{
    public string OrderKey => ConcernId.ToString();

    public IReadOnlyCollection<string> Recipients => ReporterOrganisation is null ? [] : [ReporterOrganisation];
}

/// <summary>The stations of a concern that its reporter is told of; they say nothing of who has it or what was found.</summary>
public static class ConcernStatuses
{
    public const string Sent = "sent";
    public const string Received = "received";
    public const string InProgress = "in-progress";
    public const string Closed = "closed";
}
