namespace Kronobarn.Tests.Responsibility.Feeds;

public class FeedEditionTests
{
    private const string Withdrawn = """{"type":"withdraw","id":"l1"}""";

    [Fact]
    public async Task The_highest_revision_counts_whatever_the_order()
    {
        var (one, two) = (Ndjson.Listing, Revision(2, "BVC-2"));
        foreach (var records in (string[][])[[one, two], [two, one], [two, one, two]])
        {
            var feed = await Ndjson.Health(records);
            Assert.Equal(2, Assert.Single(feed.Records).Origin.Revision);
            Assert.Empty(feed.Rejections);
        }
    }

    [Fact]
    public async Task Two_contents_of_one_revision_reject_both()
    {
        var feed = await Ndjson.Health(Ndjson.Listing, Revision(1, "BVC-2"), Ndjson.Listing);
        Assert.Empty(feed.Records);
        Assert.Equal([2, 3, 4], feed.Rejections.Select(r => r.Line).Order());
        Assert.All(feed.Rejections, r => Assert.Equal("revision", r.Field));
        Assert.Single((await Ndjson.Health(Ndjson.Listing, Revision(1, "BVC-2"), Revision(2, "BVC-3"))).Records);
    }

    [Fact]
    public async Task A_withdrawal_takes_every_revision_back_unless_it_names_one()
    {
        foreach (var records in (string[][])[[Withdrawn, Revision(9, "BVC-2")], [Revision(9, "BVC-2"), Withdrawn]])
        {
            var feed = await Ndjson.Health(records);
            Assert.Empty(feed.Records);
            Assert.Equal("l1", Assert.Single(feed.Withdrawn).Id);
        }

        var named = await Ndjson.Health(Withdrawn.Replace("}", ",\"revision\":2}", StringComparison.Ordinal), Revision(2, "BVC-2"), Revision(3, "BVC-3"));
        Assert.Equal(3, Assert.Single(named.Records).Origin.Revision);
        Assert.Empty(named.Withdrawn);
    }

    [Fact]
    public async Task The_fingerprint_is_blind_to_writing_and_order_and_sees_every_change()
    {
        var feed = await Ndjson.Health(Ndjson.Listing, Revision(1, "BVC-9").Replace("l1", "l2", StringComparison.Ordinal));
        var other = await Ndjson.Health(
            Revision(1, "BVC-9").Replace("l1", "l2", StringComparison.Ordinal),
            $$"""{ "from":"2019-05-01", "to":null, "unit":"BVC\u002d1", "personnummer":"190423-2392", "id":"l1", "type":"listing" }""");
        Assert.Empty(other.Rejections);
        Assert.Equal(feed.Hash, other.Hash);
        Assert.Equal(feed.Records[0].Origin.Hash, other.Records[1].Origin.Hash);

        var one = await Ndjson.Health(Ndjson.Listing);
        foreach (var (sound, changed) in ((string, string)[])[("BVC-1", "BVC-2"), ("05-01", "05-02"), (TestNumbers.Child, TestNumbers.Sibling), ("\"}", "\",\"to\":\"2020-01-01\"}")])
        {
            var after = await Ndjson.Health(Ndjson.Listing.Replace(sound, changed, StringComparison.Ordinal));
            Assert.NotEqual(one.Records[0].Origin.Hash, Assert.Single(after.Records).Origin.Hash);
            Assert.NotEqual(one.Hash, after.Hash);
        }
    }

    private static string Revision(int revision, string unit)
        => Ndjson.Listing.Replace("\"id\":\"l1\"", $"\"id\":\"l1\",\"revision\":{revision}", StringComparison.Ordinal).Replace("BVC-1", unit, StringComparison.Ordinal);
}
