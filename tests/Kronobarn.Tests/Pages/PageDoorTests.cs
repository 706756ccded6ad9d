using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Kronobarn.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kronobarn.Tests.Pages;

/// <summary>Who comes in to a page, and what a form must have with it: asked of every page, found and not listed.</summary>
public sealed partial class PageDoorTests(Town town) : IClassFixture<Town>
{
    private IReadOnlyList<PageInfo> All => town.Services.GetRequiredService<Screens>().Pages;

    [Fact]
    public async Task Without_a_sign_in_every_page_that_needs_one_leads_to_it_and_back()
    {
        var stranger = PageReader.At(town);
        var wrong = new List<string>();
        foreach (var page in All.Where(p => p.Audience != Audience.Anyone))
        {
            var address = Address(page);
            var (status, _, to) = await stranger.Get(address);
            if (status != HttpStatusCode.Redirect || to?.ToString() != $"/logga-in?till={Uri.EscapeDataString(address)}")
                wrong.Add($"{page.Route}: {(int)status} {to}");
        }

        Assert.Contains(All, p => p.Audience == Audience.Staff);
        Rule.NoOffenders("Pages that let a stranger in:", wrong);
    }

    [Fact]
    public async Task A_page_of_one_organisation_is_for_nobody_elses_staff_and_a_staff_page_for_no_family()
    {
        var police = await PageReader.At(town).AsStaff("POL-0761-2-staff");
        var wrong = new List<string>();
        foreach (var page in All.Where(p => p.Audience == Audience.Family || p.Module is { IsActor: true, Slug: not "police" }))
        {
            var (status, _, _) = await police.Get(Address(page));
            if (status != HttpStatusCode.Forbidden)
                wrong.Add($"{page.Route}: {(int)status}");
        }

        Rule.NoOffenders("Pages that another organisation's staff reach:", wrong);
    }

    [Fact]
    public async Task Signing_out_changing_roles_and_drafts_need_a_token()
    {
        var nurse = await PageReader.At(town).AsStaff("BVC-0780-1-staff");
        var wrong = new List<string>();
        foreach (var address in (string[])["/logga-ut", "/byt-roll", "/utkast", "/utkast/kasta"])
        {
            var (status, _, _) = await nurse.Post(address, ("_place", "/arbete#x"), ("assignment", "x"));
            if (status != HttpStatusCode.BadRequest)
                wrong.Add($"{address}: {(int)status}");
        }

        Rule.NoOffenders("Forms that are taken without a token:", wrong);
    }

    /// <summary>
    /// Every page that takes a form, as somebody who may open it, and each form that stands on it: a token that is missing, made up, of another session, or of whoever was signed in
    /// before in the same browser sends nothing. Each is asked for, refused, and said to be.
    /// </summary>
    [Fact]
    public async Task A_form_with_another_sessions_token_does_nothing_on_any_page_that_takes_one()
    {
        var (plants, tokens) = (new Plants(), new Tokens());
        await using var own = new Town
        {
            Plants = services => tokens.Watch(services.AddSingleton(plants).AddScoped(typeof(MediatR.IPipelineBehavior<,>), typeof(PlantedBehavior<,>))),
        };
        await own.InitializeAsync();
        await own.Family("201901302387", "2019-01-30", ["198001012385"]);
        var (colleague, stranger) = (await PageReader.At(own).AsStaff("S-0780-2-head"), PageReader.At(own));
        string[] others = ["", "påhittad", await colleague.TokenAt("/arbete/oro/ny?fara=nej"), await stranger.TokenAt("/oro")];
        var takers = All.Where(page => page.Type.GetMethod("Post", BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType != typeof(Shell.Page)).ToList();
        Assert.True(takers.Count > 60, $"Only {takers.Count} pages take a form.");
        var wrong = new List<string>();
        var forms = 0;
        foreach (var group in takers.GroupBy(page => page.Audience switch { Audience.Staff => page.Module is { IsActor: true } actor ? actor.Slug : "school", Audience.Family => "family", _ => "" }, StringComparer.Ordinal))
        {
            var reader = PageReader.At(own);
            string[] tokensOfOthers = [.. others, .. group.Key.Length == 0 ? Array.Empty<string>() : [await (await reader.AsStaff("S-0761-1-head")).TokenAt("/arbete/oro/ny?fara=nej")]];
            if (group.Key == "family")
                reader = await reader.AsFamily("198001012385");
            else if (group.Key.Length > 0)
                reader = await reader.AsStaff($"{TownPlan.Units.First(unit => unit.Organisation == group.Key).Unit}-head");
            plants.Changes.Clear();
            foreach (var page in group)
            {
                var (found, text, _) = await reader.Get(Address(page));
                string[] actions = [.. Actions().Matches(text).Select(match => match.Groups["action"].Value).Where(action => action != "search")];
                forms += actions.Length;
                foreach (var (action, token) in from action in actions.DefaultIfEmpty("save") from token in tokensOfOthers select (action, token))
                {
                    var refusedBefore = tokens.Refused;
                    var (status, answer, _) = await reader.Post(Address(page), ("__RequestVerificationToken", token), ("_action", action), ("text", "Skrivet av någon annan"));
                    if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Forbidden) || tokens.Refused == refusedBefore)
                        wrong.Add($"{page.Route}, {action}: {(int)status}, {tokens.Refused - refusedBefore} tokens refused");
                    if (found == HttpStatusCode.OK && actions.Length > 0 && (status != HttpStatusCode.BadRequest || !answer.Contains(Words.Swedish["form.token"], StringComparison.Ordinal)))
                        wrong.Add($"{page.Route}, {action}: {(int)status}, and the page does not say that it was not taken");
                }
            }

            // What a sign-in changes is its own; what the forms have changed is nothing.
            wrong.AddRange(plants.Changes.Distinct(StringComparer.Ordinal).Select(change => $"{group.Key}: {change} was sent"));
        }

        Assert.True(forms >= 15, $"Only {forms} forms were found on pages that can be opened.");
        Rule.NoOffenders("Forms that are taken with a token of another session:", wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_browsers_sign_in_opens_no_api()
    {
        var nurse = await PageReader.At(town).AsStaff("BVC-0780-1-staff");

        Assert.Equal(HttpStatusCode.OK, (await nurse.Get("/arbete")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nurse.Get("/api/child-health-care/v1/children")).Status);
    }

    [Theory]
    [InlineData("//elsewhere.example/x")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/\n/elsewhere.example")]
    public async Task Signing_in_leads_nowhere_but_home(string wanted)
    {
        var visitor = PageReader.At(town);
        var assignment = await PageReader.Assignment(town, "BVC-0780-1-staff");

        var (status, _, to) = await visitor.Send($"/logga-in?till={Uri.EscapeDataString(wanted)}", "demo", ("staff", assignment));

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Equal("/", to?.ToString());
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_told_on_a_page_to_people_and_as_a_problem_to_programs()
    {
        var client = town.CreateClient();
        using var asPage = new HttpRequestMessage(HttpMethod.Get, "/finns-inte");
        asPage.Headers.Accept.ParseAdd("text/html");
        using var page = await client.SendAsync(asPage);
        using var problem = await client.GetAsync("/finns-inte");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
    }

    private static string Address(PageInfo page) => Regex.Replace(page.Route, "{[^}]+}", match => match.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "1", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("name=\"_action\" value=\"(?<action>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Actions();

    /// <summary>Counts the tokens that were asked for and refused.</summary>
    private sealed class Tokens
    {
        private int refused;

        public int Refused => Volatile.Read(ref refused);

        public void Watch(IServiceCollection services)
        {
            var real = services.First(service => service.ServiceType == typeof(IAntiforgery)).ImplementationType!;
            services.Replace(ServiceDescriptor.Singleton<IAntiforgery>(provider => new Watched((IAntiforgery)ActivatorUtilities.CreateInstance(provider, real), this)));
        }

        private sealed class Watched(IAntiforgery real, Tokens tokens) : IAntiforgery
        {
            public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => real.GetAndStoreTokens(httpContext);

            public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => real.GetTokens(httpContext);

            public async Task<bool> IsRequestValidAsync(HttpContext httpContext)
            {
                var isValid = await real.IsRequestValidAsync(httpContext);
                if (!isValid)
                    Interlocked.Increment(ref tokens.refused);
                return isValid;
            }

            public void SetCookieTokenAndHeader(HttpContext httpContext) => real.SetCookieTokenAndHeader(httpContext);

            public Task ValidateRequestAsync(HttpContext httpContext) => real.ValidateRequestAsync(httpContext);
        }
    }
}
