namespace Kronobarn.Collaboration;

/// <summary>The states of a plan, as stored and sent.</summary>
internal static class PlanStates
{
    public const string Open = "open";
    public const string Closed = "closed";
}

/// <summary>The states of a unit beside a plan, as stored and sent.</summary>
internal static class PartyStates
{
    public const string Asked = "asked";
    public const string Joined = "joined";
    public const string Declined = "declined";
    public const string Left = "left";
}
