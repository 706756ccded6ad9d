using System.Text.Json;
using System.Text.Unicode;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// Reads one page as a stream and hands over its entities one at a time, so that a file with a whole county's pupils is never held in
/// memory. Both envelopes are read: <c>{"data":[…],"pageToken":null}</c> and <c>{"persons":[…]}</c>; deleted entities may lie in lists
/// by kind. A page that is torn, not UTF-8 or without its list refuses the feed.
/// </summary>
internal sealed class Ss12000Page(string kind, string at, long mostBytes, Action<string?, JsonElement?> entity)
{
    private const int LargestEntity = 1024 * 1024;
    private static readonly JsonDocumentOptions NothingTwice = new() { AllowDuplicateProperties = false };

    private byte[] _buffer = new byte[64 * 1024];
    private JsonReaderState _state;
    private Place _place = Place.Start;
    private bool _listed;
    private string? _listKind;
    private string? _pageToken;

    private enum Place
    {
        Start,
        Page,
        List,
        Kinds,
        End,
    }

    /// <summary>Reads to the end and answers with the token of the next page, or null. Throws <see cref="FeedRefused"/>.</summary>
    public async Task<string?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var (filled, total, atEnd) = (0, 0L, false);
        while (!atEnd)
        {
            if (filled > LargestEntity)
                throw new FeedRefused(at, "an entity is larger than 1 MiB");
            if (filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await stream.ReadAsync(_buffer.AsMemory(filled), cancellation);
            atEnd = read == 0;
            var mark = total == 0 && _buffer.AsSpan(0, read).StartsWith("\uFEFF"u8) ? 3 : 0;
            total += read;
            filled += read;
            if (total > mostBytes)
                throw new FeedRefused(at, "the page is too large");
            var used = Consume(mark, filled, atEnd);
            _buffer.AsSpan(used, filled - used).CopyTo(_buffer);
            filled -= used;
        }

        if (_place != Place.End)
            throw new FeedRefused(at, "cut off");
        if (!_listed)
            throw new FeedRefused(at, "the page has no list of entities");
        return _pageToken;
    }

    private int Consume(int from, int to, bool atEnd)
    {
        try
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(from, to - from), atEnd, _state);
            while (true)
            {
                var before = reader;
                if (Step(ref reader, from))
                    continue;
                reader = before;
                break;
            }

            _state = reader.CurrentState;
            var used = from + (int)reader.BytesConsumed;
            if (!Utf8.IsValid(_buffer.AsSpan(from, used - from)))
                throw new FeedRefused(at, "not UTF-8");
            return used;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FeedRefused(at, "not JSON, broken or cut off");
        }
    }

    /// <summary>Takes one member, one entity or one bracket; false when more bytes are needed for it.</summary>
    private bool Step(ref Utf8JsonReader reader, int offset)
    {
        if (!reader.Read())
            return false;
        switch (_place)
        {
            case Place.Start:
                Expect(reader.TokenType == JsonTokenType.StartObject);
                _place = Place.Page;
                return true;
            case Place.Page when reader.TokenType == JsonTokenType.EndObject:
                _place = Place.End;
                return true;
            case Place.Page:
                return PageMember(ref reader);
            case Place.Kinds when reader.TokenType == JsonTokenType.EndObject:
                _place = Place.Page;
                return true;
            case Place.Kinds:
                return KindMember(ref reader);
            case Place.List when reader.TokenType == JsonTokenType.EndArray:
                _place = _listKind is null ? Place.Page : Place.Kinds;
                return true;
            default:
                return Entity(ref reader, offset);
        }
    }

    private bool PageMember(ref Utf8JsonReader reader)
    {
        var isList = reader.ValueTextEquals("data"u8) || reader.ValueTextEquals(kind);
        var isToken = reader.ValueTextEquals("pageToken"u8);
        if (!reader.Read())
            return false;
        if (!isList && !isToken)
            return reader.TrySkip();
        if (isToken)
        {
            Expect(reader.TokenType is JsonTokenType.String or JsonTokenType.Null);
            _pageToken = reader.GetString() is { Length: > 0 } token ? token : null;
            return true;
        }

        Expect(!_listed);
        _listed = true;
        _listKind = null;
        Expect(reader.TokenType == JsonTokenType.StartArray
            || (reader.TokenType == JsonTokenType.StartObject && kind is Ss12000Kinds.Deleted));
        _place = reader.TokenType == JsonTokenType.StartArray ? Place.List : Place.Kinds;
        return true;
    }

    private bool KindMember(ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        if (!reader.Read())
            return false;
        if (reader.TokenType != JsonTokenType.StartArray)
            return reader.TrySkip();
        _listKind = name;
        _place = Place.List;
        return true;
    }

    private bool Entity(ref Utf8JsonReader reader, int offset)
    {
        var start = offset + (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
            return false;
        var bytes = _buffer.AsMemory(start, offset + (int)reader.BytesConsumed - start);
        if (!Utf8.IsValid(bytes.Span))
            throw new FeedRefused(at, "not UTF-8");
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(bytes, NothingTwice);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader has passed it as JSON already, so the fault is a key that stands twice or is not Unicode.
        }

        using (document)
            entity(_listKind, document?.RootElement);
        return true;
    }

    private void Expect(bool so)
    {
        if (!so)
            throw new FeedRefused(at, "not a page of SS 12000");
    }
}
