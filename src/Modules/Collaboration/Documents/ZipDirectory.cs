using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Kronobarn.Collaboration;

/// <summary>A file as a zip's central directory tells of it.</summary>
/// <param name="Size">How large it says that it is, unpacked.</param>
/// <param name="At">Where its own header begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ZipEntry(string Name, bool IsEncrypted, bool IsStored, long Size, int Packed, int At);

/// <summary>
/// Reads the central directory of a zip and unpacks nothing, so that there is nothing in it that could blow up. Pure. Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and
/// 4.3.16.
/// </summary>
internal static class ZipDirectory
{
    private const int MostEntries = 10_000;
    private const int EndBytes = 22;
    private const int EntryBytes = 46;
    private const int HeaderBytes = 30;
    private const uint EndMark = 0x06054b50;
    private const uint EntryMark = 0x02014b50;
    private const uint HeaderMark = 0x04034b50;

    /// <returns><c>null</c>: no zip, or one that is odd (in parts, cut off, with something before or behind it, of more than 4 GB).</returns>
    public static IReadOnlyList<ZipEntry>? Read(ReadOnlySpan<byte> file)
    {
        if (End(file) is not { } end)
            return null;
        var (count, size, at) = (U16(file, end + 10), (long)U32(file, end + 12), (long)U32(file, end + 16));
        if (U16(file, end + 4) != 0 || U16(file, end + 6) != 0 || U16(file, end + 8) != count || count > MostEntries || at + size != end)
            return null;
        var entries = new List<ZipEntry>(count);
        var place = (int)at;
        for (var i = 0; i < count; i++)
        {
            if (place + EntryBytes > end || U32(file, place) != EntryMark)
                return null;
            var (name, after) = (U16(file, place + 28), place + EntryBytes + U16(file, place + 28) + U16(file, place + 30) + U16(file, place + 32));
            var (packed, header) = ((long)U32(file, place + 20), (long)U32(file, place + 42));
            if (after > end || header + packed > at)
                return null;
            entries.Add(new ZipEntry(Encoding.UTF8.GetString(file.Slice(place + EntryBytes, name)), (U16(file, place + 8) & 1) != 0, U16(file, place + 10) == 0, U32(file, place + 24), (int)packed, (int)header));
            place = after;
        }

        return place == end ? entries : null;
    }

    /// <summary>What a file says that is stored as it is; nothing where it is packed, or not where the directory says.</summary>
    public static ReadOnlySpan<byte> Stored(ReadOnlySpan<byte> file, ZipEntry entry)
    {
        if (!entry.IsStored || entry.At + HeaderBytes > file.Length || U32(file, entry.At) != HeaderMark)
            return [];
        var begin = entry.At + HeaderBytes + U16(file, entry.At + 26) + U16(file, entry.At + 28);
        return begin + (long)entry.Packed > file.Length ? [] : file.Slice(begin, entry.Packed);
    }

    // A comment may stand behind the end mark, and nothing behind that.
    private static int? End(ReadOnlySpan<byte> file)
    {
        for (var at = file.Length - EndBytes; at >= Math.Max(0, file.Length - EndBytes - ushort.MaxValue); at--)
        {
            if (U32(file, at) == EndMark && at + EndBytes + U16(file, at + 20) == file.Length)
                return at;
        }

        return null;
    }

    private static int U16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint U32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
}
