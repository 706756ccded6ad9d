using System.Text;
using Kronobarn.Responsibility.Feeds;
using Xunit.Abstractions;
using static Kronobarn.Tests.Responsibility.Feeds.Ss12000Files;

namespace Kronobarn.Tests.Responsibility.Feeds;

public class Ss12000WholenessTests(ITestOutputHelper output)
{
    private static readonly string Page = $$"""{"data":[{{Pupil(Enrolment("GR", "2025-08-18"))}},{"id":"{{Guardian}}"}],"pageToken":null}""";

    [Fact]
    public async Task A_page_torn_at_any_byte_refuses_the_feed()
    {
        var bytes = Encoding.UTF8.GetBytes(Page);
        for (var length = 0; length < bytes.Length; length++)
            await Assert.ThrowsAsync<FeedRefused>(() => Read(bytes[..length]));
        Assert.Equal(2, await Read(bytes));
    }

    [Fact]
    public async Task A_flipped_byte_never_breaks_the_reader_or_loses_a_person_silently()
    {
        using var files = new Ss12000Files();
        var random = new Random(20260801);
        var refused = 0;
        for (var round = 0; round < 3000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Page);
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                var feed = await files.With("persons.json", bytes).Read();
                Assert.Equal(2, feed.Read["persons"]);
                Assert.Equal(2, feed.Persons.Count + feed.Rejections.Count);
            }
            catch (FeedRefused)
            {
                refused++;
            }
        }

        output.WriteLine($"{refused} of 3000 refused");
        Assert.InRange(refused, 1, 2999);
    }

    [Theory]
    [InlineData("{}", "the page has no list of entities")]
    [InlineData("[]", "not a page of SS 12000")]
    [InlineData("{\"data\":{}}", "not a page of SS 12000")]
    [InlineData("{\"data\":[],\"data\":[]}", "not a page of SS 12000")]
    [InlineData("{\"data\":[],\"persons\":[]}", "not a page of SS 12000")]
    [InlineData("{\"data\":[],\"pageToken\":1}", "not a page of SS 12000")]
    [InlineData("{\"data\":[]}{\"data\":[]}", "not JSON, broken or cut off")]
    [InlineData("{\"data\":[],\"pageToken\":\"more\"}", "the last page says that there are more")]
    public async Task A_page_that_is_none_refuses_the_feed(string text, string reason)
    {
        using var files = new Ss12000Files();
        Assert.Equal(reason, (await Assert.ThrowsAsync<FeedRefused>(() => files.With("persons.json", text).Read())).Reason);
    }

    [Fact]
    public async Task A_page_that_is_not_UTF_8_refuses_the_feed_wherever_the_byte_is()
    {
        foreach (var place in (string[])["Åsa", "\"data\"", "null"])
        {
            var text = Page.Replace(place, place + "Å", StringComparison.Ordinal).Replace("nullÅ", "null,\"x\":\"Å\"", StringComparison.Ordinal).Replace("\"data\"Å", "\"Å\":1,\"data\"", StringComparison.Ordinal);
            await Assert.ThrowsAsync<FeedRefused>(() => Read(Encoding.Latin1.GetBytes(text)));
        }
    }

    [Fact]
    public async Task Pages_are_read_in_order_and_a_missing_one_refuses_the_feed()
    {
        using var files = new Ss12000Files();
        for (var page = 1; page <= 11; page++)
        {
            files.With($"persons-{page}.json", $$"""{"persons":[{"id":"{{Person}}","givenName":"{{page}}"}],"pageToken":{{(page < 11 ? "\"t\"" : "null")}}}""");
        }

        var feed = await files.Read();
        Assert.Equal("11", Assert.Single(feed.Persons).GivenName);
        Assert.Equal(11, feed.Read["persons"]);
        files.With("persons-13.json", "{\"persons\":[]}");
        Assert.Equal("page 12 is missing", (await Assert.ThrowsAsync<FeedRefused>(() => files.Read())).Reason);
    }

    [Fact]
    public async Task A_folder_without_files_or_a_page_too_large_is_refused()
    {
        using var files = new Ss12000Files();
        Assert.Equal("holds no file of SS 12000", (await Assert.ThrowsAsync<FeedRefused>(() => files.Read())).Reason);
        files.With("persons.json", Page);
        Assert.Equal("the page is too large", (await Assert.ThrowsAsync<FeedRefused>(() => files.Read(new Ss12000Limits { PageBytes = 100 }))).Reason);
        var entity = "{\"persons\":[{\"x\":\"" + new string('x', 3_000_000) + "\"}]}";
        Assert.Equal("an entity is larger than 1 MiB", (await Assert.ThrowsAsync<FeedRefused>(() => files.With("persons.json", entity).Read())).Reason);
        await Assert.ThrowsAsync<FeedRefused>(() => Ss12000Reader.ReadFolderAsync("/does/not/exist", Ndjson.Context));
    }

    private static async Task<int> Read(byte[] bytes)
    {
        var entities = 0;
        await new Ss12000Page("persons", "page", 1_000_000, (_, _) => entities++).ReadAsync(new MemoryStream(bytes), CancellationToken.None);
        return entities;
    }
}
