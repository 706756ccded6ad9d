using Kronobarn.Shell;
using Xunit.Abstractions;

namespace Kronobarn.Browser;

/// <summary>The story itself: with scripts, without them, and by keyboard alone; and what it costs those who have ten minutes between two meetings.</summary>
public sealed class StoryTests(ITestOutputHelper output)
{
    [InBrowser]
    public async Task From_concern_to_plan_by_clicking_costs_few_pages()
    {
        await Story.Told();
        var way = Story.Walked;

        foreach (var (task, pages, fields) in way.Costs)
            output.WriteLine($"{task,-22} {pages} pages, {fields} fields");
        Assert.All(way.Costs.Where(c => c.Task == "anmäla en oro"), cost => Assert.True(cost.Pages <= 2 + 1, $"{cost}: two pages, and the receipt."));
        Assert.All(way.Costs.Where(c => c.Task == "göra en plan"), cost => Assert.True(cost.Pages <= 3, $"{cost}"));
        Assert.All(way.Costs.Where(c => c.Task == "svara på samtycke"), cost => Assert.True(cost is { Pages: <= 1, Fields: 0 }, $"{cost}: one click after sign-in."));
    }

    [InBrowser]
    public async Task From_concern_to_plan_without_scripts()
    {
        var way = await Story.WithoutScripts;

        Assert.NotEqual(Guid.Empty, way.PlanId);
    }

    [InBrowser]
    public async Task A_stranger_leaves_a_concern_and_follows_it_by_its_code()
    {
        var county = await County.Shared;
        await using var stranger = await county.Visitor();
        await stranger.Go(Paths.Concern);
        await stranger.Tick("harm", "nej");
        await stranger.Tick("who", "public");
        await stranger.Press("Fortsätt");
        await stranger.Fill("text", "Barnet går ofta ensamt sent på kvällen.");
        await stranger.Fill("description", "Pojke, ungefär nio år, bor vid torget.");
        await stranger.Choose("municipality", "0780");
        await stranger.Press("Skicka");
        var code = (await stranger.Page.Locator(".kb-code").First.InnerTextAsync()).Trim();

        await stranger.Go(Paths.ConcernStatus);
        await stranger.Fill("code", code);
        await stranger.Press("Visa");

        Assert.Contains("Du berättade", await stranger.Reads(), StringComparison.Ordinal);
        Assert.Empty(stranger.Complaints);
        Assert.DoesNotContain(stranger.Addresses, address => address.Contains(code, StringComparison.Ordinal));
    }

    [InBrowser]
    public async Task From_concern_to_plan_by_keyboard_alone()
    {
        var way = await Story.ByKeyboard;

        Assert.NotEqual(Guid.Empty, way.PlanId);
    }

    /// <summary>A window that is closed in the middle of a sentence, and a session that has run out, lose nothing.</summary>
    [InBrowser]
    public async Task What_was_being_typed_is_there_after_the_browser_was_killed()
    {
        const string Words = "Hon vågar inte gå hem efter skolan";
        var county = await County.Shared;
        var cast = county.Casts[4];
        await using (var killed = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId))
        {
            await killed.Go($"{Paths.NewConcern}?fara=nej");
            await killed.Page.RunAndWaitForResponseAsync(() => killed.Fill("text", Words), answer => answer.Url.EndsWith("/utkast", StringComparison.Ordinal) && answer.Status == 204);
        }

        await using var back = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await back.Go($"{Paths.NewConcern}?fara=nej");

        Assert.Equal(Words, await back.Page.Locator("[name=text]").InputValueAsync());
        Assert.Contains("Bara du kan se det", await back.Reads(), StringComparison.Ordinal);
    }
}
