using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
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
        var (someone, colleague) = await Two(county);
        await using var beside = await (await county.Visitor()).AsStaff(colleague.PersonId);
        // The pages tell what day it is.
        await county.Time.OnOneDay(async () =>
        {
            var before = await Seen(beside);
            await using (var writer = await (await county.Visitor()).AsStaff(someone.PersonId))
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
        });

        await county.Time.Pass(TimeSpan.FromDays(1));
        await using var back = await (await county.Visitor()).AsStaff(someone.PersonId);
        await back.Go($"{Paths.NewConcern}?fara=nej");
        Assert.Equal(Secret, await back.Page.Locator("main [name=text]").InputValueAsync());
        await back.Press("Kasta utkastet");
        Assert.EndsWith("?fara=nej", back.Page.Url, StringComparison.Ordinal);
        Assert.Equal("", await back.Page.Locator("main [name=text]").InputValueAsync());
    }

    private static async Task SendTooLate(bool javaScript)
    {
        var county = await County.Shared;
        var (someone, _) = await Two(county);
        await using var visitor = await (await county.Visitor(javaScript: javaScript)).AsStaff(someone.PersonId);
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

    // Two at one unit, who write in nobody else's story: a draft is a person's, and each has one of a form.
    private static async Task<(AssignmentInfo Someone, AssignmentInfo Colleague)> Two(County county)
    {
        var unit = (await county.Assignments()).Where(a => a.Organisation == Organisations.Kaa).GroupBy(a => a.UnitId, StringComparer.Ordinal).Last(people => people.DistinctBy(a => a.PersonId, StringComparer.Ordinal).Count() > 1).ToList();
        return (unit[0], unit.First(a => a.PersonId != unit[0].PersonId));
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
