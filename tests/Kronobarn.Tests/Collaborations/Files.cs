using System.IO.Compression;
using System.Text;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Contents of each kind, as small as they can be.</summary>
internal static class Files
{
    public const string Odt = "application/vnd.oasis.opendocument.text";

    public static byte[] Pdf => "%PDF-1.7\n%%EOF\n"u8.ToArray();

    public static byte[] Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 1];

    public static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 0, 16];

    public static byte[] Docx => Zip("[Content_Types].xml", "word/document.xml");

    public static byte[] Xlsx => Zip("[Content_Types].xml", "xl/workbook.xml");

    public static byte[] OdtFile => Zip(Odt, "content.xml");

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A zip with files of these names; one named by OpenDocument's type is its <c>mimetype</c>, stored as it is.</summary>
    public static byte[] Zip(params string[] names)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                var isType = name == Odt;
                using var entry = zip.CreateEntry(isType ? "mimetype" : name, isType ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes(isType ? Odt : "<x>Något som packas. Något som packas.</x>"));
            }
        }

        return file.ToArray();
    }
}
