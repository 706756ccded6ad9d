using Kronobarn.Kernel;

namespace Kronobarn.Collaboration.Contracts;

/// <summary>What one member of a child's family may be told of those who have looked at the child.</summary>
/// <param name="MayRead">Old enough for it.</param>
/// <param name="Units">The units that the member knows of: beside a plan, named in a consent that the member was asked for, invited to a meeting with the member, or holding the child now or before.</param>
/// <param name="NamesUnits">Or else only the kind of organisation: somebody's identity is protected, or the child is to see what is harmless alone.</param>
public sealed record FamilyKnowledge(bool MayRead, IReadOnlySet<string> Units, bool NamesUnits, bool TellsTimes, IReadOnlyList<FamilyQuestionTold> Questions);

/// <summary>A question that the member has asked about a look, and the unit's answer when there is one.</summary>
public sealed record FamilyQuestionTold(string LookId, string Question, string? Answer);

/// <summary>What the family knows already, for the floor that tells it who has looked.</summary>
public interface IFamilyKnowledge
{
    /// <returns><c>null</c>: the child is unknown, or the member's view of it is closed.</returns>
    Task<FamilyKnowledge?> Of(Guid childId, Guid memberId, CancellationToken cancel);
}

/// <summary>Somebody of the family asks why (fråga varför) a unit has looked at the child. Published by the family's own floor; lands with the unit's head.</summary>
/// <param name="LookId">The row of the access log, as the family's page names it.</param>
/// <param name="Slice">What was done, in the words of the log.</param>
/// <param name="LookedBy">Who did it, for the head alone.</param>
/// <param name="Text">At most 1,000 characters.</param>
public sealed record LookQuestioned(Guid QuestionId, Guid ChildId, Guid MemberId, string Organisation, string UnitId, string LookId, string Slice, string LookedBy, DateTimeOffset LookedAt, string Text, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [];
}

/// <summary>Somebody has told how it was to be at a meeting (upplevelse). Two figures, and neither who, which child nor what was said.</summary>
/// <param name="Who">child or guardian.</param>
/// <param name="Heard">Was I heard? 1 not at all, 4 very much.</param>
/// <param name="TookPart">Could I take part? 1 not at all, 4 very much.</param>
/// <param name="On">Europe/Stockholm.</param>
public sealed record ExperienceTold(string Who, int Heard, int TookPart, DateOnly On) : IEvent
{
    public string OrderKey => "experience";

    public IReadOnlyCollection<string> Recipients => [];
}
