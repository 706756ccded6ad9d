using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Responsibility;

/// <summary>The child register, the facts and the timeline: who is barnensbästa-ansvarig, on every day.</summary>
internal sealed class ResponsibilityModule : IModule
{
    public string Name => "Responsibility";
    public string Slug => "responsibility";
    public string Title => "Barnensbästa-ansvar: register, ansvarskedja och flöden";
    public bool IsActor => false;

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CountyRules>();
        services.AddSingleton<ICounty>(provider => provider.GetRequiredService<CountyRules>());
        services.AddSingleton<Register>();
        services.AddSingleton<Feeds.FeedImport>();
        services.AddSingleton<Feeds.FeedDesk>();
        services.AddSingleton<DemoCountySeed>();
        services.AddSingleton<IFirstStart>(provider => provider.GetRequiredService<DemoCountySeed>());
        services.AddSingleton<Simulator>();
        services.AddSingleton<IResponsibility, Answers>();
        services.AddSingleton<IUnitRecords, UnitRecords>();
        services.AddSingleton<IHolderContacts, HolderContacts>();
        services.AddSingleton<IUnitLoad, UnitLoad>();
        services.AddSingleton(new FamilyAges(configuration));
        services.AddSingleton<FamilyRegister>();
        services.AddSingleton<IFamilies>(provider => provider.GetRequiredService<FamilyRegister>());
        services.AddSingleton<ICitizenDirectory>(provider => provider.GetRequiredService<FamilyRegister>());
        services.AddSingleton<IDemoCitizens>(provider => provider.GetRequiredService<FamilyRegister>());
        services.AddScoped<AccessGate>();
        services.AddSingleton(new RetentionRules(configuration));
        services.AddScoped<ExtractComposer>();
        services.AddScoped<IExtractPart, RegisterExtract>();
        services.AddScoped<IAccess>(provider => provider.GetRequiredService<AccessGate>());
        services.AddSingleton<DayBreak>();
        services.AddHostedService(provider => provider.GetRequiredService<DayBreak>());
    }
}
