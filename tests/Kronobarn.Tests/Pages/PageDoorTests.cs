using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Kronobarn.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Pages;

/// <summary>Who comes in to a page, and what a form must have with it: asked of every page, found and not listed.</summary>
public sealed class PageDoorTests(Town town) : IClassFixture<Town>
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
    public async Task A_form_without_its_token_does_nothing_on_any_page()
    {
        var nurse = await PageReader.At(town).AsStaff("BVC-0780-1-staff");
        var wrong = new List<string>();
        foreach (var page in All)
        {
            var (status, _, _) = await nurse.Post(Address(page), ("_action", "save"), ("text", "Skrivet av någon annan"));
            // Refused for its token, or for what the person may not reach at all: taken by none.
            if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                wrong.Add($"{page.Route}: {(int)status}");
        }

        foreach (var address in (string[])["/logga-ut", "/byt-roll", "/utkast", "/utkast/kasta"])
        {
            var (status, _, _) = await nurse.Post(address, ("_place", "/arbete#x"), ("assignment", "x"));
            if (status != HttpStatusCode.BadRequest)
                wrong.Add($"{address}: {(int)status}");
        }

        Rule.NoOffenders("Forms that are taken without a token:", wrong);
    }

    /// <summary>Every page that takes a form, as somebody who may open it: a token that is missing, made up, of somebody else's session or of the one before sends nothing.</summary>
    [Fact]
    public async Task A_form_with_another_sessions_token_does_nothing_on_any_page_that_takes_one()
    {
        var plants = new Plants();
        var own = new Town { Plants = services => services.AddSingleton(plants).AddScoped(typeof(MediatR.IPipelineBehavior<,>), typeof(PlantedBehavior<,>)) };
        await own.InitializeAsync();
        await using var _ = own;
        await own.Family("201901302387", "2019-01-30", ["198001012385"]);
        var (guardian, colleague, stranger) = (await PageReader.At(own).AsFamily("198001012385"), await PageReader.At(own).AsStaff("S-0780-2-head"), PageReader.At(own));
        var others = new[] { "", "påhittad", await colleague.TokenAt("/arbete/oro/ny?fara=nej"), await stranger.TokenAt("/oro") };
        var takers = All.Where(page => page.Type.GetMethod("Post", BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType != typeof(Shell.Page)).ToList();
        Assert.True(takers.Count > 60, $"Only {takers.Count} pages take a form.");
        var wrong = new List<string>();
        foreach (var group in takers.GroupBy(page => page.Audience switch { Audience.Staff => page.Module is { IsActor: true } actor ? actor.Slug : "school", Audience.Family => "family", _ => "" }, StringComparer.Ordinal))
        {
            // The same browser, in which somebody else was signed in before.
            var reader = PageReader.At(own);
            var before = group.Key.Length == 0 ? "föregående" : await (await reader.AsStaff("S-0761-1-head")).TokenAt("/arbete/oro/ny?fara=nej");
            if (group.Key == "family")
                reader = await reader.AsFamily("198001012385");
            else if (group.Key.Length > 0)
                reader = await reader.AsStaff($"{TownPlan.Units.First(unit => unit.Organisation == group.Key).Unit}-head");
            foreach (var page in group)
            {
                // A stranger's forms have no session: there another browser's token has no cookie to go with.
                foreach (var token in others.Append(before))
                {
                    var (status, _, _) = await reader.Post(Address(page), ("__RequestVerificationToken", token), ("_action", "save"), ("text", "Skrivet av någon annan"));
                    if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                        wrong.Add($"{page.Route}: {(int)status}");
                }
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await guardian.Get("/familj")).Status);
        Rule.NoOffenders("Forms that are taken with a token of another session:", wrong.Distinct(StringComparer.Ordinal));
        Rule.NoOffenders("What they changed:", plants.Changes.Distinct(StringComparer.Ordinal));
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
}
