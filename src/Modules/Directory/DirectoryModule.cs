using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Directory;

/// <summary>Organisations, units, people and their roles, delegations and contact ways (verksamhetskatalogen).</summary>
internal sealed class DirectoryModule : IModule
{
    public string Name => "Directory";
    public string Slug => "directory";
    public string Title => "Katalog: verksamheter, enheter, personer, delegeringar och kontaktvägar";
    public bool IsActor => false;

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IUnits, Units>();
        services.AddSingleton<IPeople, People>();
        services.AddSingleton<Shell.IHats, Hats>();
        services.AddSingleton<IDelegations, DelegationsInForce>();
        services.AddSingleton<ICallerDirectory, Callers>();
        services.AddSingleton<IDirectoryFeed, Feeds.DirectoryFeed>();
        services.AddSingleton<Endings>();
        services.AddHostedService(provider => provider.GetRequiredService<Endings>());
    }
}
