using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kronobarn.Kernel;

/// <summary>Where the stores are; a relative folder is below the current one (<c>Kronobarn:Database:Provider</c>, <c>Kronobarn:DataFolder</c>, <c>ConnectionStrings</c>).</summary>
public sealed class StoreSettings(IConfiguration configuration)
{
    public bool IsSqlite { get; } = (configuration["Kronobarn:Database:Provider"] ?? "Sqlite") switch
    {
        "Sqlite" => true,
        "SqlServer" => false,
        var other => throw new InvalidOperationException($"Kronobarn:Database:Provider is '{other}'. It can be Sqlite or SqlServer."),
    };

    public string DataFolder { get; } = Path.GetFullPath(configuration["Kronobarn:DataFolder"] ?? "data");

    public string? SqliteFile(ModuleInfo module) => IsSqlite ? Path.Combine(DataFolder, $"{module.Name}.db") : null;

    public string? ConnectionString(ModuleInfo module) => IsSqlite ? null
        : configuration.GetConnectionString(module.Name) ?? configuration.GetConnectionString("Kronobarn")
            ?? throw new InvalidOperationException($"The connection string ConnectionStrings:{module.Name} or ConnectionStrings:Kronobarn is missing.");
}

/// <summary>Puts the house together: everything that is found and nothing that is listed.</summary>
public static class House
{
    /// <summary>What needs no settings, so that it can be done while they are read.</summary>
    public static ModuleList Scan()
    {
        SqlTypes.Register();
        // Rules speak English to every caller; a page says it in the visitor's language.
        ValidatorOptions.Global.LanguageManager.Enabled = false;
        return ModuleList.Scan();
    }

    public static ModuleList AddHouse(this IHostApplicationBuilder builder) => builder.AddHouse(Scan());

    public static ModuleList AddHouse(this IHostApplicationBuilder builder, ModuleList modules)
    {
        var services = builder.Services;
        services.AddSingleton(modules);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Clock>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<StoreSettings>();
        services.AddSingleton(provider => new Stores(modules.All.Select(module => Open(provider, module))));
        services.AddSingleton(typeof(StoreOf<>));
        services.AddSingleton<Outbox>();
        services.AddHostedService(provider => provider.GetRequiredService<Outbox>());
        services.AddHostedService<Housekeeping>();
        services.AddTransient<ICheck, AuditChains>();
        services.AddTransient<ICheck, ParkedEvents>();
        services.AddSingleton<Backups>();
        // Sessions, forms' tokens and drafts outlive the process; several hosts share the folder.
        services.AddDataProtection().SetApplicationName("Kronobarn")
            .PersistKeysToFileSystem(new DirectoryInfo(builder.Configuration["Kronobarn:KeysFolder"] ?? Path.Combine(new StoreSettings(builder.Configuration).DataFolder, "keys")));
        services.AddSingleton<Drafts>();
        services.AddScoped<Erasures>();
        services.AddScoped<Call>();
        services.AddScoped<Db>();
        services.AddScoped<AuditLog>();
        services.AddScoped<Sender>();
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AccessBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        foreach (var module in modules.All)
        {
            AddSlices(services, module);
            module.Instance.Register(services, builder.Configuration);
        }

        return modules;
    }

    /// <summary>Brings every store up to date; returns what ran.</summary>
    public static async Task<IReadOnlyList<string>> Migrate(IServiceProvider services, CancellationToken cancel)
    {
        var settings = services.GetRequiredService<StoreSettings>();
        var clock = services.GetRequiredService<Clock>();
        if (settings.IsSqlite)
            System.IO.Directory.CreateDirectory(settings.DataFolder);
        var modules = services.GetRequiredService<ModuleList>().All;
        var carried = modules.Where(module => !module.IsActor).ToList();
        var ran = await Task.WhenAll(modules.Select(module => Task.Run(
            () => new Migrator(module, settings.SqliteFile(module), settings.ConnectionString(module), carried).Run(clock.Now, cancel), cancel)));
        return [.. ran.SelectMany(scripts => scripts)];
    }

    private static Store Open(IServiceProvider provider, ModuleInfo module)
    {
        var settings = provider.GetRequiredService<StoreSettings>();
        var subscriptions = provider.GetRequiredService<Subscriptions>();
        var clock = provider.GetRequiredService<Clock>();
        return settings.SqliteFile(module) is { } file
            ? new SqliteStore(module, file, subscriptions, clock)
            : new SqlServerStore(module, settings.ConnectionString(module)!, subscriptions, clock);
    }

    private static void AddSlices(IServiceCollection services, ModuleInfo module)
    {
        foreach (var (contract, type) in module.Parts)
        {
            if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
                services.AddScoped(contract, type);
            // A validator's rules are built when it is made, which costs more than to run them; what it may ask for lives as long as the program.
            else if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IValidator<>))
                services.AddSingleton(contract, type);
            else if (contract == typeof(ICheck))
                services.AddTransient(contract, type);
        }
    }
}

/// <summary>Keeps the plumbing small: answered idempotency keys are kept for seven days, received events longer than any sender retries.</summary>
internal sealed class Housekeeping(Stores stores, Clock clock, Microsoft.Extensions.Logging.ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan KeysLive = TimeSpan.FromDays(7);
    private static readonly TimeSpan InboxLives = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromHours(6), clock.Time, stoppingToken);
            foreach (var store in stores.All)
            {
                try
                {
                    await store.Write(db => db.Execute("DELETE FROM {Module}.Idempotency WHERE RecordedAt < @before", new { before = clock.Now - KeysLive }), stoppingToken);
                    await store.Write(db => db.Execute("DELETE FROM {Module}.Inbox WHERE HandledAt < @before", new { before = clock.Now - InboxLives }), stoppingToken);
                    await store.Write(db => Drafts.DropOld(db, clock.Now), stoppingToken);
                }
                catch (StoreUnavailable e)
                {
                    Microsoft.Extensions.Logging.LoggerExtensions.LogWarning(log, e, "{Module} was not tidied", store.Module);
                }
            }
        }
    }
}
