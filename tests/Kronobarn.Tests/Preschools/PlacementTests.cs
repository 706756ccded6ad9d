using System.Net;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Preschools;

public sealed class PlacementTests(Town town) : IClassFixture<Town>
{
    private const string Placements = "/api/preschool/v1/placements";
    private const string Endings = "/api/preschool/v1/placement-endings";

    [Fact]
    public async Task A_placed_child_is_the_preschools_and_goes_back_to_the_clinic_when_the_place_ends()
    {
        var child = await town.Resident("202202052383", "2022-02-05");
        var head = await town.As("F-0780-1-head");
        var place = (await head.Post(Placements, new { identityNumber = "202202052383", from = "2026-02-01" })).Created["placementId"]!.ToString();
        await town.DeliverEvents();
        Assert.Equal("holder", (await head.Get($"/api/preschool/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
        var listed = Assert.Single((await head.Get(Placements)).Ok["placements"]!.AsArray(), p => p!["key"]!.ToString() == place)!;
        Assert.Equal(("Barn 20220205", "preschool"), (listed["name"]!.GetValue<string>(), listed["source"]!.GetValue<string>()));

        (await head.Post(Endings, new { childId = child, placement = place, to = "2026-03-02" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        Assert.Equal("former", (await head.Get($"/api/preschool/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
        Assert.Equal("holder", (await (await town.As("BVC-0780-1-staff")).Get($"/api/child-health-care/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_place_that_a_feed_told_of_is_ended_by_the_preschool_and_the_ending_counts()
    {
        var child = await town.Resident("202203172388", "2022-03-17");
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("placement", "ss12000", "place-7", new FactContent { UnitId = "F-0780-2", FromDate = new DateOnly(2025, 8, 18) }));
        await town.Change(change);
        // What is told later must have been told at a later moment.
        town.MoveClock(TimeSpan.FromSeconds(1));

        var head = await town.As("F-0780-2-head");
        var ending = new { childId = child, placement = "place-7", to = "2026-03-02" };
        (await (await town.As("F-0780-1-head")).Post(Endings, ending)).Expect(HttpStatusCode.NotFound);
        (await head.Post(Endings, ending)).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        Assert.Equal("former", (await head.Get($"/api/preschool/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_place_far_ahead_gives_no_name_yet()
    {
        await town.Resident("202204262386", "2022-04-26");
        var head = await town.As("F-0761-1-head");
        var place = (await head.Post(Placements, new { identityNumber = "202204262386", from = "2026-08-17" })).Created["placementId"]!.ToString();
        await town.DeliverEvents();
        var listed = Assert.Single((await head.Get(Placements)).Ok["placements"]!.AsArray(), p => p!["key"]!.ToString() == place)!;
        Assert.Null(listed["name"]);
    }

    [Fact]
    public async Task Another_unit_ends_nothing_and_the_same_ending_twice_is_one()
    {
        var child = await town.Resident("202206052389", "2022-06-05");
        var head = await town.As("F-0780-1-head");
        var place = (await head.Post(Placements, new { identityNumber = "202206052389", from = "2026-02-01" })).Created["placementId"]!.ToString();
        await town.DeliverEvents();
        var ending = new { childId = child, placement = place, to = "2026-03-10" };
        (await (await town.As("F-0780-2-head")).Post(Endings, ending)).Expect(HttpStatusCode.NotFound);
        (await head.Post(Endings, ending, key: "e1")).Expect(HttpStatusCode.NoContent);
        (await head.Post(Endings, ending, key: "e1")).Expect(HttpStatusCode.NoContent);
        (await head.Post(Endings, new { childId = child, placement = place, to = "2026-02-01" })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Those_that_begin_or_end_can_be_asked_for_alone_and_so_can_one_childs()
    {
        var (coming, ending, staying) = (await town.Resident("202303152389", "2023-03-15"), await town.Resident("202305202380", "2023-05-20"), await town.Resident("202409102387", "2024-09-10"));
        var head = await town.As("F-0780-2-head");
        (await head.Post(Placements, new { identityNumber = "202303152389", from = "2026-04-01" })).Expect(HttpStatusCode.Created);
        (await head.Post(Placements, new { identityNumber = "202305202380", from = "2025-02-01", to = "2026-04-01" })).Expect(HttpStatusCode.Created);
        (await head.Post(Placements, new { identityNumber = "202409102387", from = "2025-02-01" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();

        Assert.Equal([coming], await Children(head, "view=coming"));
        Assert.Equal([ending], await Children(head, "view=ending"));
        Assert.Equal([staying], await Children(head, $"childId={staying}"));
        Assert.Superset(new HashSet<Guid> { coming, ending, staying }, (await Children(head, "limit=100")).ToHashSet());
        (await head.Get($"{Placements}?view=some")).Expect(HttpStatusCode.BadRequest);
    }

    private static async Task<List<Guid>> Children(Staff head, string query) => [.. (await head.Get($"{Placements}?{query}")).Ok["placements"]!.AsArray().Select(p => p!["childId"]!.GetValue<Guid>())];

    [Fact]
    public async Task Bad_dates_unknown_numbers_and_wrong_callers_are_refused()
    {
        await town.Resident("202207162385", "2022-07-16");
        var head = await town.As("F-0780-1-head");
        (await head.Post(Placements, new { identityNumber = "202207162385", from = "2022-07-15" })).Expect(HttpStatusCode.BadRequest);
        (await head.Post(Placements, new { identityNumber = "202207162385", from = "2026-03-02", to = "2026-03-02" })).Expect(HttpStatusCode.BadRequest);
        (await head.Post(Placements, new { identityNumber = "202208252383", from = "2026-03-02" })).Expect(HttpStatusCode.Conflict);
        (await (await town.As("S-0780-1-head")).Post(Placements, new { identityNumber = "202207162385", from = "2026-03-02" })).Expect(HttpStatusCode.Forbidden);
        (await town.Anonymous().Get(Placements)).Expect(HttpStatusCode.Unauthorized);
        (await head.Post(Placements, new { identityNumber = "202207162385", from = "2026-03-02" })).Expect(HttpStatusCode.Created);
        Assert.Equal("already-placed", (await head.Post(Placements, new { identityNumber = "202207162385", from = "2026-04-01" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }
}
