using System.Globalization;

namespace Kronobarn.Browser;

/// <summary>How a visitor touches a page.</summary>
internal interface IHands
{
    Task Write(ILocator field, string text);

    /// <summary>Ticks a box, or chooses one of several.</summary>
    Task Check(ILocator box);

    /// <summary>Chooses in a list by the choice's value.</summary>
    Task Choose(ILocator list, string value);

    Task Press(ILocator button);
}

/// <summary>Points, clicks and types.</summary>
internal sealed class Pointer : IHands
{
    public async Task Write(ILocator field, string text)
    {
        await Unfold(field);
        await field.FillAsync(text);
    }

    public async Task Check(ILocator box)
    {
        await Unfold(box);
        await box.CheckAsync();
    }

    public async Task Choose(ILocator list, string value)
    {
        await Unfold(list);
        await list.SelectOptionAsync(value);
    }

    public Task Press(ILocator button) => button.ClickAsync();

    private static async Task Unfold(ILocator field)
    {
        try
        {
            await field.EvaluateAsync("field => { for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true; }");
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{field.Page.Url} has no such field ({field}). It reads: {await field.Page.Locator("main").InnerTextAsync()}", e);
        }
    }
}

/// <summary>Nothing but Tab, arrows, space, Enter and letters; what cannot be reached so fails.</summary>
internal sealed class Keys(IPage page) : IHands
{
    private const int MostTabs = 600;

    public async Task Write(ILocator field, string text)
    {
        await Reach(field);
        switch (await field.GetAttributeAsync("type"))
        {
            case "date":
                // As the browser's own field takes it: each part by itself, in the order of the browser's language.
                await Type($"{DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture):MMddyyyy}");
                break;
            case "time":
                await Type(TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture).ToString("hhmmtt", CultureInfo.InvariantCulture));
                break;
            default:
                await page.Keyboard.PressAsync("Control+a");
                await page.Keyboard.InsertTextAsync(text);
                break;
        }

        Assert.Equal(text, await field.InputValueAsync());
    }

    public async Task Check(ILocator box)
    {
        if (await box.IsCheckedAsync())
            return;
        if (await box.GetAttributeAsync("type") == "checkbox")
        {
            await Reach(box);
            await page.Keyboard.PressAsync("Space");
        }
        else
        {
            // A group is one stop; the arrows choose within it.
            await Reach(page.Locator($"main [name='{await box.GetAttributeAsync("name")}']"));
            await page.Keyboard.PressAsync("Space");
            for (var most = 30; most > 0 && !await box.IsCheckedAsync(); most--)
                await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.True(await box.IsCheckedAsync(), $"{box} cannot be chosen by the keyboard on {page.Url}.");
    }

    public async Task Choose(ILocator list, string value)
    {
        await Reach(list);
        await page.Keyboard.PressAsync("Home");
        for (var most = 200; most > 0 && await list.InputValueAsync() != value; most--)
            await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(value, await list.InputValueAsync());
    }

    public async Task Press(ILocator button)
    {
        await Reach(button);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Tabs until one of these has the focus, and opens what it is folded into on the way.</summary>
    public async Task Reach(ILocator any)
    {
        // On a wide window the menu is open although its fold is not.
        while (!await any.First.IsVisibleAsync())
        {
            await Tab(any.First.Locator("xpath=ancestor::details[not(@open)]/summary").First);
            await page.Keyboard.PressAsync("Enter");
        }

        await Tab(any);
    }

    private async Task Tab(ILocator any)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await any.EvaluateAllAsync<bool>("found => found.includes(document.activeElement)"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{any} cannot be reached by the keyboard on {page.Url}.");
    }

    private async Task Type(string keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key.ToString());
    }
}
