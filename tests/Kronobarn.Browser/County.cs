using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Browser;

/// <summary>The whole program on a real port with a fresh demo county, and a real browser before it. One for all tests of the run: each test brings people and children of its own.</summary>
public sealed class County : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly Lazy<Task<County>> Only = new(Start);

    private readonly string folder = Path.Combine(Path.GetTempPath(), "kronobarn-browser", Guid.NewGuid().ToString("N"));
    private IPlaywright? playwright;

    /// <summary>Everything that the program wrote to its log.</summary>
    internal CapturedLog Log { get; } = new();

    /// <summary>Every page that somebody has met so far.</summary>
    internal Album Album { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public string Folder => folder;

    /// <summary>Every title that a window has had.</summary>
    internal System.Collections.Concurrent.ConcurrentBag<string> Titles { get; } = [];

    /// <summary>The people of the stories: each test has its own number.</summary>
    internal IReadOnlyList<Cast> Casts { get; private set; } = [];

    /// <summary>The story's clock.</summary>
    internal MovedTime Time { get; } = new(MovedTime.Morning);

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>The one that all tests share.</summary>
    public static Task<County> Shared => Only.Value;

    public async Task InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        Album = new Album(Services.GetRequiredService<Shell.Screens>().Pages);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Headless = true,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
        await base.DisposeAsync();
        if (System.IO.Directory.Exists(folder))
            System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>A visitor with a browser window of its own.</summary>
    /// <param name="inStory">What is met belongs to the story, and other tests look at it again. Not what they meet themselves: it would depend on who came first.</param>
    internal async Task<Visitor> Visitor(int width = 1280, int height = 900, bool javaScript = true, string? language = null, bool byKeyboard = false, bool inStory = false)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            Locale = "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = javaScript,
        });
        if (language is not null)
            await context.AddCookiesAsync([new() { Name = Shell.Door.LanguageCookie, Value = language, Url = Address.ToString() }]);
        return await Kronobarn.Browser.Visitor.Open(this, context, byKeyboard, inStory);
    }

    /// <summary>Everybody who works in the county, and where.</summary>
    public async Task<IReadOnlyList<AssignmentInfo>> Assignments()
    {
        var people = Services.GetRequiredService<IPeople>();
        return await people.Assignments(Services.GetRequiredService<Clock>().Today, CancellationToken.None);
    }

    /// <summary>The feeds that were read, by the API.</summary>
    public async Task<IReadOnlyList<Guid>> FeedRuns()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var administrator = (await Assignments()).First(a => a.Role == Roles.ItAdmin).PersonId;
        using var signedIn = await client.PostAsJsonAsync("/dev/token", new { user = administrator });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await signedIn.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>());
        var runs = await client.GetFromJsonAsync<JsonObject>("/api/responsibility/v1/feed-runs?limit=1");
        return [.. runs!["runs"]!.AsArray().Select(run => run!["runId"]!.GetValue<Guid>())];
    }

    /// <summary>Everything told so far has been heard, and what that led to.</summary>
    public Task DeliverEvents() => Delivery.Settle(Services);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Kronobarn:DataFolder", folder);
        // One story's days pass for all; nobody is to be signed out by another's calendar.
        builder.UseSetting("Kronobarn:Identity:SessionMinutes", "100000");
        if (Environment.GetEnvironmentVariable("KRONOBARN_TEST_CHILDREN") is { Length: > 0 } children)
            builder.UseSetting("Kronobarn:Demo:Children", children);
        builder.UseSetting("Kronobarn:Pdf:Chromium", Chromium.Path);
        builder.UseSetting("Kronobarn:Pdf:Arguments", "--no-sandbox");
        // Other browsers work beside it; how long it may take is asked elsewhere.
        builder.UseSetting("Kronobarn:Pdf:Seconds", "120");
        // All visitors of the tests come from one address.
        builder.UseSetting("Kronobarn:OpenToAnyone:PerMinute", "10000");
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
        builder.ConfigureLogging(log => log.ClearProviders().AddProvider(Log));
    }

    private static async Task<County> Start()
    {
        var county = new County();
        await county.InitializeAsync();
        county.Casts = await Cast.All(county);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ((IAsyncLifetime)county).DisposeAsync().GetAwaiter().GetResult();
        return county;
    }
}
