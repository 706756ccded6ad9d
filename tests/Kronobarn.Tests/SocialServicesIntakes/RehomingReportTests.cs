using System.Net;
using Kronobarn.Tests.Caseworks;

namespace Kronobarn.Tests.SocialServicesIntakes;

public sealed class RehomingReportTests(Town town) : IClassFixture<Town>
{
    private const string Units = "/api/directory/v1/units";

    [Fact]
    public async Task A_reception_that_closes_leaves_its_reports_and_their_clocks_to_its_successor()
    {
        var admin = await town.As("it-admin-0761");
        var (open, decided) = (await town.ReportHarm("201906052384", reporter: "POL-0761-1-staff"), await town.ReportHarm("201906062391", reporter: "POL-0761-1-staff"));
        Assert.Equal(2, (await town.Intake("SOC-0761-1-head")).Count);
        await town.Assess(decided, "SOC-0761-1-staff");
        await town.Decide(decided, "no-investigation", "SOC-0761-1-staff");

        Assert.Equal("unit-has-work", (await admin.Post($"{Units}/SOC-0761-1/closures", new { to = "2026-03-09" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await admin.Post($"{Units}/SOC-0761-1/closures", new { to = "2026-03-09", successorUnitId = "SOC-0761-2" })).Expect(HttpStatusCode.OK);
        await town.MorningOf("2026-03-09");

        Assert.Equal([open], await town.Intake("SOC-0761-2-head"));
        Assert.Contains(decided, await town.Intake("SOC-0761-2-head", "decided"));
        await town.Assess(open, "SOC-0761-2-staff");
        await town.Decide(open, "investigate", "SOC-0761-2-staff");
        Assert.Equal(["0"], await town.Rows("social-services", "SELECT COUNT(*) FROM {Module}.Deadline WHERE ItemKind = 'intake' AND DoneAt IS NULL"));
        Assert.Equal("closed", (await town.Receipt("POL-0761-1-staff", open))["status"]!.GetValue<string>());
    }
}
