using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>The wheel's spokes, told to the plan.</summary>
internal sealed class PlanSpokes(Wheel wheel, Clock clock) : ISpokes
{
    public IReadOnlyList<SpokeName> Today => [.. wheel.On(clock.Today).Spokes.Select(s => new SpokeName(s.Key, s.Name))];

    public string Name(string key) => wheel.Versions.Reverse().SelectMany(v => v.Spokes).FirstOrDefault(s => s.Key.Equals(key, StringComparison.Ordinal))?.Name ?? key;
}
