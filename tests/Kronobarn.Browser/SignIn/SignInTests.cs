using Kronobarn.Shell;

namespace Kronobarn.Browser.SignIn;

/// <summary>Sign-in by a real provider, before a real browser.</summary>
[Collection(nameof(SignInTests))]
public sealed class SignInTests
{
    [NeedsProvider]
    public async Task Somebody_at_work_signs_in_and_sees_the_day()
    {
        var house = await House.Shared;
        var page = await house.Window();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync("/");
        await page.GotoAsync(Paths.Today);
        await SignIn(house, page, "Jag arbetar med barn", house.Cast.Rektor.PersonId);

        Assert.Equal(new Uri(house.Address, Paths.Today).ToString(), page.Url);
        Assert.Contains(house.Cast.Rektor.Name, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Contains(asked, url => url.Contains("code_challenge_method=S256", StringComparison.Ordinal) && url.Contains("nonce=", StringComparison.Ordinal));
    }

    private static async Task SignIn(House house, IPage page, string how, string account)
    {
        await page.GetByText(how, new() { Exact = true }).ClickAsync();
        await page.Locator($"button[name=account][value='{account}']").ClickAsync();
        await page.WaitForURLAsync(url => url.StartsWith(house.Address.ToString(), StringComparison.Ordinal));
    }
}
