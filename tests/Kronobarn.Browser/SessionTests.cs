using Kronobarn.Shell;

namespace Kronobarn.Browser;

/// <summary>A session that ends in the midst of a sentence loses nothing, and shows nothing to anybody else.</summary>
public sealed class SessionTests
{
    private const string Words = "Hon väntade ensam utanför skolan i två timmar", About = "Flicka i rosa jacka, sex år";

    [InBrowser]
    public Task A_form_sent_after_the_session_has_ended_is_there_after_signing_in_and_can_be_sent_with_scripts() => SendTooLate(javaScript: true);

    [InBrowser]
    public Task A_form_sent_after_the_session_has_ended_is_there_after_signing_in_and_can_be_sent_without_scripts() => SendTooLate(javaScript: false);

    [InBrowser]
    public async Task A_draft_outlives_signing_out_and_a_night_and_no_colleague_sees_it_or_that_there_is_one()
    {
        const string Secret = "Bara jag vet det här än";
        var county = await County.Shared;
        var rektor = (await Cast.Of(county, 7)).Rektor;
        var colleague = (await county.Assignments()).First(a => a.UnitId == rektor.UnitId && a.PersonId != rektor.PersonId);
        await using var beside = await (await county.Visitor()).AsStaff(colleague.PersonId);
        var before = await Seen(beside);

        await using (var writer = await (await county.Visitor()).AsStaff(rektor.PersonId))
        {
            await writer.Go($"{Paths.NewConcern}?fara=nej");
            await writer.Page.RunAndWaitForResponseAsync(() => writer.Fill("text", Secret), answer => answer.Url.EndsWith("/utkast", StringComparison.Ordinal) && answer.Status == 204);
            await writer.Page.Locator("details.kb-who > summary").ClickAsync();
            await writer.Arrive(() => writer.Page.Locator($"form[action='{Paths.SignOut}'] button").ClickAsync());
            await writer.Go(Paths.Today);
            Assert.StartsWith(Door.SignInPath, new Uri(writer.Page.Url).AbsolutePath, StringComparison.Ordinal);
        }

        Assert.Equal(before, await Seen(beside));
        await beside.Go($"{Paths.NewConcern}?fara=nej");
        Assert.Equal("", await beside.Page.Locator("main [name=text]").InputValueAsync());

        county.Time.Pass(TimeSpan.FromDays(1));
        await using var back = await (await county.Visitor()).AsStaff(rektor.PersonId);
        await back.Go($"{Paths.NewConcern}?fara=nej");
        Assert.Equal(Secret, await back.Page.Locator("main [name=text]").InputValueAsync());
        await back.Press("Kasta utkastet");
        Assert.EndsWith("?fara=nej", back.Page.Url, StringComparison.Ordinal);
        Assert.Equal("", await back.Page.Locator("main [name=text]").InputValueAsync());
    }

    private static async Task SendTooLate(bool javaScript)
    {
        var county = await County.Shared;
        var rektor = (await Cast.Of(county, 8)).Rektor;
        await using var visitor = await (await county.Visitor(javaScript: javaScript)).AsStaff(rektor.PersonId);
        await visitor.Go($"{Paths.NewConcern}?fara=nej");
        await visitor.Tick("kind", "unidentified");
        await visitor.Fill("description", About);
        await visitor.Fill("text", Words);
        await visitor.Tick("urgency", "soon");
        await visitor.EndSession();

        await visitor.Press("Skicka oron");

        Assert.StartsWith(Door.SignInPath, new Uri(visitor.Page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        await visitor.SignInHere();
        Assert.EndsWith($"{Paths.NewConcern}?fara=nej", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Equal((Words, About), (await visitor.Page.Locator("main [name=text]").InputValueAsync(), await visitor.Page.Locator("main [name=description]").InputValueAsync()));
        Assert.True(await visitor.Page.Locator("main [name=kind][value=unidentified]").IsCheckedAsync());
        Assert.True(await visitor.Page.Locator("main [name=urgency][value=soon]").IsCheckedAsync());

        await visitor.Press("Skicka oron");
        Assert.Contains("Din oro är registrerad", await visitor.Reads(), StringComparison.Ordinal);
        await visitor.Go($"{Paths.NewConcern}?fara=nej");
        Assert.Equal("", await visitor.Page.Locator("main [name=text]").InputValueAsync());
        Assert.Empty(visitor.Complaints);
    }

    private static async Task<string> Seen(Visitor visitor)
    {
        var seen = "";
        foreach (var address in (string[])[Paths.Today, Paths.Inbox, "/arbete/kvittenser"])
        {
            await visitor.Go(address);
            seen += await visitor.Page.Locator("body").InnerTextAsync();
        }

        return seen;
    }
}
