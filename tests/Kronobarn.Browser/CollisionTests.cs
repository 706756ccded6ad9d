using Kronobarn.Directory.Contracts;

namespace Kronobarn.Browser;

/// <summary>Two colleagues write in the same place at the same time: neither text is lost, and the second chooses.</summary>
public sealed class CollisionTests
{
    private const string Theirs = "Ring helst före lunch.\nStängt i juli.", Mine = "Ring inte på fredagar.\nVi ringer upp.", Mended = "Ring helst före lunch, inte på fredagar.";

    [InBrowser]
    public Task Both_texts_stand_side_by_side_and_one_is_chosen_with_scripts() => Choose(javaScript: true);

    [InBrowser]
    public Task Both_texts_stand_side_by_side_and_one_is_chosen_without_scripts() => Choose(javaScript: false);

    [InBrowser]
    public async Task The_others_text_is_kept_by_one_press_and_no_draft_of_mine_comes_back()
    {
        var (county, rektor, administrator) = await Two();
        var (first, second) = (await Open(county, rektor, javaScript: true), await Open(county, administrator, javaScript: true));
        await using var one = first.Visitor;
        await using var other = second.Visitor;
        await Save(other, "Kollegans text", Theirs);
        await one.Page.RunAndWaitForResponseAsync(() => one.Fill("note", "Mitt utkast"), answer => answer.Url.EndsWith("/utkast", StringComparison.Ordinal) && answer.Status == 204);

        await one.Press("Spara");
        await one.Press("Behåll den andras text");

        Assert.Equal("Kollegans text", await one.Page.Locator("main [name=label]").InputValueAsync());
        Assert.Equal(Theirs, await one.Page.Locator("main [name=note]").InputValueAsync());
        Assert.DoesNotContain("utkast", await one.Reads(), StringComparison.Ordinal);
    }

    private static async Task Choose(bool javaScript)
    {
        var (county, rektor, administrator) = await Two();
        var (first, second) = (await Open(county, rektor, javaScript), await Open(county, administrator, javaScript));
        await using var one = first.Visitor;
        await using var other = second.Visitor;

        await Save(other, $"Kollegan {javaScript}", Theirs);
        await Save(one, $"Jag {javaScript}", Mine);

        Assert.Contains("Någon annan har sparat medan du skrev", await one.Reads(), StringComparison.Ordinal);
        Assert.Equal(["Kollegan " + javaScript, Theirs], await one.Page.Locator("main .kb-stored").AllInnerTextsAsync());
        Assert.Equal(Mine, await one.Page.Locator("main [name=note]").InputValueAsync());
        var (theirs, mine) = (await Box(one, "stored"), await Box(one, "mine"));
        Assert.True(theirs.Y == mine.Y && theirs.X < mine.X, "The two texts do not stand side by side.");
        // The one who looks for barriers is a script itself.
        if (javaScript)
            Assert.Empty(await one.Barriers());
        await one.Page.SetViewportSizeAsync(320, 640);
        Assert.Equal(0, await one.Overflow());

        // Nobody's text is taken in silence.
        await one.Press("Spara");
        Assert.Contains("Välj vad som ska gälla.", await one.Reads(), StringComparison.Ordinal);
        Assert.Equal(Mine, await one.Page.Locator("main [name=note]").InputValueAsync());

        await one.Page.Locator("[name='_take.label'][value=stored]").CheckAsync();
        if (!javaScript)
            await one.Page.Locator("[name='_take.note'][value=mine]").CheckAsync();
        await one.Fill("note", Mended);
        await one.Press("Spara");

        await one.Go(first.Address);
        Assert.Equal(("Kollegan " + javaScript, Mended), (await one.Page.Locator("main [name=label]").InputValueAsync(), await one.Page.Locator("main [name=note]").InputValueAsync()));
        Assert.Empty(one.Complaints);
    }

    private static async Task Save(Visitor visitor, string label, string note)
    {
        await visitor.Fill("label", label);
        await visitor.Fill("note", note);
        await visitor.Press("Spara");
    }

    private static async Task<LocatorBoundingBoxResult> Box(Visitor visitor, string take) => (await visitor.Page.Locator($".kb-collision > div:has([name='_take.note'][value={take}])").BoundingBoxAsync())!;

    // The unit's head, and the municipality's administrator, who may change the same contact ways.
    private static async Task<(County County, AssignmentInfo Rektor, AssignmentInfo Administrator)> Two()
    {
        var county = await County.Shared;
        var rektor = county.Casts[6].Rektor;
        return (county, rektor, (await county.Assignments()).First(a => a.Role == Roles.ItAdmin && a.Municipality == rektor.Municipality));
    }

    private static async Task<(Visitor Visitor, string Address)> Open(County county, AssignmentInfo someone, bool javaScript)
    {
        var visitor = await (await county.Visitor(javaScript: javaScript)).AsStaff(someone.PersonId);
        var unit = county.Casts[6].Rektor.UnitId;
        var list = someone.Role == Roles.ItAdmin ? $"/arbete/forvaltning/enheter/{unit}" : "/arbete/enheten/kontakt";
        await visitor.Go(list);
        var address = await visitor.Page.Locator("main a[href*='/kontakt/']:not([href$='/ny'])").First.GetAttributeAsync("href");
        await visitor.Go(address!);
        return (visitor, address!);
    }
}
