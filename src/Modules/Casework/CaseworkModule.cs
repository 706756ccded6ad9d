using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Casework;

/// <summary>
/// The way of a concern (praxismodellen). Its slices are carried by every actor and run in that actor's own store; its own store and API are the one way in
/// (en väg in), open to anyone, and the desk that finds the hands that a concern belongs in.
/// </summary>
internal sealed class CaseworkModule : IModule
{
    public string Name => "Casework";
    public string Slug => "public";
    public string Title => "En väg in: oro från vem som helst";
    public bool IsActor => false;

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new Clocks(configuration));
        services.AddSingleton(new Wheel(configuration));
        services.AddSingleton<Collaboration.Contracts.ISpokes, PlanSpokes>();
        services.AddSingleton(new ModelQuestions(configuration));
        services.AddSingleton<Deadlines>();
        services.AddSingleton<Contracts.IClocks>(provider => provider.GetRequiredService<Deadlines>());
        services.AddSingleton<WayIn>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton<NameBook>();
        services.AddSingleton<ClockWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockWatch>());
        services.AddSingleton<IUnitLoad, CaseworkLoad>();
        services.AddSingleton<Contracts.IColleagues>(provider => provider.GetRequiredService<Colleagues>());
        services.AddSingleton<Contracts.IReceipts, Receipts>();
        services.AddSingleton<UnitTrail>();
        services.AddScoped<IRelations, CaseworkRelations>();
        services.AddScoped<IExtractPart, CaseExtract>();
        services.AddSingleton<IRetained, RetainedCases>();
        services.AddSingleton<IRetained, RetainedConcerns>();
        services.AddSingleton<IRetained, RetainedReceipts>();
    }
}
