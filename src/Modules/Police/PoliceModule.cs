using Kronobarn.Kernel;

namespace Kronobarn.Police;

/// <summary>The police (polis): raises concerns, takes part, browses nothing.</summary>
internal sealed class PoliceModule : IModule
{
    public string Name => "Police";
    public string Slug => "police";
    public string Title => "Polis";
}
