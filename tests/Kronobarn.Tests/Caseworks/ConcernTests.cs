using System.Net;

namespace Kronobarn.Tests.Caseworks;

public sealed class ConcernTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_concern_finds_todays_holder_by_itself()
    {
        await town.Resident("201901012391", "2020-01-01");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901012391");

        Assert.Contains(concern, await town.Inbox("BVC-0780-1-staff", "new"));
        Assert.DoesNotContain(concern, await town.Inbox("BVC-0780-2-staff"));
        Assert.DoesNotContain(concern, await town.Inbox("SOC-0780-1-staff"));
        var read = await town.Concern("BVC-0780-1-staff", concern);
        Assert.Equal(("new", "holder", "police", "Sover på lektionerna och är ofta ensam."),
            (read["state"]!.GetValue<string>(), read["because"]!.GetValue<string>(), read["reporter"]!["organisation"]!.GetValue<string>(), read["text"]!.GetValue<string>()));
        Assert.Equal("received", (await town.Receipt("POL-0780-1-staff", concern))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_reporter_follows_the_concern_and_is_told_when_it_is_closed_and_nothing_of_the_child()
    {
        await town.Resident("201901022382", "2020-01-01");
        var concern = await town.RaiseConcern("S-0780-1-staff", "201901022382");
        (await town.Step("BVC-0780-1-staff", concern, "acknowledgements")).Expect(HttpStatusCode.OK);
        Assert.Equal("in-progress", (await town.Receipt("S-0780-1-staff", concern))["status"]!.GetValue<string>());

        (await town.Step("BVC-0780-1-staff", concern, "closings", new { outcome = "no-need", reason = "Familjen har stöd sedan tidigare." })).Expect(HttpStatusCode.OK);

        var receipt = await town.Receipt("S-0780-1-staff", concern);
        Assert.Equal("closed", receipt["status"]!.GetValue<string>());
        Assert.Equal("Oron är bedömd. Verksamheten har inte funnit något behov som den går vidare med.", receipt["feedback"]!.GetValue<string>());
        Assert.DoesNotContain("stöd sedan tidigare", receipt.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("BVC", receipt.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_number_gets_the_same_answer_and_a_unit_all_the_same()
    {
        var soc = await town.As("POL-0780-1-staff");
        await town.Resident("201901032399", "2020-01-01");
        object Body(string number) => new { harm = false, about = Concerns.About(number), text = "Oroad.", spokes = Array.Empty<string>() };
        var known = (await soc.Post("/api/police/v1/concerns", Body("201901032399"))).Created;
        var unknown = (await soc.Post("/api/police/v1/concerns", Body("201901042380"))).Created;

        Assert.Equal(known["status"]!.GetValue<string>(), unknown["status"]!.GetValue<string>());
        Assert.Equal(known["next"]!.GetValue<string>(), unknown["next"]!.GetValue<string>());
        await town.DeliverEvents();
        Assert.Contains(unknown["receiptId"]!.GetValue<Guid>(), await town.Inbox("SOC-0780-1-staff", "new"));
        Assert.Equal("received", (await town.Receipt("POL-0780-1-staff", unknown["receiptId"]!.GetValue<Guid>()))["status"]!.GetValue<string>());
    }
}
