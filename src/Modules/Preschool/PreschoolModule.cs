using Kronobarn.Kernel;

namespace Kronobarn.Preschool;

/// <summary>Preschool (förskola): its head is barnensbästa-ansvarig for the children placed there.</summary>
internal sealed class PreschoolModule : IModule
{
    public string Name => "Preschool";
    public string Slug => "preschool";
    public string Title => "Förskola";
}
