using Kronobarn.Kernel;

namespace Kronobarn.School;

/// <summary>The school (skola): the rektor is barnensbästa-ansvarig from förskoleklass to 18.</summary>
internal sealed class SchoolModule : IModule
{
    public string Name => "School";
    public string Slug => "school";
    public string Title => "Skola";
}
