using System.Text;
using Kronobarn.Collaboration;

namespace Kronobarn.Tests.Collaborations;

/// <summary>What a content is taken for, told by its bytes alone.</summary>
public sealed class DocumentTypeTests
{
    public static TheoryData<string, byte[], string?> Contents => new()
    {
        { "a pdf", Files.Pdf, "application/pdf" },
        { "a png", Files.Png, "image/png" },
        { "a jpeg", Files.Jpeg, "image/jpeg" },
        { "a docx", Files.Docx, DocumentTypes.Docx.ContentType },
        { "an xlsx", Files.Xlsx, DocumentTypes.Xlsx.ContentType },
        { "an odt", Files.OdtFile, DocumentTypes.Odt.ContentType },
        { "Swedish text", Files.Text("Hej på dig, åäö.\r\n\tIndraget."), "text/plain" },
        { "text with a byte order mark", [0xEF, 0xBB, 0xBF, .. "Hej."u8], "text/plain" },
        { "text that compares", Files.Text("5 < 7, och 3 > 1."), "text/plain" },
        { "nothing", [], null },
        { "blanks", Files.Text(" \n"), null },
        { "a program for Windows", [(byte)'M', (byte)'Z', 0x90, 0, 3], null },
        { "a program for Linux", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2], null },
        { "a script", Files.Text("#!/bin/sh\nrm -rf /\n"), null },
        { "html", Files.Text("<!doctype html><script>alert(1)</script>"), null },
        { "html behind blanks and a byte order mark", [0xEF, 0xBB, 0xBF, .. "\n\t <html>"u8], null },
        { "svg", Files.Text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), null },
        { "text in Latin-1", Encoding.Latin1.GetBytes("åäö"), null },
        { "text with a zero", Files.Text("Hej\0"), null },
        { "text with an escape", Files.Text("Hej\u001b[2J"), null },
        { "a png's name without its head", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], null },
        { "a pdf that begins later", Files.Text("Hej %PDF-1.7\0"), null },
        { "a plain zip", Files.Zip("a.txt"), null },
        { "a docx with macros", Files.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null },
        { "a docx with macros in other letters", Files.Zip("[Content_Types].xml", "word/document.xml", "word/VBAPROJECT.BIN"), null },
        { "an xlsx with macros of Excel 4", Files.Zip("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"), null },
        { "a docx with ActiveX", Files.Zip("[Content_Types].xml", "word/document.xml", "word/activeX/activeX1.bin"), null },
        { "an odt with macros", Files.Zip(Files.Odt, "content.xml", "Basic/Standard/Module1.xml"), null },
        { "an odt that says so last", Files.Zip("content.xml", Files.Odt), null },
        { "a docx and an xlsx in one", Files.Zip("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), null },
        { "a docx that climbs out", Files.Zip("[Content_Types].xml", "word/document.xml", "../../etc/passwd"), null },
        { "a docx that is cut off", Files.Docx[..^1], null },
        { "a docx with something behind it", [.. Files.Docx, 0], null },
        { "a docx with something before it", [(byte)'P', (byte)'K', .. Files.Docx], null },
        { "a docx that is locked", Changed(Files.Docx, 8, 1), null },
        { "a docx that unpacks to 4 GB", Changed(Files.Docx, 24, 0xFF, 0xFF, 0xFF, 0xFE), null },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void The_bytes_decide_what_a_content_is(string told, byte[] content, string? type) => Assert.True(DocumentTypes.Of(content)?.ContentType == type, $"{told}: {DocumentTypes.Of(content)?.ContentType}");

    [Theory]
    [InlineData("application/pdf", "Utlåtande.PDF", true)]
    [InlineData("image/jpeg", "foto.jpeg", true)]
    [InlineData("image/jpeg", "foto.png", false)]
    [InlineData("application/pdf", "utlåtande", false)]
    [InlineData("application/pdf", "utlåtande.pdf.exe", false)]
    public void A_names_ending_agrees_or_not(string type, string name, bool fits) => Assert.Equal(fits, DocumentTypes.Fits(DocumentTypes.All.Single(t => t.ContentType == type), name));

    [Theory]
    [InlineData("Läkarutlåtande 3 (åäö) 😀.pdf", true)]
    [InlineData("", false)]
    [InlineData("../hemligt.pdf", false)]
    [InlineData("C:\\hemligt.pdf", false)]
    [InlineData("a\nb.pdf", false)]
    [InlineData("a\0.pdf", false)]
    [InlineData(".pdf", false)]
    [InlineData(" a.pdf", false)]
    [InlineData("a.pdf.", false)]
    [InlineData("a\"b.pdf", false)]
    [InlineData("a\u202Efdp.exe", false)]
    [InlineData("a\u2028b.pdf", false)]
    [InlineData("halv\uD83D.pdf", false)]
    public void A_name_is_one_that_can_be_saved_and_read(string name, bool isGood) => Assert.Equal(isGood, DocumentNames.Is(name));

    [Fact]
    public void Whatever_the_bytes_are_they_get_an_answer()
    {
        var chance = new Random(20260302);
        var seeds = new[] { Files.Docx, Files.Xlsx, Files.OdtFile, Files.Pdf, Files.Png };
        var taken = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var content = (byte[])seeds[i % seeds.Length].Clone();
            for (var change = chance.Next(1, 6); change > 0; change--)
                content[chance.Next(content.Length)] = (byte)chance.Next(256);
            if (DocumentTypes.Of(content.AsSpan(0, chance.Next(content.Length + 1))) is not null)
                taken++;
        }

        // Some changes hit what nobody asks about.
        Assert.InRange(taken, 1, 19_999);
    }

    // In the first entry of the central directory, whose mark is the last of its kind but those behind it.
    private static byte[] Changed(byte[] zip, int at, params byte[] value)
    {
        var entry = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        value.CopyTo(zip, entry + at);
        return zip;
    }
}
