using System.Net;

namespace Kronobarn.Tests.Directories;

public sealed class UnitClosingTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/directory/v1";

    [Fact]
    public async Task A_unit_closes_only_when_its_children_have_gone_to_the_new_default_unit()
    {
        await town.Resident("202501012380", "2025-01-01");
        await town.Resident("202501022389", "2025-01-02");
        var admin = await town.As("it-admin-0780");

        var held = await admin.Post($"{Api}/units/BVC-0780-1/closures", new { to = "2026-04-01" });
        held.Refused("unit-holds-children");
        Assert.Contains(" 2 ", held.Json["title"]!.GetValue<string>(), StringComparison.Ordinal);

        (await admin.Post($"{Api}/default-units", new { municipality = "0780", organisation = "child-health-care", unitId = "BVC-0780-2", from = "2026-04-01" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();
        (await admin.Post($"{Api}/units/BVC-0780-1/closures", new { to = "2026-03-31" })).Refused("unit-holds-children");
        (await admin.Post($"{Api}/units/BVC-0780-1/closures", new { to = "2026-04-01" })).Expect(HttpStatusCode.OK);
        (await admin.Post($"{Api}/units/BVC-0780-2/closures", new { to = "2026-05-01" })).Refused("unit-holds-children");
        Assert.Equal("2026-04-01", (await admin.Get($"{Api}/units/BVC-0780-1")).Ok["to"]!.GetValue<string>());

        await town.MorningOf("2026-04-01");
        var nurse = await town.As("BVC-0780-2-staff");
        Assert.Equal(2, (await nurse.Get("/api/child-health-care/v1/children")).Ok["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_default_unit_stays_open_and_no_day_is_before_the_first()
    {
        var admin = await town.As("it-admin-0761");
        (await admin.Post($"{Api}/units/KAA-0761-1/closures", new { to = "2026-06-01" })).Refused("unit-is-default");
        (await admin.Post($"{Api}/units/S-0761-1/closures", new { to = "2000-01-01" })).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/units/NONE/closures", new { to = "2026-06-01" })).Expect(HttpStatusCode.NotFound);
        (await admin.Post($"{Api}/units/S-0761-1/closures", """{"to":"2026-06-01","force":true}""")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_default_unit_lasts_until_the_next_one_also_when_that_was_told_first()
    {
        var admin = await town.As("it-admin-0761");
        object Kaa(string unitId, string from) => new { municipality = "0761", organisation = "kaa", unitId, from };

        (await admin.Post($"{Api}/default-units", Kaa("KAA-0761-2", "2027-01-01"))).Expect(HttpStatusCode.Created);
        var between = (await admin.Post($"{Api}/default-units", Kaa("KAA-0761-2", "2026-07-01"))).Created;
        Assert.Equal("2027-01-01", between["to"]!.GetValue<string>());
        (await admin.Post($"{Api}/default-units", Kaa("KAA-0761-1", "2026-07-01"))).Refused("already-there");
        Assert.Contains("0761|kaa|2026-07-01|2027-01-01|KAA-0761-2|", await Scene.Everything(town), StringComparison.Ordinal);
        Assert.Contains("|2026-07-01|KAA-0761-1|", await Scene.Everything(town), StringComparison.Ordinal);

        (await admin.Post($"{Api}/default-units", Kaa("BVC-0761-1", "2028-01-01"))).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/default-units", Kaa("KAA-0780-1", "2028-01-01"))).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/default-units", Kaa("NONE", "2028-01-01"))).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/default-units", new { municipality = "0761", organisation = "school", unitId = "S-0761-1", from = "2028-01-01" })).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/default-units", new { municipality = "0780", organisation = "kaa", unitId = "KAA-0780-2", from = "2028-01-01" })).Refused("wrong-municipality");
    }
}
