using Kronobarn.Kernel;

namespace Kronobarn.Casework.Contracts;

/// <summary>What travels with a case, part by part, as the giver wrote it.</summary>
/// <param name="Kind">One of <see cref="ParcelKinds"/>.</param>
/// <param name="Title">A heading for the kind, such as the decision's kind or who told; at most 200 characters.</param>
/// <param name="Text">At most 2,000 characters.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record ParcelPart(string Kind, string? Title, string Text, DateTimeOffset At);

/// <summary>The kinds of part, as stored and sent. A receiver shows one that it does not know as it is.</summary>
public static class ParcelKinds
{
    public const string Concern = "concern";
    public const string Decision = "decision";
    public const string CanWeMeetTheNeed = "can-we-meet-the-need";
    public const string IsEverythingExhausted = "is-everything-exhausted";
    public const string WhoMustAct = "who-must-act";
    public const string Measure = "measure";
}

/// <summary>What was to be done before the case was offered (checklista).</summary>
/// <param name="Item">At most 200 characters.</param>
public sealed record ChecklistItem(string Item, bool IsDone);

/// <summary>A case is offered to a unit (överlämning): told to its organisation, with what it needs to decide. The giver has the case until it is accepted.</summary>
/// <param name="HandOverId">The key of the row in the giver's store that decides.</param>
/// <param name="Giver">The giving organisation's slug.</param>
/// <param name="IsProtected">The child's identity is protected.</param>
/// <param name="Ground">consent, osl-10-2, osl-10-28 or own-organisation.</param>
/// <param name="OfferedAt">UTC; the clock of the answer runs from that day.</param>
public sealed record HandOverOffered(Guid HandOverId, string Giver, string FromUnitId, string ToOrganisation, string ToUnitId, Guid ChildId, bool IsProtected, string Message,
    IReadOnlyList<ChecklistItem> Checklist, string Ground, DateTimeOffset OfferedAt) : IEvent
{
    public string OrderKey => HandOverId.ToString();

    public IReadOnlyCollection<string> Recipients => [ToOrganisation];
}

/// <summary>The offer was accepted, and the giver's row says so: the case is the receiver's, with what travels.</summary>
/// <param name="ToUnitId">The unit that accepted.</param>
/// <param name="CaseId">The receiver's new case.</param>
/// <param name="PersonId">Who accepted, and becomes its handler.</param>
/// <param name="At">UTC.</param>
public sealed record HandOverAccepted(Guid HandOverId, string Giver, string FromUnitId, string ToOrganisation, string ToUnitId, Guid ChildId, bool IsProtected, Guid CaseId, string PersonId,
    IReadOnlyList<ParcelPart> Parcel, DateTimeOffset At) : IEvent
{
    public string OrderKey => HandOverId.ToString();

    public IReadOnlyCollection<string> Recipients => [ToOrganisation];
}

/// <summary>The rest of what travels with a case that was accepted, when it is more than one event holds.</summary>
public sealed record ParcelFollowed(Guid HandOverId, string ToOrganisation, Guid CaseId, IReadOnlyList<ParcelPart> Parcel) : IEvent
{
    public string OrderKey => HandOverId.ToString();

    public IReadOnlyCollection<string> Recipients => [ToOrganisation];
}

/// <summary>The offer was declined or withdrawn: the case stays with the giver, and the receiver has nothing of it any more.</summary>
/// <param name="State">declined or withdrawn.</param>
/// <param name="At">UTC.</param>
public sealed record HandOverEnded(Guid HandOverId, string Giver, string ToOrganisation, string State, DateTimeOffset At) : IEvent
{
    public string OrderKey => HandOverId.ToString();

    public IReadOnlyCollection<string> Recipients => [ToOrganisation];
}

/// <summary>
/// The holder has changed by the rules and the case goes along (övergång): its concerns, the decision so far and what is under way. Notes stay where they were written.
/// </summary>
/// <param name="FromCaseId">The case at the giver, which ends.</param>
/// <param name="CaseId">The receiver's new case.</param>
/// <param name="Concerns">The concerns that the case has taken up; the receiver answers their reporters.</param>
public sealed record CaseTransferred(Guid FromCaseId, string From, string FromUnitId, string To, string ToUnitId, Guid ChildId, bool IsProtected, Guid CaseId,
    IReadOnlyList<ConcernTold> Concerns, IReadOnlyList<ParcelPart> Parcel) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [To];
}
