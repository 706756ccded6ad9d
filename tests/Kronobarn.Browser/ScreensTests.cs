namespace Kronobarn.Browser;

/// <summary>Every page, found and not listed, as the people who use it meet it.</summary>
public sealed class ScreensTests
{
    [InBrowser]
    public async Task A_rektor_reads_the_day_and_sends_a_concern()
    {
        var county = await County.Shared;
        var rektor = (await county.Assignments()).First(a => a.Role == "rektor").PersonId;
        await using var visitor = await (await county.Visitor()).AsStaff(rektor);
        await visitor.Page.ScreenshotAsync(new() { Path = "/tmp/today.png" });
        await File.WriteAllTextAsync("/tmp/today.html", await visitor.Page.ContentAsync());
        Assert.Contains("I dag", await visitor.Reads(), StringComparison.Ordinal);
        await File.WriteAllLinesAsync("/tmp/axe.txt", await visitor.Barriers());
        await visitor.Go("/arbete/oro/ny?fara=nej");
        await visitor.Press("Skicka oron");
        await visitor.Page.ScreenshotAsync(new() { Path = "/tmp/concern.png", FullPage = true });
        await File.AppendAllLinesAsync("/tmp/axe.txt", await visitor.Barriers());
    }
}
