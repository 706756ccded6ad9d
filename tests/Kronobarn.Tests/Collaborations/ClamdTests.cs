using System.Net;
using Kronobarn.Collaboration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Documents behind ClamAV's daemon: nobody has one before it has answered, whatever happens to it or to us meanwhile.</summary>
public sealed class ClamdTests(ScannedTown scanned) : IClassFixture<ScannedTown>
{
    private readonly Town town = scanned.Town;
    private readonly FakeClamd clamd = scanned.Clamd;

    [Fact]
    public async Task What_the_daemon_finds_clean_is_shared_and_it_was_sent_every_byte()
    {
        var scene = await Scene("201901212397", "198501012382");
        var content = new byte[200_001];
        new Random(7).NextBytes(content);
        byte[] pdf = [.. "%PDF-1.7\n"u8, .. content];
        var id = await scene.Brought(PlanScene.Owner, "a.pdf", pdf, [PlanScene.Party]);

        Assert.Equal(pdf, clamd.LastContent);
        var shown = (await scene.Shown(PlanScene.Party))["a.pdf"];
        Assert.Equal(("clean", false), (shown["state"]!.GetValue<string>(), shown["isUnscanned"]!.GetValue<bool>()));
        Assert.Equal(pdf, await (await scene.At(PlanScene.Party)).Client.GetByteArrayAsync(scene.Content(id)));
    }

    [Fact]
    public async Task What_it_finds_is_refused_wiped_told_to_its_unit_and_logged()
    {
        var scene = await Scene("201901222388", "198501012390");
        var id = await scene.Brought(PlanScene.Owner, "Inbjudan.txt", Files.Text(FakeClamd.Eicar), [PlanScene.Party], await scene.Member(0));

        var own = (await scene.Shown(PlanScene.Owner))["Inbjudan.txt"];
        Assert.Equal(("refused", "Eicar-Test-Signature"), (own["state"]!.GetValue<string>(), own["finding"]!.GetValue<string>()));
        Assert.Equal(0, await scene.Chunks(id));
        Assert.Empty(await scene.Shown(PlanScene.Party));
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Party)).Get(scene.Content(id))).Status);
        Assert.Equal("""{"documents":[]}""", (await (await scene.Guardian(0)).Get(scene.MyDocuments)).Body);
        Assert.Equal(1, await scene.Collaboration(db => db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.Audit WHERE SubjectId = @Child AND Ground = 'document-refused' AND Action = 'changed'", new { scene.Child })));
    }

    [Theory]
    [InlineData("HangUp", "201901232395", "198501022381")]
    [InlineData("HangUpInTheMiddle", "201901242386", "198501022399")]
    [InlineData("NeverAnswer", "201901252393", "198501032380")]
    [InlineData("Error", "201901262384", "198501032398")]
    public async Task While_the_daemon_gives_no_verdict_nobody_has_the_document_and_it_is_asked_again(string mode, string child, string guardian)
    {
        var scene = await Scene(child, guardian);
        clamd.Mode = Enum.Parse<ClamdMode>(mode);
        var id = await scene.Brought(PlanScene.Owner, "a.pdf", Files.Pdf, [PlanScene.Party], await scene.Member(0));

        Assert.Equal("quarantined", (await scene.Shown(PlanScene.Owner))["a.pdf"]["state"]!.GetValue<string>());
        Assert.Empty(await scene.Shown(PlanScene.Party));
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Party)).Get(scene.Content(id))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.Guardian(0)).Get($"{scene.MyDocuments}/{id}/content")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await (await scene.At(PlanScene.Owner)).Get(scene.Content(id))).Status);
        var asked = clamd.Asked;
        await scene.Scan();
        // It waits before it asks again.
        Assert.Equal(asked, clamd.Asked);

        clamd.Mode = ClamdMode.Answer;
        town.MoveClock(TimeSpan.FromSeconds(3));
        await scene.Scan();
        Assert.Equal("clean", (await scene.Shown(PlanScene.Party))["a.pdf"]["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_process_that_ends_while_something_lies_in_quarantine_leaves_it_to_the_next()
    {
        var scene = await Scene("201901272391", "198501042389");
        clamd.Mode = ClamdMode.HangUp;
        await scene.Brought(PlanScene.Owner, "a.pdf", Files.Pdf, [PlanScene.Party]);
        clamd.Mode = ClamdMode.Answer;
        town.MoveClock(TimeSpan.FromSeconds(3));

        // A process knows nothing of what another has begun but what stands in the store.
        await using var next = town.WithWebHostBuilder(_ => { });
        await next.Services.GetRequiredService<DocumentScans>().Run(default);
        Assert.Equal("clean", (await scene.Shown(PlanScene.Party))["a.pdf"]["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_taken_away_in_quarantine_stays_away_when_the_daemon_answers()
    {
        var scene = await Scene("201901282382", "198501042397");
        clamd.Mode = ClamdMode.HangUp;
        var id = await scene.Brought(PlanScene.Owner, "a.pdf", Files.Pdf, [PlanScene.Party]);
        _ = (await (await scene.At(PlanScene.Owner)).Post($"{scene.Documents}/{id}/removals", null)).Ok;
        clamd.Mode = ClamdMode.Answer;
        town.MoveClock(TimeSpan.FromSeconds(3));
        await scene.Scan();

        Assert.Equal("removed", (await scene.Shown(PlanScene.Owner))["a.pdf"]["state"]!.GetValue<string>());
        Assert.Equal(0, await scene.Chunks(id));
    }

    [Theory]
    [InlineData("stream: OK", true, null)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND", false, "Win.Test.EICAR_HDB-1")]
    [InlineData("stream: a FOUND FOUND", false, "a FOUND")]
    [InlineData("stream: a\u0007b FOUND", false, "ab")]
    public void The_daemons_line_is_a_verdict(string line, bool isClean, string? finding) => Assert.Equal(new Verdict(isClean, Finding: finding), ClamdScanner.Read(line));

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("stream: OK\n")]
    [InlineData("stream: OK, mostly")]
    [InlineData("stream: FOUND")]
    [InlineData("stream:  FOUND OK")]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    public void Any_other_line_is_none(string line) => Assert.Throws<ScannerUnavailable>(() => ClamdScanner.Read(line));

    [Theory]
    [InlineData("Clamd", "clamd")]
    [InlineData("Clamd", "clamd:0")]
    [InlineData("Clamd", ":3310")]
    [InlineData("LargestBytes", "10 MB")]
    [InlineData("LargestBytes", "0")]
    [InlineData("ScanSeconds", "-1")]
    public void A_wrong_setting_is_named(string name, string value)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new DocumentSettings(new ConfigurationBuilder().AddInMemoryCollection([new($"Kronobarn:Documents:{name}", value)]).Build()));
        Assert.Contains($"Kronobarn:Documents:{name}", fault.Message, StringComparison.Ordinal);
    }

    private async Task<PlanScene> Scene(string child, string guardian)
    {
        clamd.Mode = ClamdMode.Answer;
        return await PlanScene.Lay(town, child, [guardian]);
    }
}
