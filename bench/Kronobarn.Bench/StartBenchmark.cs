using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
        var children = Option(args, "--children", 1500);
        var runs = Option(args, "--runs", 9);
        var folder = Path.Combine(Path.GetTempPath(), $"kronobarn-bench-{Environment.ProcessId}");
        try
        {
            using (var seed = Start([host, "seed", "--children", children.ToString(CultureInfo.InvariantCulture), $"--Kronobarn:DataFolder={folder}"]))
                await seed.WaitForExitAsync();
            var ours = new List<double>();
            var empty = new List<double>();
            for (var i = 0; i <= runs; i++)
            {
                var url = $"http://127.0.0.1:{FreePort()}";
                var one = await UntilReady([host, $"--urls={url}", $"--Kronobarn:DataFolder={folder}"], url);
                url = $"http://127.0.0.1:{FreePort()}";
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
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var started = Stopwatch.GetTimestamp();
        using var process = Start(command);
        try
        {
            while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri($"{url}/health/ready"));
                    if (answer.StatusCode == HttpStatusCode.OK)
                        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(2);
                }
            }

            throw new TimeoutException($"{command[0]} was not ready in a minute.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static Process Start(string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
