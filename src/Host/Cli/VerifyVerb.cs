using Kronobarn.Kernel;

namespace Kronobarn.Host.Cli;

internal sealed class VerifyVerb : IVerb
{
    public static string Name => "verify";
    public static string Help => "checks what is stored: timelines equal to recomputed ones, one holder per child and day, the access log's chain; exit 3 and the first counter-example if not";

    public static async Task<int> Run(VerbContext context)
    {
        await using var output = new StreamWriter(context.Out);
        if (context.Args.Length > 0)
        {
            await context.Error.WriteLineAsync($"verify {Help}");
            return 2;
        }

        try
        {
            foreach (var check in context.Services.GetServices<ICheck>())
            {
                var outcome = await check.Run(context.Cancel);
                await output.WriteLineAsync($"{check.Name}: {outcome.Went}");
                if (outcome.FirstFault is null)
                    continue;
                await output.WriteLineAsync($"Counter-example: {outcome.FirstFault}");
                return 3;
            }

            await output.WriteLineAsync("All of it holds.");
            return 0;
        }
        catch (Exception e) when (e is StoreUnavailable or System.Data.Common.DbException)
        {
            await context.Error.WriteLineAsync($"A store cannot be read: {(e.InnerException ?? e).Message}");
            return 1;
        }
    }
}
