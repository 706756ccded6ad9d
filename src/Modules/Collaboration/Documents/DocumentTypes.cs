using System.Text;
using System.Text.Unicode;

namespace Kronobarn.Collaboration;

/// <summary>A kind of document that is taken in.</summary>
/// <param name="ContentType">As stored and sent (RFC 6838).</param>
/// <param name="Endings">What its name may end with.</param>
internal sealed record DocumentType(string ContentType, params string[] Endings);

/// <summary>What a content is, told by the content alone: what the sender calls it is asked afterwards. Pure.</summary>
internal static class DocumentTypes
{
    private const long MostUnpacked = 200L * 1024 * 1024;

    public static readonly DocumentType Pdf = new("application/pdf", ".pdf");
    public static readonly DocumentType Png = new("image/png", ".png");
    public static readonly DocumentType Jpeg = new("image/jpeg", ".jpg", ".jpeg");
    public static readonly DocumentType Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    public static readonly DocumentType Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
    public static readonly DocumentType Odt = new("application/vnd.oasis.opendocument.text", ".odt");
    public static readonly DocumentType Text = new("text/plain", ".txt");

    public static readonly IReadOnlyList<DocumentType> All = [Pdf, Png, Jpeg, Docx, Xlsx, Odt, Text];

    // Where macros stand: Office's own, those of Excel 4, and those of OpenDocument.
    private static readonly string[] Macros = ["vbaProject", "vbaData", "/macrosheets/", "/activeX/"];
    private static readonly string[] OdfMacros = ["Basic/", "Scripts/"];

    /// <returns><c>null</c>: none that is taken in.</returns>
    public static DocumentType? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? Pdf
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) && content.Length > 16 && content[12..16].SequenceEqual("IHDR"u8) ? Png
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : content.StartsWith("PK"u8) ? Packed(content)
        : IsText(content) ? Text
        : null;

    public static bool Fits(DocumentType type, string name) => Array.Exists(type.Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static DocumentType? Packed(ReadOnlySpan<byte> content)
    {
        if (ZipDirectory.Read(content) is not { Count: > 0 } entries || !content.StartsWith("PK\x03\x04"u8))
            return null;
        var unpacked = 0L;
        foreach (var entry in entries)
        {
            unpacked += entry.Size;
            if (entry.IsEncrypted || unpacked > MostUnpacked || Array.Exists(Macros, macro => $"/{entry.Name}".Contains(macro, StringComparison.OrdinalIgnoreCase))
                || entry.Name.Contains("..", StringComparison.Ordinal) || entry.Name.Contains('\\', StringComparison.Ordinal) || entry.Name.StartsWith('/'))
                return null;
        }

        return Has("[Content_Types].xml") ? (Has("word/document.xml"), Has("xl/workbook.xml")) switch
        {
            (true, false) => Docx,
            (false, true) => Xlsx,
            _ => null,
        }
        : entries[0].Name == "mimetype" && Encoding.ASCII.GetString(ZipDirectory.Stored(content, entries[0])) == Odt.ContentType && Has("content.xml")
            && !entries.Any(entry => Array.Exists(OdfMacros, macro => entry.Name.StartsWith(macro, StringComparison.OrdinalIgnoreCase))) ? Odt
        : null;

        bool Has(string name) => entries.Any(entry => entry.Name == name);
    }

    // Text for people: no control characters, and nothing that a program would run or a browser draw.
    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || !Utf8.IsValid(content))
            return false;
        foreach (var one in content)
        {
            if (one is < 0x20 and not ((byte)'\n' or (byte)'\r' or (byte)'\t') or 0x7F)
                return false;
        }

        var begin = content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? content[3..] : content;
        begin = begin.TrimStart(" \t\r\n"u8);
        return !begin.IsEmpty && !begin.StartsWith("<"u8) && !begin.StartsWith("#!"u8);
    }
}
