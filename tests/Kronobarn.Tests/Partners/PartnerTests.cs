using System.Net;
using Kronobarn.Tests.Caseworks;

namespace Kronobarn.Tests.Partners;

/// <summary>The eighth actor is one folder: what every actor carries works for it without another word.</summary>
public sealed class PartnerTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_partner_leaves_a_concern_that_finds_the_holder()
    {
        await town.Resident("201704012382", "2020-01-01");
        var concern = await town.RaiseConcern("HAB-0780-2-staff", "201704012382");

        Assert.Equal("partner", (await town.Concern("BVC-0780-1-staff", concern))["reporter"]!["organisation"]!.GetValue<string>());
        Assert.Equal("received", (await town.Receipt("HAB-0780-2-staff", concern))["status"]!.GetValue<string>());
        Assert.Empty(await town.Inbox("HAB-0780-2-staff"));
    }

    [Fact]
    public async Task A_partner_sees_what_was_passed_to_its_unit_and_nothing_else_of_the_child()
    {
        var child = await town.Resident("201704022399", "2020-01-01");
        var caseId = await town.OpenCase("BVC-0780-1-staff", "201704022399");
        var (passed, kept) = (await town.RaiseConcern("POL-0780-1-staff", "201704022399", "Behöver hjälpmedel."), await town.RaiseConcern("POL-0780-1-staff", "201704022399"));
        (await town.Step("BVC-0780-1-staff", passed, "passings", new { unitId = "HAB-0761-1", reason = "Gäller habiliteringens insatser." })).Expect(HttpStatusCode.OK);

        Assert.Equal([passed], await town.Inbox("HAB-0761-1-staff"));
        Assert.Empty(await town.Inbox("HAB-0761-2-head"));
        Assert.Equal("Behöver hjälpmedel.", (await town.Concern("HAB-0761-1-staff", passed))["text"]!.GetValue<string>());
        var partner = await town.As("HAB-0761-1-staff");
        foreach (var other in (string[])[$"concerns/{kept}", $"cases/{caseId}", $"children/{child}", $"receipts/{passed}"])
            (await partner.Get($"/api/partner/v1/{other}")).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain(child.ToString(), (await partner.Get("/api/partner/v1/children")).Body, StringComparison.Ordinal);
        (await partner.Get($"/api/child-health-care/v1/concerns/{kept}")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_partner_takes_a_concern_up_in_a_case_of_its_own()
    {
        await town.Resident("201704032380", "2020-01-01");
        var concern = await town.RaiseConcern("S-0780-1-staff", "201704032380");
        (await town.Step("BVC-0780-1-staff", concern, "passings", new { unitId = "HAB-0780-1", reason = "Gäller habiliteringens insatser." })).Expect(HttpStatusCode.OK);
        var caseId = (await town.Step("HAB-0780-1-staff", concern, "uptakes", new { })).Ok["caseId"]!.GetValue<Guid>();

        Assert.Equal([caseId], await town.Inbox("HAB-0780-1-head"));
        Assert.Equal("in-progress", (await town.Receipt("S-0780-1-staff", concern))["status"]!.GetValue<string>());
    }
}
