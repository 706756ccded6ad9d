using Kronobarn.Kernel;

namespace Kronobarn.Host;

/// <summary>What is done, and what is demanded, before the first request.</summary>
internal static class Startup
{
    public static async Task Prepare(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<StoreSettings>();
        if (!app.Environment.IsDevelopment() && !settings.IsSqlite)
            RefuseUnencrypted(app.Services.GetRequiredService<ModuleList>(), settings);
        // On SQL Server the running account has no right to alter tables: the migrate verb does it, under another account.
        if (settings.IsSqlite)
            await House.Migrate(app.Services, app.Lifetime.ApplicationStopping);
        if (app.Environment.IsDevelopment())
        {
            foreach (var first in app.Services.GetServices<IFirstStart>())
                await first.Run(app.Lifetime.ApplicationStopping);
        }
    }

    private static void RefuseUnencrypted(ModuleList modules, StoreSettings settings)
    {
        foreach (var module in modules.All)
        {
            var encrypt = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(settings.ConnectionString(module)).Encrypt;
            if (encrypt.Equals(Microsoft.Data.SqlClient.SqlConnectionEncryptOption.Optional))
                throw new InvalidOperationException($"The connection to {module.Name}'s store is not encrypted. In Production use Encrypt=True (or Strict) in its connection string.");
        }
    }
}
