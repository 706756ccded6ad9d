using Kronobarn.Kernel;

namespace Kronobarn.Collaboration.Contracts;

/// <summary>What a consent (samtycke) can cover, as stored and sent. Source: product.md.</summary>
public static class Categories
{
    /// <summary>What made somebody worry, and what has happened so far.</summary>
    public const string Concern = "concern";

    /// <summary>Needs and strengths by spoke.</summary>
    public const string Analysis = "analysis";

    /// <summary>Goals, insatser, follow-ups, meetings and messages on the plan.</summary>
    public const string Plan = "plan";

    public const string Documents = "documents";

    /// <summary>Who is in touch with the child at the unit, and how they are reached.</summary>
    public const string Contact = "contact";

    public static readonly IReadOnlyList<string> All = [Concern, Analysis, Plan, Documents, Contact];
}

/// <summary>Somebody has answered a question for consent, or taken an answer back. Never says who.</summary>
/// <param name="State">The answer's state now: given, refused, withdrawn, not-asked, replaced or cancelled.</param>
public sealed record ConsentChanged(Guid FormId, Guid ChildId, string Organisation, string UnitId, string State, DateTimeOffset At) : IEvent
{
    public string OrderKey => ChildId.ToString();

    public IReadOnlyCollection<string> Recipients => [Organisation];
}

/// <summary>Consents, for the floors above that tell one organisation what another knows.</summary>
public interface IConsents
{
    /// <summary>Whether a consent in force lets the one unit have each of these <see cref="Categories"/> of the other.</summary>
    /// <returns>The form that it rests on; <c>null</c> when any of them is not covered, or by another ground than consent.</returns>
    Task<Guid?> InForce(Guid childId, string fromUnitId, string toUnitId, IReadOnlyCollection<string> categories, CancellationToken cancel);
}
