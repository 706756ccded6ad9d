using Kronobarn.Casework;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Tests.Caseworks;

public class WheelTests
{
    private static readonly (string Key, string? Value)[] Second =
    [
        ("0:Version", "2"), ("0:From", "2027-01-01"),
        ("0:Spokes:0:Key", "safe"), ("0:Spokes:0:Name", "trygg"),
        ("0:Spokes:1:Key", "heard"), ("0:Spokes:1:Name", "lyssnad på"),
    ];

    [Fact]
    public void The_first_wheel_has_the_eight_spokes_in_their_order()
    {
        var first = Configured().On(new DateOnly(2021, 4, 9));
        Assert.Equal(1, first.Version);
        Assert.Equal(
            [
                new("safe", "trygg"), new("healthy", "må bra"), new("achieving", "utvecklas"), new("nurtured", "omvårdad"),
                new("active", "aktiv"), new("respected", "respekterad"), new("responsible", "ansvarstagande"), new WheelSpoke("included", "delaktig"),
            ],
            first.Spokes);
    }

    [Fact]
    public void A_new_version_holds_from_its_day_and_the_old_one_is_still_there()
    {
        var wheel = Configured(Second);
        Assert.Equal(1, wheel.On(new DateOnly(2026, 12, 31)).Version);
        Assert.Equal(2, wheel.On(new DateOnly(2027, 1, 1)).Version);
        Assert.Equal(8, wheel[1].Spokes.Count);
        Assert.Equal(["safe", "heard"], wheel[2].Spokes.Select(spoke => spoke.Key), StringComparer.Ordinal);
        Assert.Contains("version 3", Assert.Throws<KeyNotFoundException>(() => wheel[3]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_are_read_by_their_number_and_not_by_their_place()
    {
        (string, string?)[] third = [("1:Version", "2"), ("1:From", "2027-01-01"), ("1:Spokes:0:Key", "safe"), ("1:Spokes:0:Name", "trygg")];
        var wheel = Configured([.. Second.Select(s => (s.Key, s.Value is "2" ? "3" : s.Value is "2027-01-01" ? "2028-01-01" : s.Value)), .. third]);
        Assert.Equal([1, 2, 3], wheel.Versions.Select(v => v.Version));
        Assert.Equal(2, wheel.On(new DateOnly(2027, 6, 1)).Version);
    }

    [Theory]
    [InlineData("0:Version", "1", "Kronobarn:Wheel:Versions:0:Version is 1, which is taken")]
    [InlineData("0:Version", "two", "Kronobarn:Wheel:Versions:0:Version is 'two'")]
    [InlineData("0:From", "1/1 2027", "Kronobarn:Wheel:Versions:0:From is '1/1 2027'")]
    [InlineData("0:From", null, "Kronobarn:Wheel:Versions:0:From is ''")]
    [InlineData("0:From", "0001-01-01", "Kronobarn:Wheel:Versions:0:From must be after 0001-01-01")]
    [InlineData("0:Spokes:1:Key", "safe", "Kronobarn:Wheel:Versions:0:Spokes has the key 'safe' twice")]
    [InlineData("0:Spokes:1:Key", "Lyssnad på", "Kronobarn:Wheel:Versions:0:Spokes:1:Key is 'Lyssnad på'")]
    [InlineData("0:Spokes:1:Name", " ", "Kronobarn:Wheel:Versions:0:Spokes:1:Name is missing")]
    public void A_wrong_version_stops_the_start_by_its_name(string key, string? value, string says)
    {
        var settings = Second.Select(s => s.Key == key ? (key, value) : s).ToArray();
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => Configured(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_without_spokes_stops_the_start() =>
        Assert.Contains("Spokes is empty", Assert.Throws<InvalidOperationException>(() => Configured(Second[..2])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(2, 4, "Better", "Worse")]
    [InlineData(5, 1, "Worse", "Better")]
    [InlineData(3, 3, "Same", "Same")]
    [InlineData(null, 3, "NewlyKnown", "NoLongerKnown")]
    [InlineData(3, null, "NoLongerKnown", "NewlyKnown")]
    [InlineData(null, null, "Same", "Same")]
    public void A_rating_goes_somewhere(int? before, int? after, string direction, string back)
    {
        Assert.Equal(direction, Wheel.DirectionOf(before, after).ToString());
        Assert.Equal(back, Wheel.DirectionOf(after, before).ToString());
    }

    [Fact]
    public void A_change_tells_ratings_and_texts_and_leaves_out_what_stayed()
    {
        SpokeView[] before = [new("safe", "child", "Bra på rasten", null, 2), new("safe", "guardian", "Lugn", "Sömn", 3), new("active", "child", null, null, 4)];
        SpokeView[] after = [new("safe", "child", "Bra på rasten", "Vuxen i korridoren", 4), new("safe", "guardian", "Lugn ", "Sömn", 3), new("active", "child", "", " ", 4)];
        Assert.Equal(new SpokeChange("safe", "child", 2, 4, Direction.Better, false, true, SpokePresence.Both), Assert.Single(Wheel.Changes(before, after)));
    }

    [Fact]
    public void A_text_that_changes_without_the_rating_is_a_change() =>
        Assert.Equal(
            new SpokeChange("safe", "child", 3, 3, Direction.Same, true, false, SpokePresence.Both),
            Assert.Single(Wheel.Changes([new("safe", "child", "A", null, 3)], [new("safe", "child", "B", null, 3)])));

    [Fact]
    public void A_voice_that_was_not_heard_before_is_newly_known_and_its_spoke_is_not_new() =>
        Assert.Equal(
            new SpokeChange("safe", "child", null, 4, Direction.NewlyKnown, false, false, SpokePresence.Both),
            Assert.Single(Wheel.Changes([new("safe", "guardian", null, null, 3)], [new("safe", "guardian", null, null, 3), new("safe", "child", null, null, 4)])));

    [Fact]
    public void A_spoke_that_only_one_version_has_is_added_or_removed()
    {
        SpokeView[] before = [new("safe", "child", null, null, 3), new("active", "child", null, null, 3)];
        SpokeView[] after = [new("heard", "child", null, null, null), new("safe", "child", null, null, 3)];
        Assert.Equal(
            [
                new("heard", "child", null, null, Direction.Same, false, false, SpokePresence.Added),
                new SpokeChange("active", "child", 3, null, Direction.NoLongerKnown, false, false, SpokePresence.Removed),
            ],
            Wheel.Changes(before, after));
    }

    [Fact]
    public void With_the_versions_a_spoke_that_was_only_not_filled_in_is_not_added()
    {
        var wheel = Configured(Second);
        SpokeView[] before = [new("active", "child", null, null, 3)];
        SpokeView[] after = [new("safe", "child", null, null, 2)];
        Assert.Equal(
            [
                new("safe", "child", null, 2, Direction.NewlyKnown, false, false, SpokePresence.Both),
                new SpokeChange("active", "child", 3, null, Direction.NoLongerKnown, false, false, SpokePresence.Removed),
            ],
            Wheel.Changes(before, after, wheel[1], wheel[2]));
        Assert.All(Wheel.Changes(before, after, wheel[1], wheel[1]), change => Assert.Equal(SpokePresence.Both, change.Presence));
    }

    [Fact]
    public void The_same_voice_twice_on_a_spoke_is_refused()
    {
        SpokeView[] twice = [new("safe", "child", null, null, 3), new("safe", "child", null, null, 4)];
        Assert.Equal("after", Assert.Throws<ArgumentException>(() => Wheel.Changes([], twice)).ParamName);
        Assert.Equal("before", Assert.Throws<ArgumentException>(() => Wheel.Changes(twice, [])).ParamName);
    }

    [Fact]
    public void Nothing_changes_between_a_picture_and_itself_and_changes_back_mirror_changes_there()
    {
        var random = new Random(962);
        for (var i = 0; i < 2_000; i++)
        {
            var (a, b) = (Picture(random), Picture(random));
            Assert.Empty(Wheel.Changes(a, a));
            Assert.Empty(Wheel.Changes(a, [.. a.Reverse()]));
            Assert.Equal(Sorted(Wheel.Changes(b, a)), Sorted(Wheel.Changes(a, b).Select(Mirrored)));
        }
    }

    [Fact]
    public void Every_difference_is_told_once_and_nothing_else_is()
    {
        var random = new Random(963);
        for (var i = 0; i < 1_000; i++)
        {
            var (a, b) = (Picture(random), Picture(random));
            var changes = Wheel.Changes(a, b);
            Assert.Equal(changes.Count, changes.DistinctBy(change => (change.Spoke, change.Voice)).Count());
            var same = a.Intersect(b).Select(view => (view.Spoke, view.Voice)).ToHashSet();
            var places = a.Concat(b).Select(view => (view.Spoke, view.Voice)).Distinct().Where(place => !same.Contains(place));
            Assert.Subset(places.ToHashSet(), changes.Select(change => (change.Spoke, change.Voice)).ToHashSet());
            Assert.All(changes, change => Assert.Equal(b.SingleOrDefault(view => view.Spoke == change.Spoke && view.Voice == change.Voice)?.Rating, change.RatingAfter));
        }
    }

    [Fact]
    public void The_triangle_has_its_three_sides() => Assert.Equal(["how-i-grow", "what-i-need", "my-wider-world"], TriangleSide.All);

    private static SpokeView[] Picture(Random random) =>
    [
        .. from spoke in new[] { "safe", "healthy", "heard", "active" }
           from voice in Voice.All
           where random.Next(3) > 0
           select new SpokeView(spoke, voice, Text(random), Text(random), random.Next(6) is > 0 and var rating ? rating : null),
    ];

    private static string? Text(Random random) => random.Next(3) switch { 0 => null, 1 => "A", _ => "B" };

    private static SpokeChange Mirrored(SpokeChange change) => change with
    {
        RatingBefore = change.RatingAfter,
        RatingAfter = change.RatingBefore,
        Direction = change.Direction switch
        {
            Direction.Better => Direction.Worse,
            Direction.Worse => Direction.Better,
            Direction.NewlyKnown => Direction.NoLongerKnown,
            Direction.NoLongerKnown => Direction.NewlyKnown,
            var same => same,
        },
        Presence = change.Presence switch
        {
            SpokePresence.Added => SpokePresence.Removed,
            SpokePresence.Removed => SpokePresence.Added,
            var both => both,
        },
    };

    private static IEnumerable<SpokeChange> Sorted(IEnumerable<SpokeChange> changes) =>
        changes.OrderBy(change => change.Spoke, StringComparer.Ordinal).ThenBy(change => change.Voice, StringComparer.Ordinal);

    private static Wheel Configured(params (string Key, string? Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Kronobarn:Wheel:Versions:{s.Key}", s.Value))).Build());
}
