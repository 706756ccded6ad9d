using System.Net;

namespace Kronobarn.Tests.Caseworks;

public sealed class EscalationTests(Town town) : IClassFixture<Town>
{
    // Town's first day is Monday 2 March 2026: a concern of that day is to be acknowledged by Tuesday.
    [Fact]
    public async Task An_unanswered_concern_climbs_from_the_unit_to_its_head_and_to_the_coordinator_and_is_off_the_list_when_somebody_answers()
    {
        await town.Resident("201901012391", "2020-01-01");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901012391");

        await town.MorningOf("2026-03-03");
        Assert.Empty(await Steps("BVC-0780-1-head", "child-health-care"));
        await town.MorningOf("2026-03-04");
        Assert.Equal([1], await Steps("BVC-0780-1-head", "child-health-care"));
        Assert.Contains(concern, await town.Inbox("BVC-0780-1-staff", "overdue"));
        await town.MorningOf("2026-03-05");
        Assert.Equal([2], await Steps("BVC-0780-1-head", "child-health-care"));
        Assert.Empty(await Steps("coordinator-0780", "social-services"));
        await town.MorningOf("2026-03-07");
        Assert.Equal([3], await Steps("coordinator-0780", "social-services"));
        Assert.Empty(await Steps("coordinator-0761", "social-services"));
        Assert.Empty(await Steps("BVC-0780-2-head", "child-health-care"));

        (await town.Step("BVC-0780-1-staff", concern, "acknowledgements")).Expect(HttpStatusCode.OK);
        Assert.Empty(await Steps("coordinator-0780", "social-services"));
        Assert.Empty(await Steps("BVC-0780-1-head", "child-health-care"));
    }

    [Fact]
    public async Task Staff_who_answer_for_no_unit_have_no_list_of_what_others_did_not_answer() =>
        (await (await town.As("SOC-0780-1-staff")).Get("/api/social-services/v1/escalations")).Expect(HttpStatusCode.Forbidden);

    private async Task<IEnumerable<int>> Steps(string person, string organisation) =>
        (await (await town.As(person)).Get($"/api/{organisation}/v1/escalations")).Ok["escalations"]!.AsArray()
            .Where(e => e!["clock"]!.GetValue<string>() == "concern-acknowledged").Select(e => e!["step"]!.GetValue<int>());
}
