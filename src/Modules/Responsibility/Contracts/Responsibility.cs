using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>Who is barnensbästa-ansvarig on a day, and by which rule of <c>responsibility.md</c>.</summary>
public sealed record HolderOn(string Organisation, string? UnitId, string Rule, DateOnly From, DateOnly? To);

/// <summary>
/// Responsibility has passed from one unit to another (övergång) because a day has begun or a fact about today has come. A null giver: the child is new;
/// a null receiver: the chain has ended (18, moved out, dead). Told to the two organisations, once. Source: beslut styrgruppen 2021-04-09.
/// </summary>
/// <param name="ChildId">The child.</param>
/// <param name="From">The giving organisation's slug.</param>
/// <param name="FromUnitId">The giving unit.</param>
/// <param name="To">The receiving organisation's slug.</param>
/// <param name="ToUnitId">The receiving unit; null with a receiver means that none is known (alert <c>unit-missing</c>).</param>
/// <param name="On">The first day of the new holder, Europe/Stockholm.</param>
/// <param name="Rule">The rule by which the receiver holds.</param>
/// <param name="Last">Where no unit gives: the organisation of the unit that held last, which may have work that waits for a holder; it is told too.</param>
/// <param name="LastUnitId">That unit.</param>
public sealed record ResponsibilityTransferred(Guid ChildId, string? From, string? FromUnitId, string? To, string? ToUnitId, DateOnly On, string? Rule, string? Last = null, string? LastUnitId = null) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [From ?? "", To ?? "", Last ?? ""];
}

/// <summary>
/// A fact that came late, or was corrected, has moved the past: from <paramref name="Since"/> on somebody else held than we had said. Moves open cases as a transfer does.
/// </summary>
public sealed record ResponsibilityCorrected(Guid ChildId, string? From, string? FromUnitId, string? To, string? ToUnitId, DateOnly Since, string? Rule, string? Last = null, string? LastUnitId = null) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [From ?? "", To ?? "", Last ?? ""];
}

/// <summary>
/// An actor has recorded, changed or withdrawn a fact about a child (faktauppgift). The same <paramref name="Key"/> from the same source again replaces it.
/// Days are Europe/Stockholm, half-open.
/// </summary>
/// <param name="ChildId">The child, known to the register.</param>
/// <param name="Kind">One of <see cref="FactKinds"/>.</param>
/// <param name="Source">The module's slug.</param>
/// <param name="Key">The record's id at its source.</param>
/// <param name="UnitId">The unit, where the kind has one.</param>
/// <param name="Form">School form (SS 12000 code), enrolments only.</param>
/// <param name="From">First day; for a birth or death, the day.</param>
/// <param name="To">The day after the last; for a pregnancy, the day on which it ended without birth.</param>
/// <param name="DueDate">Pregnancies only.</param>
/// <param name="Withdrawn">The record was a mistake and counts no more.</param>
public sealed record FactReported(Guid ChildId, string Kind, string Source, string Key, string? UnitId, string? Form, DateOnly? From, DateOnly? To, DateOnly? DueDate = null, bool Withdrawn = false) : IEvent
{
    public string OrderKey => ChildId.ToString();
}

/// <summary>A pregnancy is known (graviditet): the child enters the register without an identity of its own, beside its mother.</summary>
public sealed record UnbornRegistered(Guid ChildId, string MotherNumber, string MotherGivenName, string MotherFamilyName, string Municipality, string UnitId, DateOnly From, DateOnly DueDate) : IEvent
{
    public string OrderKey => ChildId.ToString();
}

/// <summary>The child is born; identity follows later from the population register, a reserve number may stand in (reservnummer).</summary>
public sealed record BirthReported(Guid ChildId, DateOnly BirthDate, string? ReserveNumber) : IEvent
{
    public string OrderKey => ChildId.ToString();
}

/// <summary>A child's identity has become protected, or is no more (skyddade personuppgifter). Told to every module, so that what each has stored of the child is closed at once.</summary>
/// <param name="Protection">none, sekretessmarkering or skyddad-folkbokforing.</param>
public sealed record ProtectionChanged(Guid ChildId, string Protection) : IEvent
{
    public string OrderKey => ChildId.ToString();
}

/// <summary>
/// A source other than the clinic itself, such as the health feed, has said something new of a pregnancy (graviditet) that is going on, or has ended it. Tells how
/// things now stand when all sources are taken together, so that hearing it twice changes nothing. Days are Europe/Stockholm days.
/// </summary>
/// <param name="ChildId">The child that is expected; twins are told of one by one.</param>
/// <param name="Source">Who spoke last of the pregnancy.</param>
/// <param name="Municipality">Where the mother is registered as resident, four digits.</param>
/// <param name="UnitId">The clinic; null when there is no such pregnancy, because the source took it back.</param>
/// <param name="BirthDate">The day on which the child was born; null as long as it is expected.</param>
/// <param name="EndedOn">The day on which the pregnancy ended without birth.</param>
public sealed record PregnancyTold(Guid ChildId, string Source, string MotherNumber, string MotherGivenName, string MotherFamilyName, string Municipality, string? UnitId,
    DateOnly From, DateOnly DueDate, DateOnly? BirthDate, DateOnly? EndedOn) : IEvent
{
    /// <summary>The mother's, so that twins are heard one after the other.</summary>
    public string OrderKey => MotherNumber;
}

/// <summary>The kinds of fact that decide who holds, as stored and sent.</summary>
public static class FactKinds
{
    public const string Pregnancy = "pregnancy";
    public const string Birth = "birth";
    public const string Death = "death";
    public const string Residence = "residence";
    public const string Listing = "listing";
    public const string Placement = "placement";
    public const string Enrolment = "enrolment";
    public const string Exception = "exception";

    /// <summary>Protected identity from a day (skyddade personuppgifter); decides who may see, not who holds.</summary>
    public const string Protection = "protection";
}

/// <summary>A child as the actors' slices need it; a child with protected identity has no name here.</summary>
public sealed record ChildInfo(Guid ChildId, DateOnly? BirthDate, DateOnly? DeathDate, string Protection);

/// <summary>A fact as the actors' slices need it.</summary>
/// <param name="Municipality">Of a residence.</param>
public sealed record FactInfo(string Kind, string Source, string Key, string? UnitId, string? Form, DateOnly? From, DateOnly? To, string? Municipality = null);

/// <summary>What the floors above may ask of the register and the timeline.</summary>
public interface IResponsibility
{
    /// <returns>Who holds that day, or <c>null</c> when the child is out of scope or unknown.</returns>
    Task<HolderOn?> Holder(Guid childId, DateOnly day, CancellationToken cancel);

    /// <summary>Everyone who holds the child on the day or has held it before, as the timeline says today.</summary>
    Task<IReadOnlyList<HolderOn>> HoldersUntil(Guid childId, DateOnly day, CancellationToken cancel);

    Task<ChildInfo?> Child(Guid childId, CancellationToken cancel);

    /// <summary>The child that has, or has had, this identity number; <c>null</c> when none has.</summary>
    Task<ChildInfo?> ChildWith(string identityNumber, CancellationToken cancel);

    /// <summary>The child that the woman with this identity number is expecting; <c>null</c> when no pregnancy is known.</summary>
    Task<ChildInfo?> UnbornOf(string motherNumber, CancellationToken cancel);

    /// <summary>The facts of one kind that count today.</summary>
    Task<IReadOnlyList<FactInfo>> Facts(Guid childId, string kind, CancellationToken cancel);
}
