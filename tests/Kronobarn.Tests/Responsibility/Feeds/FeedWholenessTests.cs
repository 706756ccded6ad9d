using System.Text;
using Kronobarn.Responsibility.Feeds;
using Xunit.Abstractions;

namespace Kronobarn.Tests.Responsibility.Feeds;

public class FeedWholenessTests(ITestOutputHelper output)
{
    private static readonly byte[] Feed = Ndjson.Bytes(
        "population",
        Ndjson.Birth,
        $$"""{"type":"move","id":"m1","personnummer":"{{TestNumbers.Child}}","municipality":null,"date":"2020-01-01"}""");

    [Fact]
    public async Task A_feed_cut_off_at_any_byte_is_refused_as_a_whole()
    {
        for (var length = 0; length < Feed.Length - 1; length++)
            await Assert.ThrowsAsync<FeedRefused>(() => Ndjson.Population(Feed[..length]));
        Assert.Equal(2, (await Ndjson.Population(Feed[..^1])).Records.Count);
    }

    [Fact]
    public async Task A_flipped_byte_never_breaks_the_reader_or_loses_a_record_silently()
    {
        var random = new Random(20260801);
        var (refused, rejected, read) = (0, 0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (byte[])Feed.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                var feed = await Ndjson.Population(bytes);
                Assert.Equal(2, feed.Read);
                Assert.Equal(2, feed.Records.Count + feed.Rejections.Count);
                rejected += feed.Rejections.Count > 0 ? 1 : 0;
                read++;
            }
            catch (FeedRefused)
            {
                refused++;
            }
        }

        output.WriteLine($"{refused} refused, {read} read, {rejected} of them with a rejection");
        Assert.True(refused > 0 && rejected > 0);
    }

    [Theory]
    [InlineData("", "empty, no header")]
    [InlineData("{}\n", "not the header of a population feed")]
    [InlineData("[]\n", "not a header")]
    [InlineData("""{"feed":"health","version":1,"createdAt":"2026-08-01T02:00:00Z"}""", "not the header of a population feed")]
    [InlineData("""{"feed":"population","version":2,"createdAt":"2026-08-01T02:00:00Z"}""", "not version 1")]
    [InlineData("""{"feed":"population","version":"1","createdAt":"2026-08-01T02:00:00Z"}""", "not version 1")]
    [InlineData("""{"feed":"population","version":1,"createdAt":"igår"}""", "createdAt is not a time")]
    [InlineData("""{"feed":"population","version":1,"createdAt":"2026-08-01T02:00:00Z","x":1}""", "unknown member in the header")]
    [InlineData("""{"feed":"population","feed":"population","version":1,"createdAt":"2026-08-01T02:00:00Z"}""", "not a header")]
    public async Task A_wrong_header_refuses_the_feed(string text, string reason)
        => Assert.Equal(reason, (await Assert.ThrowsAsync<FeedRefused>(() => Ndjson.Population(Encoding.UTF8.GetBytes(text)))).Reason);

    [Theory]
    [InlineData("\"records\":2", "\"records\":3")]
    [InlineData("\"records\":2", "\"records\":2.5")]
    [InlineData("\"records\":2", "\"records\":null")]
    [InlineData("\"end\":true", "\"end\":false")]
    [InlineData("\"records\":2}", "\"records\":2}\n{\"type\":\"withdraw\",\"id\":\"b1\"}")]
    [InlineData("\"records\":2}", "\"records\":2,\"more\":1}")]
    [InlineData("{\"type\":\"move\"", "\"type\":\"move\"")]
    public async Task A_wrong_end_or_a_broken_line_refuses_the_feed(string sound, string broken)
        => await Assert.ThrowsAsync<FeedRefused>(() => Ndjson.Population(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Feed).Replace(sound, broken, StringComparison.Ordinal))));

    [Fact]
    public async Task A_feed_that_is_not_UTF_8_is_refused()
    {
        var refused = await Assert.ThrowsAsync<FeedRefused>(() => Ndjson.Population(Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(Feed))));
        Assert.Equal(("line 2", "not UTF-8"), (refused.At, refused.Reason));
        await Assert.ThrowsAsync<FeedRefused>(() => Ndjson.Population(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Feed))));
    }

    [Fact]
    public async Task A_byte_order_mark_Windows_line_ends_and_blank_lines_do_no_harm()
    {
        var text = Encoding.UTF8.GetString(Feed).Replace("\n", "\r\n\r\n", StringComparison.Ordinal);
        Assert.Equal(2, (await Ndjson.Population([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)])).Records.Count);
    }

    [Fact]
    public async Task A_line_longer_than_one_mebibyte_refuses_the_feed()
    {
        var refused = await Assert.ThrowsAsync<FeedRefused>(
            () => Ndjson.Population(Ndjson.Bytes("population", Ndjson.Birth.Replace("Åsa", new string('x', FeedLines.Longest), StringComparison.Ordinal))));
        Assert.Equal(("line 2", "longer than 1 MiB"), (refused.At, refused.Reason));
        var rejected = await Ndjson.Rejected("population", Ndjson.Birth.Replace("Åsa", new string('x', FeedLines.Longest - 1000), StringComparison.Ordinal));
        Assert.Equal("givenName", rejected.Field);
    }
}
