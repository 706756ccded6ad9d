using System.Net;

namespace Kronobarn.Tests.Accesses;

public sealed class GlassBreakLadderTests(Town town) : IClassFixture<Town>
{
    // Monday 2 March 2026: three working days end on Thursday the 5th.
    [Fact]
    public async Task What_nobody_has_reviewed_after_three_working_days_climbs_until_it_is_reviewed()
    {
        await town.Resident("201901012391", "2019-01-01");
        var broken = (await (await town.As("POL-0780-1-staff")).Post("/api/police/v1/glass-breaks",
            new { identityNumber = "201901012391", reason = "Barnet står ensamt vid vägen och ingen svarar." })).Created["glassBreakId"]!.GetValue<Guid>();

        await town.MorningOf("2026-03-05");
        Assert.Empty(await Steps("POL-0780-1-head", "police"));
        await town.MorningOf("2026-03-06");
        Assert.Equal([1], await Steps("POL-0780-1-head", "police"));
        await town.MorningOf("2026-03-11");
        Assert.Equal([3], await Steps("coordinator-0780", "social-services"));

        (await (await town.As("POL-0780-1-head")).Post($"/api/police/v1/glass-breaks/{broken}/reviews", new { isJustified = false, note = "Det fanns en annan väg." })).Expect(HttpStatusCode.OK);
        await town.DeliverEvents();
        Assert.Empty(await Steps("coordinator-0780", "social-services"));
    }

    private async Task<IEnumerable<int>> Steps(string person, string organisation) =>
        (await (await town.As(person)).Get($"/api/{organisation}/v1/escalations")).Ok["escalations"]!.AsArray()
            .Where(e => e!["clock"]!.GetValue<string>() == "glass-break-reviewed").Select(e => e!["step"]!.GetValue<int>());
}
