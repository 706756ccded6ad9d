using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Bench;

/// <summary>From the start of the process to the first 200 on /health/ready, on a filled store; beside it an empty ASP.NET Core program, in turn.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    public string Name => "start";
    public string Help => "HOST-DLL [--children 1500] [--runs 9]: start to ready on a filled store, as a ratio to an empty ASP.NET Core program";

    public async Task<int> Run(string[] args)
    {
        if (args is ["empty", var at])
            return await Empty(at);
        var host = args[0];
        var children = Processes.Option(args, "--children", 1500);
        var runs = Processes.Option(args, "--runs", 9);
        var folder = Path.Combine(Path.GetTempPath(), $"kronobarn-bench-{Environment.ProcessId}");
        try
        {
            using (var seed = Processes.Start([host, "seed", "--children", children.ToString(CultureInfo.InvariantCulture), $"--Kronobarn:DataFolder={folder}"]))
                await seed.WaitForExitAsync();
            var ours = new List<double>();
            var empty = new List<double>();
            for (var i = 0; i <= runs; i++)
            {
                var url = Processes.FreeUrl();
                var one = await UntilReady([host, $"--urls={url}", $"--Kronobarn:DataFolder={folder}"], url);
                url = Processes.FreeUrl();
                var other = await UntilReady([typeof(StartBenchmark).Assembly.Location, "start", "empty", url], url);
                // The first pair warms the disk.
                if (i > 0)
                {
                    ours.Add(one);
                    empty.Add(other);
                }
            }

            Console.WriteLine($"empty program: median {Median(empty):F0} ms ({empty.Min():F0} to {empty.Max():F0})");
            Console.WriteLine($"Kronobarn on {children:N0} children: median {Median(ours):F0} ms ({ours.Min():F0} to {ours.Max():F0})");
            Console.WriteLine($"ratio: {Median(ours) / Median(empty):F2} (goal: at most 1.5); smallest pair {ours.Zip(empty, (a, b) => a / b).Min():F2}");
            return 0;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Empty(string url)
    {
        var app = WebApplication.CreateBuilder([$"--urls={url}"]).Build();
        app.MapGet("/health/ready", () => Results.Ok());
        await app.RunAsync();
        return 0;
    }

    private static async Task<double> UntilReady(string[] command, string url)
    {
        var started = Stopwatch.GetTimestamp();
        var process = Processes.Start(command);
        try
        {
            await Processes.Ready(url);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        finally
        {
            await Processes.Stop(process);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
