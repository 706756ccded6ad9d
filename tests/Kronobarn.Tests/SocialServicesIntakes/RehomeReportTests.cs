using System.Globalization;
using System.Net;
using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Directories;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.SocialServicesIntakes;

public sealed class RehomeReportTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/directory/v1";
    private const string Way = "SOC-0761-1-staff";
    private const string Next = "SOC-0761-2-staff";

    [Fact]
    public async Task A_reception_that_closes_leaves_its_reports_to_a_successor_the_undecided_with_their_clocks()
    {
        await town.Resident("201703092393", "2020-01-01", "0761");
        var (fresh, assessed, decided) = (await Told("201703092393"), await Told("201703102382"), await Told("201703112399"));
        await town.Assess(assessed, Way);
        await town.Assess(decided, Way);
        await town.Decide(decided, "investigate", Way);
        var dueOn = (await town.GetReport(Way, assessed)).Ok["decisionDueOn"]!.GetValue<string>();

        var admin = await town.As("it-admin-0761");
        Assert.Equal(2, (await admin.Get($"{Api}/units/SOC-0761-1/load")).Ok["reports"]!.GetValue<int>());
        var refused = await admin.Post($"{Api}/units/SOC-0761-1/closures", new { to = Tomorrow });
        refused.Refused("unit-has-work");
        Assert.Contains("2 reports", refused.Body, StringComparison.Ordinal);
        var to = Tomorrow;
        (await admin.Post($"{Api}/units/SOC-0761-1/closures", new { to, successorUnitId = "SOC-0761-2" })).Expect(HttpStatusCode.OK);
        await town.DeliverEvents();
        Assert.Contains(fresh, await town.Intake(Way));
        await town.MorningOf(to);

        Assert.Equal(2, (await town.Intake(Next)).Intersect([fresh, assessed]).Count());
        var moved = (await town.GetReport(Next, assessed)).Ok;
        Assert.Equal((null, dueOn, "assessed"), (moved["handlerId"], moved["decisionDueOn"]!.GetValue<string>(), moved["state"]!.GetValue<string>()));
        Assert.Equal(["intake-decision|SOC-0761-2", "intake-decision|SOC-0761-2", "protection-assessment|SOC-0761-2"], await town.Rows("social-services",
            "SELECT Clock, UnitId FROM {Module}.Deadline WHERE ItemKind = 'intake' AND DoneAt IS NULL AND UnitId IN ('SOC-0761-1', 'SOC-0761-2') ORDER BY Clock"));
        Assert.Equal(["SOC-0761-2"], await town.Rows("social-services", "SELECT UnitId FROM SocialServices.Report WHERE ReportId = @decided", new { decided }));
        Assert.Equal("unit-closed", (await (await town.As(Next)).Get($"/api/social-services/v1/reports/{fresh}/passings")).Ok["passings"]!.Row("because"));
        Assert.Equal(0, (await (await town.As("it-admin-0761")).Get($"{Api}/units/SOC-0761-1/load")).Ok["reports"]!.GetValue<int>());

        // What was sent to the old reception before, and comes after, finds its way.
        var late = Guid.NewGuid();
        await town.Services.GetRequiredService<StoreOf<Kronobarn.Casework.ClockWatch>>().Write(db =>
        {
            db.Publish(new HarmReported(new ConcernTold(late, AboutKinds.Unidentified, null, "En pojke i blå mössa", "Skrik i natt.", [], Urgencies.Normal, Harm: true,
                new Reporter(ReporterKinds.Public, null, null, null, null), DateTimeOffset.UnixEpoch), "SOC-0761-1", null, IsProtected: false));
            return Task.FromResult(0);
        });
        await town.DeliverEvents();
        Assert.Contains(late, await town.Intake(Next, "new"));
        Assert.Equal(["SOC-0761-2", "SOC-0761-2"], await town.Rows("social-services", "SELECT UnitId FROM {Module}.Deadline WHERE ItemId = @late", new { late }));
    }

    [Fact]
    public async Task What_a_person_had_is_the_receptions_again_when_the_role_ends()
    {
        var (report, decided) = (await town.ReportHarm("201703122380"), await town.ReportHarm("201703132397"));
        foreach (var id in (Guid[])[report, decided])
            (await town.Take(id, "assignments", new { personId = Intakes.Worker })).Expect(HttpStatusCode.OK);
        await town.Assess(decided);
        await town.Decide(decided, "investigate");
        var admin = await town.As("it-admin-0780");
        var role = $"a-{Intakes.Worker}";
        Assert.Equal(1, (await admin.Get($"{Api}/roles/{role}/load")).Ok["reports"]!.GetValue<int>());
        var to = Tomorrow;
        (await admin.Post($"{Api}/roles/{role}/endings", new { to })).Expect(HttpStatusCode.OK);
        await town.MorningOf(to);

        Assert.Null((await town.Report(report))["handlerId"]);
        Assert.Contains(report, await town.Intake(Intakes.Head));
        // Who decided stays on the paper.
        Assert.Equal(Intakes.Worker, (await town.Report(decided))["handlerId"]!.GetValue<string>());
    }

    private string Tomorrow => town.Today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<Guid> Told(string number) => town.ReportHarm(number, reporter: "POL-0761-1-staff");
}
