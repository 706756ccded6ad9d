namespace Kronobarn.Planted.Contracts;

/// <summary>Stands for a type that a module may show; see <see cref="Tests.WallsAreTriedTests"/>.</summary>
public sealed class Shown;
