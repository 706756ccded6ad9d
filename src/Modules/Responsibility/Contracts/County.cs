namespace Kronobarn.Responsibility.Contracts;

/// <summary>The county that this deployment serves.</summary>
public interface ICounty
{
    /// <summary>The codes (kommunkoder) of its municipalities: <c>Kronobarn:Municipalities</c>, or else the eight of Kronobergs län.</summary>
    IReadOnlyList<string> Municipalities { get; }
}
