using System.Net;
using Kronobarn.Shell;

namespace Kronobarn.Browser.SignIn;

/// <summary>Sign-in by a real provider, before a real browser.</summary>
public sealed class SignInTests
{
    private const string Staff = "Jag arbetar med barn", Family = "Barn och vårdnadshavare", Refused = "Inloggningen avbröts eller gick inte igenom";

    // The load itself may have been while one looked for the address; what is asked of the page next waits for it by itself.
    private static readonly PageWaitForURLOptions Arrived = new() { WaitUntil = WaitUntilState.Commit };

    [NeedsProvider]
    public async Task Somebody_at_work_signs_in_and_sees_the_day()
    {
        var house = await House.Shared;
        var page = await house.Window();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(Paths.Today);
        await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);

        Assert.Equal(new Uri(house.Address, Paths.Today).ToString(), page.Url);
        Assert.Contains(house.Cast.Rektor.Name, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Contains(asked, url => url.Contains("code_challenge_method=S256", StringComparison.Ordinal) && url.Contains("nonce=", StringComparison.Ordinal));
    }

    /// <summary>As the Swedish profiles demand it: no shared secret, but an assertion signed by a key whose other half the provider has.</summary>
    [NeedsProvider]
    public async Task A_deployment_can_prove_itself_by_a_key()
    {
        var house = await House.ProvedByKey;
        var page = await house.Window();
        await page.GotoAsync("/logga-in");
        await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);

        Assert.Equal(new Uri(house.Address, Paths.Today).ToString(), page.Url);
    }

    [NeedsProvider]
    public async Task A_guardian_signs_in_by_a_number_that_stands_nowhere()
    {
        var house = await House.Shared;
        var page = await house.Window();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync("/logga-in");
        await SignIn(house, page, Family, House.Guardian);

        Assert.Equal(new Uri(house.Address, Paths.FamilyHome).ToString(), page.Url);
        Assert.Contains(house.Cast.ChildName, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(asked, url => url.Contains(house.Cast.Mother, StringComparison.Ordinal));
        Assert.DoesNotContain(house.Log.Lines, line => line.Contains(house.Cast.Mother, StringComparison.Ordinal));
    }

    [NeedsProvider]
    public async Task Somebody_whom_only_the_provider_knows_is_told_what_to_do_and_can_sign_out()
    {
        var house = await House.Shared;
        foreach (var how in (string[])[Staff, Family])
        {
            var page = await house.Window();
            await page.GotoAsync("/logga-in");
            await SignIn(house, page, how, House.Unknown);

            Assert.Contains("du finns inte i Kronobarn", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Logga ut" }).ClickAsync();
            await SignOutAtProvider(house, page);
            await page.GotoAsync("/logga-in");
            Assert.DoesNotContain("du finns inte i Kronobarn", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [NeedsProvider]
    public async Task Whoever_turns_back_at_the_provider_can_try_again_and_still_comes_where_they_were_going()
    {
        var house = await House.Shared;
        var page = await house.Window();
        await page.GotoAsync(Paths.Inbox);
        await SignIn(house, page, Staff, "");
        Assert.Contains(Refused, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);

        Assert.Equal(new Uri(house.Address, Paths.Inbox).ToString(), page.Url);
    }

    /// <summary>Everything about the token is right but one thing; see tests/tooling/openid/server.mjs.</summary>
    [NeedsProviderTheory]
    [InlineData("nonce")]
    [InlineData("no-nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("another-key")]
    [InlineData("unknown-key")]
    [InlineData("unsigned")]
    [InlineData("signed-with-the-secret")]
    [InlineData("garbage")]
    [InlineData("missing")]
    public async Task A_forged_token_opens_nothing_and_is_logged(string forgery)
    {
        var house = await House.Shared;
        var page = await house.Window();
        await page.GotoAsync(Paths.Today);
        var before = house.Log.Lines.Count;
        await house.Provider.Forge(forgery);
        try
        {
            await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);
        }
        finally
        {
            await house.Provider.Forge(null);
        }

        Assert.Contains(Refused, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("till=%2Farbete", page.Url, StringComparison.Ordinal);
        Assert.Contains(house.Log.Lines.Skip(before), line => line.StartsWith("Warning A sign-in by the identity provider was refused", StringComparison.Ordinal));
        await page.GotoAsync(Paths.Today);
        Assert.Contains("/logga-in?", page.Url, StringComparison.Ordinal);
    }

    [NeedsProvider]
    public async Task A_callback_counts_once_in_the_window_that_asked_for_it_and_only_with_its_own_state()
    {
        var house = await House.Shared;
        var page = await house.Window();
        var callback = "";
        page.Request += (_, request) => callback = request.Url.Contains("/logga-in/klar", StringComparison.Ordinal) ? request.Url : callback;
        await page.GotoAsync("/logga-in");
        await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);
        await page.GotoAsync("/");
        await page.Context.ClearCookiesAsync();

        var stranger = await house.Window();
        foreach (var (window, address) in ((IPage, string)[])
            [(page, callback), (stranger, callback), (stranger, "/logga-in/klar"), (stranger, "/logga-in/klar?code=x&state=x"), (stranger, $"{callback}x"), (stranger, "/logga-in/klar?error=server_error")])
        {
            var answer = await window.GotoAsync(address);
            Assert.Equal(200, answer!.Status);
            Assert.Contains(Refused, await window.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await window.GotoAsync(Paths.Today);
            Assert.Contains("/logga-in?", window.Url, StringComparison.Ordinal);
        }
    }

    [NeedsProvider]
    public async Task A_token_signed_by_a_new_key_is_taken_however_often_the_provider_changes_it()
    {
        var house = await House.Shared;
        foreach (var _ in (int[])[1, 2, 3])
        {
            await house.Provider.ChangeKeys();
            var page = await house.Window();
            await page.GotoAsync("/logga-in");
            await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);

            Assert.Equal(new Uri(house.Address, Paths.Today).ToString(), page.Url);
        }
    }

    /// <summary>The same of the APIs, which read the provider's keys for themselves: the first token of a new key makes them read again.</summary>
    [NeedsProvider]
    public async Task An_api_takes_a_token_by_a_new_key_after_one_refresh()
    {
        var house = await House.Shared;
        Assert.Equal(HttpStatusCode.OK, await Asked());
        await house.Provider.ChangeKeys();

        var (status, tries) = (await Asked(), 1);
        // The keys are read beside the requests: asking again is all the waiting that it takes.
        for (; status != HttpStatusCode.OK && tries < 500; tries++)
            status = await Asked();

        Assert.Equal(HttpStatusCode.OK, status);

        async Task<HttpStatusCode> Asked()
        {
            using var client = house.Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", await house.Provider.Token(house.Cast.Rektor.PersonId, "kronobarn"));
            using var answer = await client.GetAsync("/api/school/v1/children");
            return answer.StatusCode;
        }
    }

    [NeedsProvider]
    public async Task A_session_that_ran_out_while_somebody_wrote_comes_back_to_the_half_written_page()
    {
        const string Words = "Hon sitter ensam på trappan när vi öppnar";
        var house = await House.Shared;
        var page = await house.Window();
        await page.GotoAsync("/logga-in");
        await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);
        await page.GotoAsync($"{Paths.NewConcern}?fara=nej");
        await house.Time.Pass(TimeSpan.FromMinutes(61));
        await page.Locator("[name=text]").FillAsync(Words);
        await page.Locator("main form button[type=submit], main form button:not([type])").Last.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/logga-in", StringComparison.Ordinal), Arrived);
        Assert.Contains("Det du hade börjat skriva finns kvar", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByText(Staff, new() { Exact = true }).ClickAsync();
        // The provider still knows who it is and asks nothing.
        await page.WaitForURLAsync(url => url.Contains(Paths.NewConcern, StringComparison.Ordinal), Arrived);

        Assert.Equal(Words, await page.Locator("[name=text]").InputValueAsync());
    }

    [NeedsProvider]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider()
    {
        var house = await House.Shared;
        var page = await house.Window();
        await page.GotoAsync("/logga-in");
        await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);
        await page.Locator(".kb-who summary").ClickAsync();
        await page.GetByText("Logga ut", new() { Exact = true }).ClickAsync();
        await SignOutAtProvider(house, page);

        Assert.Equal(house.Address.ToString(), page.Url);
        await page.GotoAsync(Paths.Today);
        Assert.Contains("/logga-in?", page.Url, StringComparison.Ordinal);
        await page.GetByText(Staff, new() { Exact = true }).ClickAsync();
        // It asks who it is, as of somebody new.
        await page.Locator("button[name=account]").First.WaitForAsync();
    }

    [NeedsProvider]
    public async Task A_sign_in_leads_nowhere_but_here()
    {
        var house = await House.Shared;
        foreach (var wanted in (string[])["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/\t/elsewhere.example", "javascript:alert(1)"])
        {
            var page = await house.Window();
            await page.GotoAsync($"/logga-in?till={Uri.EscapeDataString(wanted)}");
            await SignIn(house, page, Staff, house.Cast.Rektor.PersonId);

            Assert.Equal(new Uri(house.Address, Paths.Today).ToString(), page.Url);
        }
    }

    private static async Task SignIn(House house, IPage page, string how, string account)
    {
        await page.GetByText(how, new() { Exact = true }).ClickAsync();
        await page.Locator($"button[name=account][value='{account}']").ClickAsync();
        await page.WaitForURLAsync(url => url.StartsWith(house.Address.ToString(), StringComparison.Ordinal), Arrived);
    }

    private static async Task SignOutAtProvider(House house, IPage page)
    {
        await page.Locator("button[name=logout]").ClickAsync();
        await page.WaitForURLAsync(url => url.StartsWith(house.Address.ToString(), StringComparison.Ordinal), Arrived);
    }
}
