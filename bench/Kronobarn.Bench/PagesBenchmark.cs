using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kronobarn.Bench;

/// <summary>
/// The pages that are opened most, on the published program, each beside the JSON of the slice that it shows, asked for by the same person over the same wire;
/// in a county of some tens of children and in one of 10,000. Every page of the program is timed in the browser tests' printout.
/// </summary>
internal sealed partial class PagesBenchmark : IBenchmark
{
    private const int Calls = 41;

    public string Name => "pages";
    public string Help => "HOST-DLL [--children 10000]: the most used pages beside the JSON of their slices, in a county of 60 children and in one of 10,000";

    public async Task<int> Run(string[] args)
    {
        foreach (var children in new[] { 60, Processes.Option(args, "--children", 10_000) })
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-bench-").FullName;
            var url = Processes.FreeUrl();
            var host = Processes.Start([args[0], $"--urls={url}", $"--Kronobarn:DataFolder={folder}", $"--Kronobarn:Demo:Children={children}"]);
            try
            {
                await Processes.Ready(url);
                await Measure(url, children);
            }
            finally
            {
                await Processes.Stop(host);
                System.IO.Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    private static async Task Measure(string url, int children)
    {
        using var api = new HttpClient { BaseAddress = new Uri(url) };
        var rektor = await Fullest(api);
        var list = await api.GetFromJsonAsync<JsonNode>("/api/school/v1/children?limit=20");
        var child = list!["children"]![0]!["childId"]!.GetValue<string>();
        using var browser = await SignedIn(url, rektor);
        foreach (var (page, json) in new[]
        {
            ("/arbete/barn", "/api/school/v1/children?limit=20"),
            ($"/arbete/barn/{child}", $"/api/school/v1/children/{child}"),
            ("/arbete/inkorg", "/api/school/v1/inbox?limit=20"),
            ("/arbete/planer", "/api/collaboration/v1/plans?limit=20"),
            ("/arbete/moten", "/api/collaboration/v1/meetings?limit=20"),
        })
        {
            var (pages, slices) = (new List<double>(), new List<double>());
            for (var call = 0; call < Calls; call++)
            {
                pages.Add(await Time(browser, page));
                slices.Add(await Time(api, json));
            }

            var (ours, limit) = (pages.Order().ElementAt(Calls / 2), slices.Order().ElementAt(Calls / 2));
            Console.WriteLine($"{children,6:N0} children, {page.Replace(child, "{child}", StringComparison.Ordinal),-24} {ours,6:F2} ms beside {limit,6:F2} ms = {ours / limit:F2} times (goal: at most 3)");
        }
    }

    /// <summary>The name of the rektor with the most children; the client is signed in as that one.</summary>
    private static async Task<string> Fullest(HttpClient api)
    {
        var (best, most, token) = ("", -1, "");
        foreach (var rektor in (await api.GetFromJsonAsync<JsonArray>("/dev/users"))!.Select(u => u!).Where(u => u["role"]!.GetValue<string>() == "rektor"))
        {
            using var answer = await api.PostAsJsonAsync("/dev/token", new { user = rektor["id"]!.GetValue<string>() });
            var signedIn = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!.GetValue<string>();
            api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn);
            var held = (await api.GetFromJsonAsync<JsonNode>("/api/school/v1/children?limit=100"))!["children"]!.AsArray().Count;
            if (held > most)
                (best, most, token) = (rektor["name"]!.GetValue<string>(), held, signedIn);
        }

        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return best;
    }

    private static async Task<HttpClient> SignedIn(string url, string person)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(url) };
        var page = await http.GetStringAsync(new Uri("/logga-in", UriKind.Relative));
        var fields = Hidden().Matches(page).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);
        fields["staff"] = Staff().Matches(page).First(m => WebUtility.HtmlDecode(m.Groups["name"].Value) == person).Groups["assignment"].Value;
        using var answer = await http.PostAsync(new Uri("/logga-in", UriKind.Relative), new FormUrlEncodedContent(fields));
        return answer.IsSuccessStatusCode ? http : throw new InvalidOperationException($"Sign-in: {(int)answer.StatusCode}");
    }

    private static async Task<double> Time(HttpClient http, string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.OK ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
    }

    [GeneratedRegex("type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"staff\" value=\"(?<assignment>[^\"]+)\"><strong>(?<name>[^<]+)</strong>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Staff();
}
