using Kronobarn.Kernel;

namespace Kronobarn.SocialServices;

/// <summary>Social services (socialtjänst): receives concerns and cases, often holds the plan.</summary>
internal sealed class SocialServicesModule : IModule
{
    public string Name => "SocialServices";
    public string Slug => "social-services";
    public string Title => "Socialtjänst";
}
