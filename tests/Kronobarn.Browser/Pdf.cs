using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Kronobarn.Browser;

/// <summary>Reads a PDF's objects as text: what is compressed in it unpacked, one thing after the other. Enough to look for a word of its structure.</summary>
internal static partial class Pdf
{
    private static readonly byte[] Begins = "stream"u8.ToArray(), Ends = "endstream"u8.ToArray();

    public static string Text(byte[] pdf)
    {
        var text = new StringBuilder(Encoding.Latin1.GetString(pdf));
        for (var at = pdf.AsSpan().IndexOf(Begins); at >= 0;)
        {
            var from = at + Begins.Length;
            while (pdf[from] is (byte)'\r' or (byte)'\n')
                from++;
            var length = pdf.AsSpan(from).IndexOf(Ends);
            if (length < 0)
                break;
            text.Append(Unpacked(pdf.AsMemory(from, length)));
            var next = pdf.AsSpan(from + length + Ends.Length).IndexOf(Begins);
            at = next < 0 ? -1 : from + length + Ends.Length + next;
        }

        return Wide().Replace(text.ToString(), words => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(words.Groups["hex"].Value)));
    }

    // Words with other letters than English ones, such as a heading's in the outline.
    [GeneratedRegex("<FEFF(?<hex>(?:[0-9A-F]{4})+)>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Wide();

    private static string Unpacked(ReadOnlyMemory<byte> stream)
    {
        try
        {
            using var unpacked = new MemoryStream();
            using var packed = new ZLibStream(new MemoryStream(stream.ToArray()), CompressionMode.Decompress);
            packed.CopyTo(unpacked);
            return Encoding.Latin1.GetString(unpacked.ToArray());
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }
}
