using Kronobarn.Shell;

namespace Kronobarn.Browser;

/// <summary>Those who use no mouse, and those whom movement makes ill.</summary>
public sealed class KeyboardTests
{
    /// <summary>On the menu of a rektor, a guardian and a stranger: some thirty pages.</summary>
    [InBrowser]
    public async Task Every_page_begins_with_the_skip_link_and_shows_where_the_focus_is_and_nothing_moves()
    {
        var county = await County.Shared;
        var cast = county.Casts[9];
        var wrong = new List<string>();
        var looked = 0;
        await using (var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId))
        {
            foreach (var address in (await rektor.Menu()).Append($"{Paths.NewConcern}?fara=nej").Append(Paths.Child(cast.Child)).Append(Paths.Shortcuts))
                await Look(rektor, address);
        }

        await using (var guardian = await (await county.Visitor()).AsFamily(cast.Mother))
        {
            foreach (var address in (await guardian.Menu()).Append(Paths.FamilyChild(cast.Child)).Append($"{Paths.FamilyChild(cast.Child)}/upplevelse"))
                await Look(guardian, address);
        }

        await using (var stranger = await county.Visitor())
        {
            foreach (var address in (string[])["/", Paths.Concern, Paths.ConcernStatus, Paths.Accessibility, "/finns-inte"])
                await Look(stranger, address);
        }

        Assert.True(looked >= 25, $"Only {looked} pages were looked at.");
        Rule.NoOffenders("What a keyboard cannot see, and what moves although it was asked not to:", wrong);

        async Task Look(Visitor visitor, string address)
        {
            looked++;
            await visitor.Go(address);
            wrong.AddRange((await visitor.Moving()).Select(found => $"{address}: moves, {found}"));
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (!await visitor.Page.EvaluateAsync<bool>("() => document.activeElement.matches('a.kb-skip') && document.activeElement.getBoundingClientRect().top >= 0"))
                wrong.Add($"{address}: the first stop is not the skip link, where it can be seen");
            wrong.AddRange((await visitor.WithoutFocusMark()).Select(found => $"{address}: no mark of focus, {found}"));
        }
    }

    [InBrowser]
    public async Task A_no_to_what_is_asked_once_more_changes_nothing_and_leaves_the_focus_where_it_was()
    {
        const string Reason = "Vi väntar med det här";
        var county = await County.Shared;
        var cast = county.Casts[9];
        await using var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await rektor.Go("/arbete/enheten/kontakt");
        await rektor.Go((await rektor.Page.Locator("main a[href*='/kontakt/']:not([href$='/ny'])").First.GetAttributeAsync("href"))!);
        var address = rektor.Page.Url;
        await rektor.Fill("note", Reason);
        rektor.SaysYes = false;
        await new Keys(rektor.Page).Reach(rektor.Page.Locator("#remove button"));

        await rektor.Page.Keyboard.PressAsync("Enter");

        Assert.True(await rektor.Page.EvaluateAsync<bool>("() => document.activeElement.matches('#remove button')"));
        Assert.Equal((address, Reason), (rektor.Page.Url, await rektor.Page.Locator("main [name=note]").InputValueAsync()));
        await rektor.Go(address);
        Assert.Equal(address, rektor.Page.Url);
    }

    [InBrowser]
    public async Task Shortcuts_lead_on_but_never_from_under_the_hand_of_somebody_who_writes()
    {
        var county = await County.Shared;
        var cast = county.Casts[9];
        await using var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await rektor.Go($"{Paths.NewConcern}?fara=nej");
        foreach (var field in (string[])["text", "identityNumber"])
        {
            await rektor.Page.Locator($"main [name={field}]").FocusAsync();
            foreach (var (key, _, _, _) in Shortcuts.All)
                await rektor.Page.Keyboard.PressAsync($"Alt+Shift+{key}");
            Assert.EndsWith($"{Paths.NewConcern}?fara=nej", rektor.Page.Url, StringComparison.Ordinal);
            Assert.Equal(field, await rektor.Page.EvaluateAsync<string>("() => document.activeElement.name"));
        }

        await rektor.Page.Locator("main").FocusAsync();
        await rektor.Arrive(() => rektor.Page.Keyboard.PressAsync("Alt+Shift+KeyI"));
        Assert.Equal(Paths.Inbox, new Uri(rektor.Page.Url).AbsolutePath);
        Assert.Empty(rektor.Complaints);
    }
}
