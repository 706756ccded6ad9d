using System.Net;
using System.Text;
using Kronobarn.Shell;

namespace Kronobarn.Browser;

/// <summary>What is handed over a table: each paper as a real PDF, made by the browser that the deployment names.</summary>
public sealed class PaperTests
{
    [InBrowser]
    public async Task Each_paper_is_a_tagged_pdf_in_swedish_that_names_nobody_outside()
    {
        var county = await County.Shared;
        var way = await Story.WithoutScripts;
        var cast = way.Cast;
        foreach (var (name, someone, address, says) in await Addresses(county, way, cast))
        {
            using var client = someone;
            using var answer = await client.GetAsync($"{address}?format=pdf");
            var pdf = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{name}: {answer.StatusCode} {answer.Headers.Location}");
            if (Environment.GetEnvironmentVariable("KRONOBARN_SCREENS") is { Length: > 0 } folder)
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.pdf"), pdf);

            var text = Pdf.Text(pdf);
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
            Assert.Contains("/StructTreeRoot", text, StringComparison.Ordinal);
            Assert.Contains("/Marked true", text, StringComparison.Ordinal);
            Assert.Contains("/Lang (sv", text, StringComparison.Ordinal);
            Assert.All(says, words => Assert.Contains(words, text, StringComparison.Ordinal));
            // Links of ours lead nowhere from a paper, and must not tell where it was made.
            Assert.DoesNotContain("file://", text, StringComparison.Ordinal);
            Assert.EndsWith(".pdf", answer.Content.Headers.ContentDisposition?.FileNameStar ?? answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
            Assert.All(cast.ChildName.Split(' '), part => Assert.DoesNotContain(part, $"{answer.Content.Headers.ContentDisposition} {address}", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task<IReadOnlyList<(string Name, HttpClient Someone, string Address, string[] Says)>> Addresses(County county, Way way, Cast cast)
    {
        await using var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await using var mother = await (await county.Visitor()).AsFamily(cast.Mother);
        await using var child = await (await county.Visitor()).AsFamily(cast.ChildNumber);
        await rektor.Go(Paths.Consents(cast.Child));
        var form = (await rektor.Page.Locator("main a[href$='/blankett']").First.GetAttributeAsync("href"))!;
        return
        [
            ("plan", await rektor.Client(), $"{Paths.Plan(way.PlanId)}/utskrift", [$"Barnets plan: {cast.ChildName}", "Behov: En skoldag som går att orka.", "Mål: Barnet är i skolan hela dagar igen, och vill vara där."]),
            ("consent", await rektor.Client(), form, ["Samtycke till samverkan", "Vad vi frågar om", "Det är frivilligt"]),
            ("plan-of-the-guardian", await mother.Client(), $"{Paths.FamilyChild(cast.Child)}/plan/utskrift", ["Barnets plan", "Behov och mål", "Vem hjälper till med vad"]),
            ("plan-of-the-child", await child.Client(), $"{Paths.FamilyChild(cast.Child)}/plan/utskrift", ["Min plan", "Vem hjälper mig med vad"]),
            ("extract", await mother.Client(), $"{Paths.FamilyChild(cast.Child)}/utdrag", [$"Utdrag: {cast.ChildName}", "Vårdnadshavare", "Barnets plan"]),
        ];
    }
}
