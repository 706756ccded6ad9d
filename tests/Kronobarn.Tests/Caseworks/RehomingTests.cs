using System.Net;
using Kronobarn.Tests.Directories;

namespace Kronobarn.Tests.Caseworks;

public sealed class RehomingTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/directory/v1";
    private const string Way = "SOC-0761-1-staff";

    [Fact]
    public async Task A_unit_that_closes_leaves_its_work_to_a_successor_on_the_day_and_not_before()
    {
        var admin = await town.As("it-admin-0761");
        var concern = await town.RaiseConcern("POL-0761-1-staff", "201902182391");
        await town.Resident("201902192382", "2020-01-01", "0761");
        var passed = await town.RaiseConcern("POL-0761-1-staff", "201902192382");
        (await town.Step("BVC-0761-1-staff", passed, "passings", new { unitId = "SOC-0761-1", reason = "Hör hemma hos er." })).Expect(HttpStatusCode.OK);
        var file = (await town.Step(Way, passed, "uptakes", new { })).Ok["caseId"]!.GetValue<Guid>();
        var given = await town.OpenCase("BVC-0761-1-staff", "201902192382", "POL-0761-1-staff");
        var offer = await town.Offered("BVC-0761-1-staff", given, Cases.Offer("SOC-0761-1"));
        Assert.Equal("SOC-0761-1", (await town.Read("BVC-0761-1-staff", $"cases/{given}/hand-overs"))["handOvers"]!.Row("toUnitId"));

        var due = (await town.Read(Way, $"offers/child-health-care/{offer}"))["dueOn"]!.GetValue<string>();
        var load = (await admin.Get($"{Api}/units/SOC-0761-1/load")).Ok;
        Assert.Equal((0, 1, 1, 1), (load["children"]!.GetValue<int>(), load["concerns"]!.GetValue<int>(), load["cases"]!.GetValue<int>(), load["offers"]!.GetValue<int>()));
        var refused = await admin.Post($"{Api}/units/SOC-0761-1/closures", new { to = "2026-03-09" });
        refused.Refused("unit-has-work");
        Assert.Contains("1 concerns, 1 cases, 1 offers and 0 plans or meetings", refused.Body, StringComparison.Ordinal);
        foreach (var wrong in (string[])["SOC-0761-1", "POL-0761-1", "NONE"])
            (await admin.Post($"{Api}/units/SOC-0761-1/closures", new { to = "2026-03-09", successorUnitId = wrong })).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/units/SOC-0761-1/closures", new { to = "2026-03-09", successorUnitId = "SOC-0761-2" })).Expect(HttpStatusCode.OK);
        await town.DeliverEvents();
        Assert.Equal(3, (await town.Inbox(Way)).Intersect([concern, file, offer]).Count());

        await town.MorningOf("2026-03-09");

        const string Next = "SOC-0761-2-staff";
        Assert.Equal(3, (await town.Inbox(Next)).Intersect([concern, file, offer]).Count());
        Assert.Equal("unit-closed", (await town.Concern(Next, concern))["because"]!.GetValue<string>());
        var moved = await town.Read(Next, $"cases/{file}");
        Assert.Equal((null, "first-decision"), (moved["handlerId"], moved.Clocks()));
        Assert.Equal(passed, Assert.Single(moved["concerns"]!.AsArray())!.GetValue<Guid>());
        Assert.Equal(due, (await town.Read(Next, $"offers/child-health-care/{offer}"))["dueOn"]!.GetValue<string>());
        var empty = (await (await town.As("it-admin-0761")).Get($"{Api}/units/SOC-0761-1/load")).Ok;
        Assert.Equal((0, 0, 0), (empty["concerns"]!.GetValue<int>(), empty["cases"]!.GetValue<int>(), empty["offers"]!.GetValue<int>()));
        Assert.Equal("SOC-0761-2", (await town.Read("BVC-0761-1-staff", $"cases/{given}/hand-overs"))["handOvers"]!.Row("toUnitId"));
        (await town.Answer(Next, "child-health-care", offer, "acceptances")).Expect(HttpStatusCode.OK);
        Assert.Equal("SOC-0761-2", (await town.Read("BVC-0761-1-staff", $"cases/{given}/hand-overs"))["handOvers"]!.Row("toUnitId"));

        // What was sent to the old unit before, and comes after, finds its way.
        var late = await town.RaiseConcern("POL-0761-1-staff", "201902202397");
        Assert.Contains(late, await town.Inbox(Next, "new"));
        await town.MorningOf("2026-03-10");
        Assert.Equal(1, (await town.Inbox(Next)).Count(id => id == concern));
    }

    [Fact]
    public async Task What_a_person_had_is_the_units_again_when_the_role_ends()
    {
        await town.Resident("201902212388", "2020-01-01");
        var (seen, taken) = (await town.RaiseConcern("POL-0780-1-staff", "201902212388"), await town.OpenCase("BVC-0780-1-staff", "201902212388"));
        (await town.Step("BVC-0780-1-staff", seen, "acknowledgements")).Expect(HttpStatusCode.OK);
        var admin = await town.As("it-admin-0780");
        var load = (await admin.Get($"{Api}/roles/a-BVC-0780-1-staff/load")).Ok;
        Assert.Equal(("BVC-0780-1", 1, 1), (load["unitId"]!.GetValue<string>(), load["concerns"]!.GetValue<int>(), load["cases"]!.GetValue<int>()));

        var tomorrow = town.Today.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await admin.Post($"{Api}/roles/a-BVC-0780-1-staff/endings", new { to = tomorrow })).Expect(HttpStatusCode.OK);
        await town.DeliverEvents();
        Assert.Equal("BVC-0780-1-staff", (await town.Read("BVC-0780-1-head", $"cases/{taken}"))["handlerId"]!.GetValue<string>());
        await town.MorningOf(tomorrow);

        Assert.Null((await town.Read("BVC-0780-1-head", $"cases/{taken}"))["handlerId"]);
        Assert.Null((await town.Concern("BVC-0780-1-head", seen))["handlerId"]);
        Assert.Equal(2, (await town.Inbox("BVC-0780-1-head")).Intersect([seen, taken]).Count());
    }

    [Fact]
    public async Task Loads_are_for_the_administrator_of_that_municipality()
    {
        foreach (var person in (string[])["BVC-0780-2-head", "coordinator-0780"])
        {
            (await (await town.As(person)).Get($"{Api}/units/BVC-0780-2/load")).Expect(HttpStatusCode.Forbidden);
            (await (await town.As(person)).Get($"{Api}/roles/a-BVC-0780-2-head/load")).Expect(HttpStatusCode.Forbidden);
        }

        var other = await town.As("it-admin-0761");
        (await other.Get($"{Api}/units/BVC-0780-2/load")).Refused("wrong-municipality");
        (await other.Get($"{Api}/roles/a-BVC-0780-2-head/load")).Refused("wrong-municipality");
        (await other.Get($"{Api}/units/NONE/load")).Expect(HttpStatusCode.NotFound);
        (await other.Get($"{Api}/roles/none/load")).Expect(HttpStatusCode.NotFound);
    }
}
