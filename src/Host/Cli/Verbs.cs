using System.Reflection;
using Kronobarn.Kernel;

namespace Kronobarn.Host.Cli;

/// <summary>Finds the verb by name among all the house's assemblies and runs it with the house's services.</summary>
internal static class Verbs
{
    private const int BadUsage = 2;

    public static async Task<int> Run(string name, string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = Settings(args), ContentRootPath = AppContext.BaseDirectory });
        // The verb's answer is on stdout; what the house has to say goes to stderr.
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        var modules = builder.AddHouse();
        builder.AddWeb(modules);
        builder.AddSignIn(listens: false);

        var verbs = modules.All.Select(m => m.Assembly).Append(typeof(Verbs).Assembly).SelectMany(a => a.GetTypes())
            .Where(type => type.IsClass && typeof(IVerb).IsAssignableFrom(type)).ToDictionary(Name, StringComparer.Ordinal);
        if (!verbs.TryGetValue(name, out var verb))
        {
            await Console.Error.WriteLineAsync($"There is no verb '{name}'. The verbs are:");
            foreach (var (known, type) in verbs.OrderBy(v => v.Key, StringComparer.Ordinal))
                await Console.Error.WriteLineAsync($"  {known,-10} {Property(type, nameof(IVerb.Help))}");
            return BadUsage;
        }

        await using var app = builder.Build();
        // Nothing listens; the routes are there for the verb that describes them.
        app.UseWeb(modules);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        var own = args.Where(a => !IsSetting(a)).ToArray();
        return await (Task<int>)verb.GetMethod(nameof(IVerb.Run), BindingFlags.Static | BindingFlags.Public, [typeof(VerbContext)])!
            .Invoke(null, [new VerbContext(own, input, output, Console.Error, app.Services, stop.Token)])!;
    }

    // Settings may stand beside a verb's own arguments: --Kronobarn:DataFolder=… and --ConnectionStrings:….
    private static string[] Settings(string[] args) => [.. args.Where(IsSetting)];

    private static bool IsSetting(string arg) => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal) && arg.Contains(':', StringComparison.Ordinal);

    private static string Name(Type verb) => Property(verb, nameof(IVerb.Name));

    private static string Property(Type verb, string name) => (string)verb.GetProperty(name, BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
}
