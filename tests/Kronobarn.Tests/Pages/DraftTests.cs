using System.Net;

namespace Kronobarn.Tests.Pages;

/// <summary>What is typed and not sent is there again, for the one who typed it.</summary>
public sealed class DraftTests(Town town) : IClassFixture<Town>
{
    private const string Form = "/arbete/oro/ny?fara=nej";
    private const string Words = "Hon somnar på lektionerna, tredje veckan i rad";

    [Fact]
    public async Task A_draft_is_shown_to_its_writer_after_signing_out_and_to_nobody_else()
    {
        var writer = await PageReader.At(town).AsStaff("S-0780-1-head");
        Assert.Equal(HttpStatusCode.NoContent, (await Keep(writer)).Status);
        var back = await PageReader.At(town).AsStaff("S-0780-1-head");
        var colleague = await PageReader.At(town).AsStaff("S-0780-1-staff");

        Assert.Contains(Words, (await back.Get(Form)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, (await colleague.Get(Form)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_leaves_no_draft_behind()
    {
        var writer = await PageReader.At(town).AsStaff("F-0780-1-head");
        await Keep(writer);

        var (status, _, to) = await writer.Send(Form, "concern", ("kind", "unidentified"), ("description", "Flicka, omkring sju år, Storgatan"), ("text", Words), ("urgency", "normal"));

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.StartsWith("/arbete/kvittenser/", to!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Words, (await writer.Get(Form)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_has_run_out_is_there_after_the_next_sign_in()
    {
        var writer = await PageReader.At(town).AsStaff("MVC-0780-1-head");
        var fields = new (string, string)[] { ("_action", "concern"), ("kind", "child"), ("text", Words) };
        town.MoveClock(TimeSpan.FromHours(2));

        var (status, _, to) = await writer.Post(Form, fields);
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.StartsWith("/logga-in?till=", to!.ToString(), StringComparison.Ordinal);
        await writer.AsStaff("MVC-0780-1-head");

        Assert.Contains(Words, (await writer.Get(Form)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_form_keeps_every_word_and_says_at_the_field_what_is_wrong()
    {
        var writer = await PageReader.At(town).AsStaff("SOC-0780-1-head");

        var (status, page, _) = await writer.Send(Form, "concern", ("kind", "child"), ("identityNumber", "20190130-0000"), ("text", Words), ("urgency", "normal"), ("spokes", "safe"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(Words, page, StringComparison.Ordinal);
        Assert.Contains("20190130-0000", page, StringComparison.Ordinal);
        Assert.Contains("id=\"concern-identityNumber-error\"", page, StringComparison.Ordinal);
        Assert.Contains("Kontrollera personnumret", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_store_shows_what_a_draft_says_or_whose_it_is()
    {
        var writer = await PageReader.At(town).AsStaff("KAA-0780-1-head");
        await Keep(writer);

        foreach (var file in System.IO.Directory.EnumerateFiles(town.Folder, "Kaa.db*"))
        {
            var bytes = System.Text.Encoding.UTF8.GetString(await Shared(file));
            Assert.DoesNotContain("lektionerna", bytes, StringComparison.Ordinal);
        }
    }

    /// <summary>A session may run out over any of them, also the rare and the grave.</summary>
    [Fact]
    public void Every_form_to_write_in_keeps_what_was_typed()
    {
        var pages = Repository.In("src/Modules");
        var forms = (from file in System.IO.Directory.EnumerateFiles(pages, "*.razor", SearchOption.AllDirectories)
                     let text = File.ReadAllText(file)
                     where !text.Contains("@inherits PublicPage", StringComparison.Ordinal)
                     from form in text.Split("<PostForm ").Skip(1).Select(form => form.Split("</PostForm>")[0])
                     where form.Contains("<TextArea", StringComparison.Ordinal)
                     select (File: Path.GetFileName(file), Form: form)).ToList();

        Assert.True(forms.Count > 40, $"Only {forms.Count} forms were found.");
        Rule.NoOffenders("Forms that forget what was typed:", forms.Where(form => !form.Form.Contains("KeepsDraft=\"true\"", StringComparison.Ordinal)).Select(form => $"{form.File}: {form.Form.Split('\n')[0]}"));
    }

    [Fact]
    public async Task A_draft_keeps_the_version_that_it_was_written_upon()
    {
        const string Ways = "/arbete/enheten/kontakt";
        var writer = await PageReader.At(town).AsStaff("S-0761-1-head");
        var (made, _, _) = await writer.Send($"{Ways}/ny", "way", ("purpose", "advice"), ("label", "Expeditionen"), ("phone", "0470-700000"));
        Assert.Equal(HttpStatusCode.SeeOther, made);
        var way = System.Text.RegularExpressions.Regex.Match((await writer.Get(Ways)).Text, "/arbete/enheten/kontakt/way-[a-z]+", System.Text.RegularExpressions.RegexOptions.NonBacktracking).Value;
        var first = Version((await writer.Get(way)).Text);
        await writer.Keep(way, $"{way}#way", ("version", first), ("purpose", "advice"), ("label", "Mitt utkast"), ("phone", "0470-700000"));
        var colleague = await PageReader.At(town).AsStaff("it-admin-0761");
        var seen = $"/arbete/forvaltning/enheter/S-0761-1/kontakt/{way[(way.LastIndexOf('/') + 1)..]}";
        await colleague.Send(seen, "way", ("version", first), ("purpose", "advice"), ("label", "Kollegans text"), ("phone", "0470-700000"));

        var opened = (await writer.Get(way)).Text;
        var second = Version((await colleague.Get(seen)).Text);
        var (status, page, _) = await writer.Send(way, "way", ("version", first), ("purpose", "advice"), ("label", "Mitt utkast"), ("phone", "0470-700000"));
        var (unsaid, asked, _) = await writer.Send(way, "way", ("version", second), ("_collided", "label"), ("_stored.label", "Kollegans text"), ("purpose", "advice"), ("label", "Mitt utkast"), ("phone", "0470-700000"));
        var (taken, _, _) = await writer.Send(way, "way", ("version", second), ("_collided", "label"), ("_stored.label", "Kollegans text"), ("_take.label", "stored"), ("purpose", "advice"), ("label", "Mitt utkast"), ("phone", "0470-700000"));

        Assert.Equal(first, Version(opened));
        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Contains("Kollegans text", page, StringComparison.Ordinal);
        Assert.Contains("Mitt utkast", page, StringComparison.Ordinal);
        Assert.Equal(second, Version(page));
        Assert.Equal(HttpStatusCode.BadRequest, unsaid);
        Assert.Contains("Välj vad som ska gälla.", asked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, taken);
        Assert.Contains("Kollegans text", (await colleague.Get(seen)).Text, StringComparison.Ordinal);
    }

    private static string Version(string page)
    {
        var found = System.Text.RegularExpressions.Regex.Match(page, "name=\"version\" value=\"(?<version>[0-9]+)\"", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture);
        Assert.True(found.Success, $"The page has no version: {page}");
        return found.Groups["version"].Value;
    }

    private static Task<(HttpStatusCode Status, string Text, Uri? To)> Keep(PageReader writer) => writer.Keep(Form, "/arbete/oro/ny#concern", ("text", Words), ("kind", "child"));

    private static async Task<byte[]> Shared(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
