using Kronobarn.Kernel;

namespace Kronobarn.Collaboration.Contracts;

/// <summary>What a meeting came to, as stored and sent.</summary>
public static class MeetingOutcomes
{
    public const string Plan = "plan";

    /// <summary>No plan is needed; the reason is recorded.</summary>
    public const string NoPlan = "no-plan";
    public const string AnotherMeeting = "another-meeting";

    public static readonly IReadOnlyList<string> All = [Plan, NoPlan, AnotherMeeting];
}

/// <summary>A samverkansmöte has been called. Names nobody; told to the convener's organisation.</summary>
/// <param name="Invited">How many are invited beside the convener: units, guardians and the child.</param>
/// <param name="StartsAt">UTC.</param>
public sealed record MeetingCalled(Guid MeetingId, Guid ChildId, string ConvenerOrganisation, string UnitId, int Invited, bool IsChildInvited, DateTimeOffset StartsAt, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [ConvenerOrganisation];
}

/// <summary>A meeting has been held and recorded. Names nobody; told to the convener's organisation.</summary>
/// <param name="UnitId">The convener's unit.</param>
/// <param name="Outcome">One of <see cref="MeetingOutcomes"/>.</param>
/// <param name="Invited">How many were invited: units with the convener's own, guardians and the child.</param>
/// <param name="Present">How many of them were there, in the room or by link.</param>
/// <param name="ChildTookPart">In the room, by link, by words of its own or through somebody.</param>
/// <param name="At">When it was recorded, UTC.</param>
public sealed record MeetingHeld(Guid MeetingId, Guid ChildId, string ConvenerOrganisation, string UnitId, string Outcome, int Invited, int Present, bool ChildTookPart, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [ConvenerOrganisation];
}

/// <summary>A meeting that was called is not held. Names nobody; told to the convener's organisation.</summary>
public sealed record MeetingCancelled(Guid MeetingId, Guid ChildId, string ConvenerOrganisation, string UnitId, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [ConvenerOrganisation];
}
