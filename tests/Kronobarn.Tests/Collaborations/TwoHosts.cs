using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Two host processes over the same stores, with a small demo county.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "kronobarn-tests", Guid.NewGuid().ToString("N"));
    private readonly List<Process> processes = [];

    public Uri First { get; private set; } = null!;

    public Uri Second { get; private set; } = null!;

    // The first one makes the county; the second finds it made.
    public async Task InitializeAsync() => (First, Second) = (await Start(), await Start());

    public async Task DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>Somebody at a screen that talks to one of the hosts.</summary>
    public static async Task<Staff> As(Uri host, string user)
    {
        var client = new HttpClient { BaseAddress = host };
        var answer = await client.PostAsJsonAsync("/dev/token", new { user });
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>());
        return new Staff(client);
    }

    private async Task<Uri> Start()
    {
        var url = FreeUrl();
        var info = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", url, "--environment", "Development", $"--Kronobarn:DataFolder={folder}", "--Kronobarn:Demo:Children=60"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await again.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                if ((await http.GetAsync("/health/ready", limit.Token)).StatusCode == HttpStatusCode.OK)
                    break;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                continue;
            }
        }

        return http.BaseAddress;
    }

    private static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
