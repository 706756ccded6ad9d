using System.Net;
using System.Security.Cryptography;
using Kronobarn.Collaboration;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Documents on the plan, where nothing is scanned (Development): what is taken in, and who has it.</summary>
public sealed class DocumentTests(Town town) : IClassFixture<Town>
{
    private const int Largest = 10 * 1024 * 1024;

    [Fact]
    public async Task A_document_is_for_those_who_are_named_and_is_always_saved_and_never_shown()
    {
        var scene = await PlanScene.Lay(town, "201901122380", ["198501112398", "198501122389"]);
        var id = await scene.Brought(PlanScene.Owner, "Läkarutlåtande åäö.pdf", Files.Pdf, [PlanScene.Party], await scene.Member(0));

        var own = (await scene.Shown(PlanScene.Owner))["Läkarutlåtande åäö.pdf"];
        Assert.Equal(("clean", true, Hash(Files.Pdf)), (own["state"]!.GetValue<string>(), own["isUnscanned"]!.GetValue<bool>(), own["sha256"]!.GetValue<string>()));
        using var answer = await (await scene.At(PlanScene.Party)).Client.GetAsync(scene.Content(id));
        Assert.Equal(Files.Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "Läkarutlåtande åäö.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal(("application/pdf", "nosniff"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        var guardian = await scene.Guardian(0);
        Assert.Equal("Läkarutlåtande åäö.pdf", (await guardian.Get(scene.MyDocuments)).Ok["documents"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(Files.Pdf, await guardian.Client.GetByteArrayAsync($"{scene.MyDocuments}/{id}/content"));

        Assert.Empty(await scene.Shown(PlanScene.Other));
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Other)).Get(scene.Content(id))).Status);
        Assert.Equal("""{"documents":[]}""", (await (await scene.Guardian(1)).Get(scene.MyDocuments)).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.Guardian(1)).Get($"{scene.MyDocuments}/{id}/content")).Status);
        var told = await scene.Collaboration(db => db.Query<string>("SELECT Action FROM Collaboration.Audit WHERE SubjectId = @Child AND Slice = 'GetDocumentContent' AND Outcome = 'done'", new { scene.Child }));
        Assert.Equal(["disclosed"], told);
    }

    [Fact]
    public async Task A_withdrawn_consent_closes_the_document_and_its_name_for_the_other_unit()
    {
        var scene = await PlanScene.Lay(town, "201901132397", ["198501122397"]);
        var id = await scene.Brought(PlanScene.Owner, "Utredning.docx", Files.Docx, [PlanScene.Party, PlanScene.Other]);
        await scene.Withdraw(PlanScene.Party);

        Assert.Empty(await scene.Shown(PlanScene.Party));
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Party)).Get(scene.Content(id))).Status);
        Assert.Equal("Utredning.docx", Assert.Single(await scene.Shown(PlanScene.Other)).Key);
        var refused = await scene.Upload(await scene.At(PlanScene.Owner), "Ny.txt", Files.Text("Hej."), [PlanScene.Other, PlanScene.Party]);
        Assert.Equal(("consent-missing", true), (Code(refused), refused.Body.Contains(PlanScene.Party, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_its_unit_takes_away_is_wiped_and_nobody_else_can()
    {
        var scene = await PlanScene.Lay(town, "201901142388", ["198501132388"]);
        var id = await scene.Brought(PlanScene.Owner, "Fel barn.txt", Files.Text("Hör till någon annan."), [PlanScene.Party]);
        var url = $"{scene.Documents}/{id}/removals";
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Party)).Post(url, null)).Status);
        Assert.Equal(1, await scene.Chunks(id));

        Assert.Equal("removed", (await (await scene.At(PlanScene.Owner)).Post(url, null)).Ok["state"]!.GetValue<string>());
        Assert.Equal(0, await scene.Chunks(id));
        Assert.Equal("removed", (await scene.Shown(PlanScene.Owner))["Fel barn.txt"]["state"]!.GetValue<string>());
        Assert.Empty(await scene.Shown(PlanScene.Party));
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.At(PlanScene.Party)).Get(scene.Content(id))).Status);
        Assert.Equal("not-clean", Code(await (await scene.At(PlanScene.Owner)).Get(scene.Content(id))));
        Assert.Equal("wrong-state", Code(await (await scene.At(PlanScene.Owner)).Post(url, null)));
    }

    [Fact]
    public async Task Bad_input_is_told_and_leaves_nothing()
    {
        var scene = await PlanScene.Lay(town, "201901152395", ["198501132396"]);
        var owner = await scene.At(PlanScene.Owner);
        foreach (var (name, content, status) in ((string?, byte[], HttpStatusCode)[])[
            ("tom.txt", [], HttpStatusCode.BadRequest),
            (null, Files.Pdf, HttpStatusCode.BadRequest),
            ("../a.pdf", Files.Pdf, HttpStatusCode.BadRequest),
            ("a\r\nX: y.pdf", Files.Pdf, HttpStatusCode.BadRequest),
            ($"{new string('a', 200)}.pdf", Files.Pdf, HttpStatusCode.BadRequest),
            ("bild.png", Files.Pdf, HttpStatusCode.BadRequest),
            ("utlåtande.pdf", "MZ\x90\0"u8.ToArray(), HttpStatusCode.UnsupportedMediaType),
            ("sida.txt", Files.Text("<html><script>alert(1)</script>"), HttpStatusCode.UnsupportedMediaType),
            ("makro.docx", Files.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), HttpStatusCode.UnsupportedMediaType),
            ("stor.txt", Large(Largest + 1), HttpStatusCode.RequestEntityTooLarge)])
        {
            var answer = await scene.Upload(owner, name, content);
            Assert.True(answer.Status == status, $"{name}: {answer.Status} {answer.Body[..Math.Min(300, answer.Body.Length)]}");
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await scene.Upload(owner, "a.pdf", Files.Pdf, [])).Status);
        Assert.Empty(await scene.Shown(PlanScene.Owner));
        Assert.Equal(0, await scene.Collaboration(db => db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.Document WHERE ChildId = @Child", new { scene.Child })));
    }

    [Fact]
    public async Task The_largest_document_comes_back_as_it_was_and_a_byte_more_is_too_large_for_this_route_alone()
    {
        var scene = await PlanScene.Lay(town, "201901162386", ["198501142387"]);
        var content = Large(Largest);
        var id = await scene.Brought(PlanScene.Owner, "Stor.txt", content, [PlanScene.Party]);

        Assert.Equal(Hash(content), Hash(await (await scene.At(PlanScene.Party)).Client.GetByteArrayAsync(scene.Content(id))));
        // The test server keeps no limits; the real one reads them from the route.
        var limits = town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).Where(e => e.Metadata.GetMetadata<SliceMetadata>() is not null)
            .Select(e => (e.Metadata.GetMetadata<SliceMetadata>()!.Slice, e.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize)).Where(l => l.MaxRequestBodySize > 1024 * 1024);
        Assert.Equal([("UploadDocument", Largest)], limits.ToArray());
    }

    [Fact]
    public async Task Two_that_come_at_once_both_stand_and_the_same_key_brings_one()
    {
        var scene = await PlanScene.Lay(town, "201901172393", ["198501142395"]);
        var owner = await scene.At(PlanScene.Owner);
        var both = await Task.WhenAll(scene.Upload(owner, "Ett.txt", Files.Text("Ett.")), scene.Upload(owner, "Två.txt", Files.Text("Två.")));
        Assert.All(both, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        await scene.Scan();
        Assert.Equal("Ett.txt, Två.txt", string.Join(", ", (await scene.Shown(PlanScene.Party)).Keys.Order(StringComparer.Ordinal)));

        owner.Client.DefaultRequestHeaders.Add("Idempotency-Key", "en-gång");
        var first = (await scene.Upload(owner, "Tre.txt", Files.Text("Tre."))).Created;
        Assert.Equal(first.ToJsonString(), (await scene.Upload(owner, "Tre.txt", Files.Text("Tre."))).Created.ToJsonString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await scene.Upload(owner, "Tre.txt", Files.Text("Fyra."))).Status);
    }

    [Fact]
    public async Task A_closed_plan_takes_no_document_in()
    {
        var scene = await PlanScene.Lay(town, "201901182384", ["198501152386"]);
        await scene.Close();
        Assert.Equal("wrong-state", Code(await scene.Upload(await scene.At(PlanScene.Owner), "a.pdf", Files.Pdf)));
    }

    [Fact]
    public async Task A_guardian_whose_view_is_closed_has_no_documents()
    {
        var scene = await PlanScene.Lay(town, "201901192391", ["198501152394", "198501162385"]);
        var id = await scene.Brought(PlanScene.Owner, "a.pdf", Files.Pdf, [], await scene.Member(0), await scene.Member(1));
        await scene.CloseView(1);

        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.Guardian(1)).Get(scene.MyDocuments)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await scene.Guardian(1)).Get($"{scene.MyDocuments}/{id}/content")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await scene.Guardian(0)).Get($"{scene.MyDocuments}/{id}/content")).Status);
    }

    [Fact]
    public async Task Outside_Development_nothing_is_taken_in_without_a_scanner_and_the_answer_says_what_to_set()
    {
        var scene = await PlanScene.Lay(town, "201901202380", ["198501162393"]);
        using var elsewhere = town.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.Replace(ServiceDescriptor.Singleton<IDocumentScanner>(new NoScanner(new Production())))));
        var owner = new Staff(elsewhere.CreateClient());
        owner.Client.DefaultRequestHeaders.Authorization = (await scene.At(PlanScene.Owner)).Client.DefaultRequestHeaders.Authorization;

        var answer = await scene.Upload(owner, "a.pdf", Files.Pdf);
        Assert.Equal(("not-scanned", true), (Code(answer), answer.Body.Contains("Kronobarn:Documents:Clamd", StringComparison.Ordinal)));
    }

    private static byte[] Large(int bytes)
    {
        var content = new byte[bytes];
        Array.Fill(content, (byte)'a');
        return content;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string? Code(Answer answer) => answer.Status == HttpStatusCode.Conflict ? answer.Json["code"]?.GetValue<string>() : $"{answer.Status}: {answer.Body}";

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
