using Kronobarn.Kernel;

namespace Kronobarn.Host.Cli;

internal sealed class MigrateVerb : IVerb
{
    public static string Name => "migrate";
    public static string Help => "brings every module's store up to date, prints what ran";

    public static async Task<int> Run(VerbContext context)
    {
        await using var output = new StreamWriter(context.Out);
        try
        {
            var ran = await House.Migrate(context.Services, context.Cancel);
            foreach (var script in ran)
                await output.WriteLineAsync(script);
            await output.WriteLineAsync(ran.Count == 0 ? "Every store was up to date." : $"{ran.Count} scripts ran.");
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or System.Data.Common.DbException)
        {
            await context.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
