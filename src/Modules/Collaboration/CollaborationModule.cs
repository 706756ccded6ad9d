using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Collaboration;

/// <summary>
/// The third part of praxismodellen: consent (samtycke), samverkansmöte and barnets plan. What several organisations share stands in one store, under one API, so that
/// one transaction can close it for all of them (docs/decisions/0014).
/// </summary>
internal sealed class CollaborationModule : IModule
{
    public string Name => "Collaboration";
    public string Slug => "collaboration";
    public string Title => "Samverkan: samtycke, samverkansmöte och barnets plan";
    public bool IsActor => false;

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Givers>();
        services.AddSingleton<Contracts.IConsents, ConsentsInForce>();
        services.AddSingleton<Audiences>();
        services.AddSingleton(new PlanDates(configuration));
        services.AddSingleton<IUnitLoad, PlanLoad>();
        var documents = new DocumentSettings(configuration);
        services.AddSingleton(documents);
        if (documents.Clamd is var (host, port))
            services.AddSingleton<IDocumentScanner>(new ClamdScanner(host, port, documents.ScanTime));
        else
            services.AddSingleton<IDocumentScanner, NoScanner>();
        services.AddSingleton<DocumentScans>();
        services.AddHostedService(provider => provider.GetRequiredService<DocumentScans>());
        services.AddScoped<PlanAtHand>();
        services.AddScoped<PlanReading>();
        services.AddScoped<PlanAudience>();
        services.AddScoped<IRelations, CollaborationRelations>();
        services.AddSingleton<Contracts.IFamilyKnowledge, FamilyKnowledgeOf>();
        services.AddSingleton(new MeetingSettings(configuration));
        services.AddSingleton<MeetingPages>();
        services.AddSingleton<MeetingCalendars>();
        services.AddScoped<Invitations>();
        services.AddSingleton<MyConsents>();
        services.AddSingleton<MyMeetings>();
        services.AddScoped<IExtractPart, SharedExtract>();
        services.AddScoped<IExtractPart, FamilyExtract>();
        services.AddScoped<IExtractPart, MessageExtract>();
        services.AddSingleton<IRetained, RetainedPlans>();
        services.AddSingleton<IRetained, RetainedConsents>();
        services.AddSingleton<IRetained, RetainedMeetings>();
    }
}
