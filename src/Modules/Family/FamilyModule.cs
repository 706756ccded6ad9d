using Kronobarn.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Family;

/// <summary>The child's and the guardians' own API. What they answer and withdraw is mapped in it by the floor where it counts, so that it counts at once.</summary>
internal sealed class FamilyModule : IModule
{
    public string Name => "Family";
    public string Slug => "family";
    public string Title => "Familjens sidor: barnet och vårdnadshavarna";
    public bool IsActor => false;

    public void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<LookTrail>();
}
