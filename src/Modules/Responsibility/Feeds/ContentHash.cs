using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// A fingerprint of what Kronobarn uses of a record: the same on every machine and in every release that reads the same members, and
/// blind to white space, member order and members that are not used. Half of a SHA-256.
/// </summary>
internal readonly record struct ContentHash(UInt128 Value) : IComparable<ContentHash>
{
    public int CompareTo(ContentHash other) => Value.CompareTo(other.Value);

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    public static bool operator <(ContentHash left, ContentHash right) => left.Value < right.Value;

    public static bool operator >(ContentHash left, ContentHash right) => left.Value > right.Value;

    public static bool operator <=(ContentHash left, ContentHash right) => left.Value <= right.Value;

    public static bool operator >=(ContentHash left, ContentHash right) => left.Value >= right.Value;
}

/// <summary>Collects a record's parts in the order in which the code reads them. Every part tells its length, so that parts cannot run together.</summary>
internal sealed class ContentHasher
{
    private const int Absent = -1;
    private byte[] _bytes = new byte[1024];
    private int _length;

    public void Add(ReadOnlySpan<char> text)
    {
        Add(Encoding.UTF8.GetByteCount(text));
        Room(text.Length * 3);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    public void Add(string? text)
    {
        if (text is null)
            Add(Absent);
        else
            Add(text.AsSpan());
    }

    public void Add(int number)
    {
        Room(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), number);
        _length += sizeof(int);
    }

    public void Add(DateOnly? day) => Add(day?.DayNumber ?? Absent);

    public void Add(Guid id)
    {
        Room(16);
        id.TryWriteBytes(_bytes.AsSpan(_length), bigEndian: true, out var written);
        _length += written;
    }

    public void Add(ContentHash hash)
    {
        Room(16);
        BinaryPrimitives.WriteUInt128BigEndian(_bytes.AsSpan(_length), hash.Value);
        _length += 16;
    }

    /// <summary>The fingerprint of what was added; the hasher is empty again afterwards.</summary>
    public ContentHash Finish()
    {
        Span<byte> full = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _length), full);
        _length = 0;
        return new ContentHash(BinaryPrimitives.ReadUInt128BigEndian(full));
    }

    /// <summary>Forgets what was added.</summary>
    public void Clear() => _length = 0;

    /// <summary>One fingerprint for many records, the same whatever order they came in.</summary>
    public static ContentHash OfAll(IEnumerable<ContentHash> records)
    {
        var sorted = records.ToArray();
        Array.Sort(sorted);
        var all = new ContentHasher();
        foreach (var hash in sorted)
            all.Add(hash);
        return all.Finish();
    }

    /// <summary>A key that is the same each time for the same parts (RFC 9562, version 8); the hasher is empty again afterwards.</summary>
    public Guid FinishAsKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Finish().Value);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    private void Room(int more)
    {
        if (_bytes.Length - _length < more)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
