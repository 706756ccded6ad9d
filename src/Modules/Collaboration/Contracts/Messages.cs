using Kronobarn.Kernel;

namespace Kronobarn.Collaboration.Contracts;

/// <summary>
/// A message was sent to a unit on a child's plan (meddelande); one event for each unit that is to have it, and to its organisation alone. Says neither what it says, nor
/// from whom, nor who else has it: that is asked for, and consent with it.
/// </summary>
/// <param name="Organisation">The receiving organisation's slug.</param>
/// <param name="UnitId">The receiving unit.</param>
/// <param name="At">UTC.</param>
public sealed record MessageSent(Guid MessageId, Guid PlanId, Guid ChildId, string Organisation, string UnitId, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}
