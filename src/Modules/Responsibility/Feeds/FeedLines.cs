using System.Buffers;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>The lines of a stream, one at a time, in one buffer that never grows past the longest line allowed.</summary>
internal sealed class FeedLines(Stream stream) : IDisposable
{
    /// <summary>The longest line, in bytes.</summary>
    public const int Longest = 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _start;
    private int _filled;
    private bool _atEnd;

    /// <summary>The current line without its line feed; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>The current line's number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Goes to the next line that is not blank; false after the last one.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (!await LineAsync(cancellation))
                return false;
            if (Number == 1 && Current.Span.StartsWith("\uFEFF"u8))
                Current = Current[3..];
            if (Current.Span.ContainsAnyExcept(" \t\r"u8))
                return true;
        }
    }

    public void Dispose()
    {
        // What stood in the buffer is personal data: the next to rent it shall not find it.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
    }

    private async ValueTask<bool> LineAsync(CancellationToken cancellation)
    {
        var searched = _start;
        while (true)
        {
            var found = _buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(searched + found, 1);
            if (_atEnd)
                return _start < _filled && Take(_filled, 0);
            if (_filled - _start > Longest)
                throw new FeedRefused($"line {Number + 1}", "longer than 1 MiB");
            searched = MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellation);
            _filled += read;
            _atEnd = read == 0;
        }
    }

    private bool Take(int end, int feed)
    {
        if (end - _start > Longest)
            throw new FeedRefused($"line {Number + 1}", "longer than 1 MiB");
        Current = _buffer.AsMemory(_start, end - _start);
        _start = end + feed;
        Number++;
        return true;
    }

    private int MakeRoom()
    {
        _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
        _filled -= _start;
        _start = 0;
        if (_filled == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }

        return _filled;
    }
}
