namespace Kronobarn.Collaboration.Contracts;

/// <summary>A spoke of barnensbästa-hjulet (ekra), by the key that a need in a plan is stored with.</summary>
public sealed record SpokeName(string Key, string Name);

/// <summary>The wheel's spokes in Swedish. The floor above, that keeps the wheel, implements it.</summary>
public interface ISpokes
{
    /// <summary>Those to choose from today.</summary>
    IReadOnlyList<SpokeName> Today { get; }

    /// <summary>The name of a spoke of any version; the key itself where none has it.</summary>
    string Name(string key);
}
