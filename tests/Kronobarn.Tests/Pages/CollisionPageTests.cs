using System.Net;
using System.Text.RegularExpressions;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Collaborations;

namespace Kronobarn.Tests.Pages;

/// <summary>Two windows with the same text before them: whoever sends last has overwritten nothing, sees both texts, and says which is to hold.</summary>
public sealed partial class CollisionPageTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff", Theirs = "Så skrev den andra.", Mine = "Så skriver jag.", Both = "Så skriver vi båda.";

    [Fact]
    public async Task In_a_part_of_the_plan()
    {
        var table = await PlanTable.Lay(town, "201901102382", ["198501032386"], "F-0780-1");
        var part = await table.Write("F-0780-1", new { background = new { text = "Så stod det." } });

        await Collide("F-0780-1-staff", "F-0780-1-staff", $"/arbete/planer/{table.Plan}/delar/{part}", "part", "version", "text");

        Assert.Contains(Both, await table.TextFor("F-0780-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_note()
    {
        await town.Resident("201901112399", "2019-01-11");
        var file = await town.OpenCase(Nurse, "201901112399");
        var note = (await town.Add(Nurse, file, "notes", new { text = "Så stod det." })).Created["noteId"]!.GetValue<Guid>();

        await Collide(Nurse, Nurse, $"/arbete/arenden/{file}/anteckningar/{note}", "change", "version", "text");

        Assert.Contains(Both, (await (await PageReader.At(town).AsStaff(Nurse)).Get($"/arbete/arenden/{file}/anteckningar")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_an_analysis()
    {
        await town.Resident("201901122380", "2019-01-12");
        var file = await town.OpenCase(Nurse, "201901122380");
        _ = (await town.Add(Nurse, file, "analyses", new { basedOn = 0, views = new[] { new { spoke = "safe", voice = "child", strengths = "Morfar." } }, summary = "Så stod det." })).Created;

        await Collide(Nurse, "BVC-0780-1-head", $"/arbete/arenden/{file}/analys/ny", "analysis", "basedOn", "summary", ("safe-child-strengths", "Morfar."));

        Assert.Contains(Both, (await (await PageReader.At(town).AsStaff(Nurse)).Get($"/arbete/arenden/{file}/analys/3")).Text, StringComparison.Ordinal);
    }

    private async Task Collide(string first, string second, string address, string action, string versionField, string field, params (string Name, string Value)[] rest)
    {
        var (mine, theirs) = (await PageReader.At(town).AsStaff(first), await PageReader.At(town).AsStaff(second));
        var before = Version(await mine.Get(address), versionField);
        Assert.Equal(HttpStatusCode.SeeOther, (await theirs.Send(address, action, [(versionField, before), (field, Theirs), .. rest])).Status);

        var collided = await mine.Send(address, action, [(versionField, before), (field, Mine), .. rest]);

        Assert.Equal(HttpStatusCode.PreconditionFailed, collided.Status);
        Assert.Contains("Någon annan har sparat medan du skrev", collided.Text, StringComparison.Ordinal);
        Assert.Matches($"<textarea[^>]*>\\s*{Mine}", collided.Text);
        Assert.Equal(Theirs, Stored().Match(collided.Text).Groups["text"].Value);
        var now = Version(collided, versionField);
        Assert.NotEqual(before, now, StringComparer.Ordinal);

        // As the page is sent when nothing was chosen, and with what belongs to both.
        (string, string)[] again = [(versionField, now), ("_collided", field), ($"_stored.{field}", Theirs), .. rest];
        var open = await mine.Send(address, action, [(field, Mine), .. again]);
        Assert.Equal((HttpStatusCode.BadRequest, now), (open.Status, Version(open, versionField)));
        Assert.Contains("Välj vad som ska gälla.", open.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await mine.Send(address, action, [(field, Both), ($"_take.{field}", "mine"), .. again])).Status);
    }

    private static string Version((HttpStatusCode Status, string Text, Uri? To) page, string field) =>
        Regex.Match(page.Text, $"name=\"{field}\" value=\"(?<version>[0-9]+)\"", RegexOptions.NonBacktracking).Groups["version"].Value is { Length: > 0 } version ? version
            : throw new InvalidOperationException($"The page has no {field}: {page.Status} {page.Text}");

    [GeneratedRegex("<div class=\"kb-stored\"[^>]*>(?<text>[^<]*)</div>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Stored();
}
