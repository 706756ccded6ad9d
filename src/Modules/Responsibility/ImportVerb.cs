using System.Globalization;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Responsibility;

/// <summary>Hands a feed in from the command line (inläsning).</summary>
internal sealed class ImportVerb : IVerb
{
    private const int BadInput = 1;
    private const int BadUsage = 2;
    private const int Held = 3;

    public static string Name => "import";

    public static string Help => "directory|population|health FILE, or ss12000 DIR-or-URL [--modified-after INSTANT]: reads a feed; prints counts, "
        + "what was rejected and why, what was held for a human (exit 3). A feed that is cut off or torn is refused as a whole (exit 1).";

    public static async Task<int> Run(VerbContext context)
    {
        DateTimeOffset? modifiedAfter = null;
        var (kind, from) = context.Args.Length is 2 or 4 ? (context.Args[0], context.Args[1]) : ("", "");
        var isDelta = context.Args.Length == 4 && kind == "ss12000" && context.Args[2] == "--modified-after" && TryInstant(context.Args[3], out modifiedAfter);
        if (kind is not ("directory" or "population" or "health" or "ss12000") || (context.Args.Length == 4 && !isDelta))
        {
            await context.Error.WriteLineAsync($"{Name} {Help}");
            return BadUsage;
        }

        await using var output = new StreamWriter(context.Out, leaveOpen: true);
        try
        {
            await StoresReady.Check(context);
            var desk = context.Services.GetRequiredService<FeedDesk>();
            var outcome = kind == "ss12000" ? await desk.Ss12000(from, modifiedAfter, context.Cancel) : await File(desk, kind, from, context.Cancel);
            foreach (var line in FeedDesk.Tell(kind, outcome))
                await output.WriteLineAsync(line);
            return outcome.State == "held" ? Held : outcome.Rejections.Count > 0 ? BadInput : 0;
        }
        catch (Exception e) when (e is FeedRefused or IOException or UnauthorizedAccessException or StoreUnavailable or InvalidOperationException)
        {
            await context.Error.WriteLineAsync($"{kind}: nothing more was taken in: {e.Message}");
            return BadInput;
        }
    }

    private static async Task<FeedOutcome> File(FeedDesk desk, string kind, string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return kind switch
        {
            "directory" => await desk.Directory(file, cancel),
            "population" => await desk.Population(file, cancel),
            _ => await desk.Health(file, cancel),
        };
    }

    private static bool TryInstant(string text, out DateTimeOffset? instant)
    {
        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value);
        instant = value;
        return read;
    }
}
