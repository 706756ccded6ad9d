using System.Net;
using Kronobarn.Directory;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Responsibility;

public sealed class AlertListTests(Town town) : IClassFixture<Town>
{
    private const string Alerts = "/api/responsibility/v1/alerts";

    [Fact]
    public async Task A_unit_sees_the_alerts_of_today_of_the_children_that_it_holds_and_a_coordinator_counts()
    {
        var late = await town.Resident("201901012391", "2019-01-01");
        await town.Resident("201901012392", "2019-01-01", "0761");
        await town.Resident("202301012391", "2023-01-01");
        var hidden = await town.Resident("201901012393", "2019-01-01", protection: "sekretessmarkering");
        var gap = new ChildChange(await town.Resident("201501012391", "2015-01-01"));
        gap.Facts.Add(new FactChange("enrolment", "feed", "e", new FactContent { UnitId = "S-0780-1", Form = "GR", FromDate = new(2022, 8, 15), ToDate = new(2025, 9, 1) }));
        await town.Change(gap);

        var nurse = (await (await town.As("BVC-0780-1-staff")).Get(Alerts)).Ok;
        Assert.Equal(1, nurse["total"]!.GetValue<int>());
        var alert = Assert.Single(nurse["alerts"]!.AsArray())!;
        Assert.Equal((late, "late-school-start", "2025-09-01"), (alert["childId"]!.GetValue<Guid>(), alert["code"]!.GetValue<string>(), alert["from"]!.GetValue<string>()));
        Assert.Equal("Barn 20190101", alert["name"]!.GetValue<string>());
        Assert.Empty(nurse["counts"]!.AsArray());
        Assert.Equal(0, (await (await town.As("BVC-0780-1-staff")).Get($"{Alerts}?code=overlap")).Ok["total"]!.GetValue<int>());

        var head = (await (await town.As("BVC-0780-1-head")).Get(Alerts)).Ok;
        Assert.Equal([late, hidden], head["alerts"]!.AsArray().Select(a => a!["childId"]!.GetValue<Guid>()).Order());

        var coordinator = (await (await town.As("coordinator-0780")).Get(Alerts)).Ok;
        Assert.Equal("""
            [{"code":"compulsory-gap","organisation":"school","unitId":"S-0780-1","unit":"S 0780 1","children":1},{"code":"late-school-start","organisation":"child-health-care","unitId":"BVC-0780-1","unit":"BVC 0780 1","children":1}]
            """, coordinator["counts"]!.ToJsonString());
        Assert.Empty(coordinator["alerts"]!.AsArray());
        var paged = (await (await town.As("coordinator-0780")).Get($"{Alerts}?limit=1&offset=1")).Ok;
        Assert.Equal((2, "late-school-start"), (paged["total"]!.GetValue<int>(), Assert.Single(paged["counts"]!.AsArray())!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_child_without_a_unit_is_counted_where_it_lives()
    {
        // The municipality has had no KAA unit since the turn of the year.
        await town.Services.GetRequiredService<StoreOf<Kronobarn.Directory.Units>>().Write(db => db.Execute("UPDATE Directory.DefaultUnit SET ToDate = '2026-01-01' WHERE Municipality = '0761' AND Organisation = 'kaa'"));
        await town.Resident("200901012391", "2009-01-01", "0761");

        var counts = (await (await town.As("coordinator-0761")).Get($"{Alerts}?code=unit-missing")).Ok["counts"]!;

        Assert.Equal("""[{"code":"unit-missing","organisation":"kaa","unitId":null,"unit":null,"children":1}]""", counts.ToJsonString());
        Assert.Equal(0, (await (await town.As("coordinator-0780")).Get($"{Alerts}?code=unit-missing")).Ok["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_unknown_code_is_told_and_administrators_see_no_alerts()
    {
        (await (await town.As("BVC-0780-1-staff")).Get($"{Alerts}?code=nothing")).Expect(HttpStatusCode.BadRequest);
        (await (await town.As("BVC-0780-1-staff")).Get($"{Alerts}?limit=101")).Expect(HttpStatusCode.BadRequest);
        (await (await town.As("it-admin-0780")).Get(Alerts)).Expect(HttpStatusCode.Forbidden);
    }
}
