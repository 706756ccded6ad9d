namespace Kronobarn.Kaa;

/// <summary>Work on a youth is for the unit that holds today; one that did, or is about to, is told that there is no such youth.</summary>
internal static class Holding
{
    public const string Ground = "holder";
}
