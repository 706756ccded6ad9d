using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.SocialServices;

/// <summary>Social services (socialtjänst): receives concerns and cases, often holds the plan.</summary>
internal sealed class SocialServicesModule : IModule
{
    public string Name => "SocialServices";
    public string Slug => "social-services";
    public string Title => "Socialtjänst";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IRelations, IntakeRelations>();
        services.AddSingleton<IUnitLoad, IntakeLoad>();
        services.AddScoped<IExtractPart, ReportExtract>();
        services.AddSingleton<IRetained, RetainedReports>();
    }
}
