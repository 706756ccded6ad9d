using System.Net;
using Kronobarn.Kernel;
using Kronobarn.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Tests.Pages;

/// <summary>What is not there, is not for one, or has failed: told on a page that helps onwards and shows nothing of what is behind it.</summary>
public sealed class ProblemPageTests : IAsyncLifetime
{
    private const string Child = "201901302387", Guardian = "198001012385";
    private static readonly string[] Inner = [Plants.Secret, "Planterad", "Exception", "   at ", "Kronobarn.Casework", "System.", ".cs:line", "SELECT "];

    private readonly Plants plants = new();
    private readonly Lines lines = new();
    private readonly Town town;

    public ProblemPageTests() => town = new Town
    {
        Plants = services => services.AddSingleton(plants).AddSingleton<ILoggerProvider>(lines).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
            .Insert(0, ServiceDescriptor.Scoped(typeof(IPipelineBehavior<,>), typeof(PlantedBehavior<,>))),
    };

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)town).DisposeAsync();

    [Fact]
    public async Task What_fails_says_so_with_a_number_that_the_log_knows_and_nothing_else()
    {
        plants.Failing["GetInbox"] = plants.Failing["LookUpPublicReceipt"] = true;
        var head = await PageReader.At(town).AsStaff("S-0780-1-head");

        var page = await head.Get("/arbete/inkorg");
        var sent = await PageReader.At(town).Send("/oro/status", "status", ("code", "ABCD-EFGH-JKLM"));

        foreach (var (status, text, _) in new[] { page, sent })
        {
            Assert.Equal(HttpStatusCode.InternalServerError, status);
            Helps(text, "Något gick fel hos oss", "sv");
            var number = text.Split("ange numret ")[1].Split('.')[0];
            Assert.Contains(lines.All, line => line.Contains(number, StringComparison.Ordinal));
        }

        Assert.Contains("href=\"/arbete\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_family_reads_it_in_its_own_language()
    {
        await town.Family(Child, "2019-01-30", [Guardian]);
        var guardian = await PageReader.At(town).AsFamily(Guardian);
        await guardian.Get("/familj?sprak=ar");

        var (missing, none, _) = await guardian.Get($"/familj/barn/{Guid.NewGuid()}");
        var (notMine, forbidden, _) = await guardian.Get("/arbete");
        plants.Failing["GetMe"] = true;
        var (failed, fault, _) = await guardian.Get("/familj");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError), (missing, notMine, failed));
        var arabic = Words.Of("ar");
        Helps(none, arabic["problem.404.title"], "ar");
        Helps(forbidden, arabic["problem.403.title"], "ar");
        Helps(fault, arabic["problem.500.title"], "ar");
    }

    [Fact]
    public async Task Nobody_in_particular_is_helped_too_and_a_stranger_learns_nothing_of_what_exists()
    {
        var (status, text, _) = await PageReader.At(town).Get("/finns-inte");
        var nurse = await PageReader.At(town).AsStaff("BVC-0780-1-staff");
        var (missing, none, _) = await nurse.Get($"/arbete/barn/{Guid.NewGuid()}");
        var notTheirs = await town.Resident(Child, "2019-01-30", "0761");
        var (hidden, closed, _) = await nurse.Get($"/arbete/barn/{notTheirs}");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Helps(text, "Sidan finns inte", "sv");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (missing, hidden));
        Assert.Equal(WithoutTokens(none), WithoutTokens(closed));
    }

    /// <summary>The directory itself is down: nobody can be recognised, and still there is a page.</summary>
    [Fact]
    public async Task When_not_even_the_visitor_can_be_recognised_there_is_still_a_page()
    {
        var head = await PageReader.At(town).AsStaff("S-0780-1-head");
        using var broken = town.WithWebHostBuilder(builder => builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<IHats, NoHats>())));
        using var client = broken.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/arbete");
        request.Headers.Add("Cookie", head.Cookies);
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Helps(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), "Något gick fel hos oss", "sv");
    }

    /// <summary>A session that has run out meets buttons too, and each leads somewhere.</summary>
    [Fact]
    public async Task Buttons_of_a_page_that_was_left_open_lead_on()
    {
        var stranger = PageReader.At(town);

        var (signedOut, _, home) = await stranger.Post("/logga-ut", ("__RequestVerificationToken", "gammal"));
        var (switched, _, signIn) = await stranger.Post("/byt-roll", ("assignment", "x"));
        var (thrown, _, back) = await stranger.Post("/utkast/kasta?till=%2Farbete", ("_place", "/arbete#x"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect), (signedOut, switched, thrown));
        Assert.Equal((Paths.SignedOut, "/logga-in", "/logga-in?till=%2Farbete"), (home!.ToString(), signIn!.ToString(), back!.ToString()));
    }

    private static void Helps(string text, string title, string language)
    {
        Assert.Contains($"<h1>{title}</h1>", text, StringComparison.Ordinal);
        Assert.Contains($"lang=\"{language}\"", text, StringComparison.Ordinal);
        Assert.Contains("class=\"kb-header\"", text, StringComparison.Ordinal);
        Assert.Contains("class=\"ds-button\" href=\"/", text, StringComparison.Ordinal);
        Rule.NoOffenders("What a problem's page shows of what is behind it:", Inner.Where(inner => text.Contains(inner, StringComparison.Ordinal)));
    }

    private static string WithoutTokens(string page) => System.Text.RegularExpressions.Regex.Replace(page, "name=\"(?:__RequestVerificationToken|_key)\" value=\"[^\"]+\"", "",
        System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture);

    private sealed class NoHats : IHats
    {
        public Task<IReadOnlyList<Hat>> Of(string personId, CancellationToken cancel) => throw new InvalidOperationException(Plants.Secret);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> all = new();

        public IEnumerable<string> All => all;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => all.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
