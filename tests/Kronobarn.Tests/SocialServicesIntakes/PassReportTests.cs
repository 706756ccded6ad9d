using System.Net;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Directories;

namespace Kronobarn.Tests.SocialServicesIntakes;

public sealed class PassReportTests(Town town) : IClassFixture<Town>
{
    private const string Next = "SOC-0761-1-staff";
    private static readonly object ToNext = new { unitId = "SOC-0761-1", reason = "Familjen bor i er kommun." };

    [Fact]
    public async Task A_report_is_passed_whole_to_the_right_reception_and_the_unit_that_had_it_keeps_that_it_went()
    {
        await town.Resident("201703042380", "2020-01-01");
        var report = await town.ReportHarm("201703042380");
        (await town.Take(report, "assignments", new { personId = Intakes.Worker })).Expect(HttpStatusCode.OK);
        await town.Assess(report);
        var before = await town.Report(report);
        var running = await Running(report);
        town.MoveClock(TimeSpan.FromDays(3));
        Assert.Equal("passed", (await town.Take(report, "passings", ToNext)).Ok["state"]!.GetValue<string>());

        (await town.GetReport(Intakes.Worker, report)).Expect(HttpStatusCode.NotFound);
        foreach (var view in (string[])["unit", "mine", "decided"])
            Assert.DoesNotContain(report, await town.Intake(Intakes.Worker, view));
        (await town.Take(report, "protection-assessments", new { needsProtectionNow = false, reasons = "Barnet är hos mormor." })).Expect(HttpStatusCode.NotFound);
        var left = (await Passings(Intakes.Worker, report)).Ok;
        Assert.Equal(("passed", "SOC-0761-1", "Familjen bor i er kommun."), (left["state"]!.GetValue<string>(), left["passings"]!.Row("toUnitId"), left["passings"]!.Row("reason")));
        (await Passings("SOC-0780-2-head", report)).Expect(HttpStatusCode.NotFound);

        Assert.Contains(report, await town.Intake(Next));
        var after = (await town.GetReport(Next, report)).Ok;
        foreach (var kept in (string[])["text", "state", "receivedAt", "raisedAt", "protectionDueOn", "decisionDueOn", "spokes", "assessments"])
            Assert.Equal(before[kept]!.ToJsonString(), after[kept]!.ToJsonString());
        Assert.Null(after["handlerId"]);
        Assert.Equal([.. running.Select(clock => clock.Replace("SOC-0780-1", "SOC-0761-1", StringComparison.Ordinal))], await Running(report));
        Assert.Equal("assessed", (await Passings(Next, report)).Ok["state"]!.GetValue<string>());
        await town.Decide(report, "no-investigation", Next);
        Assert.Equal("passed", (await Passings(Intakes.Worker, report)).Ok["state"]!.GetValue<string>());
        Assert.Equal("closed", (await town.Receipt("POL-0780-1-staff", report))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_report_that_comes_back_is_the_units_again_and_its_whole_way_is_shown()
    {
        var report = await town.ReportHarm("201703052397");
        (await town.Take(report, "passings", ToNext)).Expect(HttpStatusCode.OK);
        town.MoveClock(TimeSpan.FromMinutes(1));
        (await town.Take(report, "passings", new { unitId = "SOC-0780-1", reason = "Nej, hos er." }, Next)).Expect(HttpStatusCode.OK);
        Assert.Contains(report, await town.Intake(Intakes.Worker));
        Assert.Equal("SOC-0780-1,SOC-0761-1", (await Passings(Intakes.Worker, report)).Ok["passings"]!.Row("toUnitId"));
        Assert.Equal("SOC-0780-1", (await Passings(Next, report)).Ok["passings"]!.Row("toUnitId"));
    }

    [Fact]
    public async Task A_report_goes_only_to_another_open_unit_of_social_services_with_a_reason_and_before_it_is_decided()
    {
        var report = await town.ReportHarm("201703062388");
        foreach (var unitId in (string[])["SOC-0780-1", "POL-0780-1", "BVC-0780-1", "NONE"])
            (await town.Take(report, "passings", new { unitId, reason = "Hör hemma hos er." })).Expect(HttpStatusCode.BadRequest);
        (await town.Take(report, "passings", new { unitId = "SOC-0761-1", reason = "Nej" })).Expect(HttpStatusCode.BadRequest);
        (await town.Take(report, "passings", ToNext, Next)).Expect(HttpStatusCode.NotFound);
        await town.Assess(report);
        await town.Decide(report, "investigate");
        (await town.Take(report, "passings", ToNext)).Refused("wrong-state");
        Assert.Contains(report, await town.Intake(Intakes.Worker, "decided"));
    }

    [Fact]
    public async Task Where_a_protected_childs_report_went_is_told_to_nobody_who_has_had_it()
    {
        await town.Resident("201703072395", "2020-01-01", protection: "sekretessmarkering");
        var report = await town.ReportHarm("201703072395");
        (await town.Take(report, "passings", ToNext)).Expect(HttpStatusCode.NotFound);
        (await town.Take(report, "passings", ToNext, Intakes.Head)).Expect(HttpStatusCode.OK);
        (await Passings(Intakes.Worker, report)).Expect(HttpStatusCode.NotFound);
        var left = (await Passings(Intakes.Head, report)).Ok;
        Assert.Equal("passed", left["state"]!.GetValue<string>());
        Assert.DoesNotContain("SOC-0761", left.ToJsonString(), StringComparison.Ordinal);

        (await town.GetReport(Next, report)).Expect(HttpStatusCode.NotFound);
        Assert.Equal("SOC-0761-1", (await Passings("SOC-0761-1-head", report)).Ok["passings"]!.Row("toUnitId"));
        (await town.GetReport("SOC-0761-1-head", report)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_had_escalated_is_the_new_units_heads_and_its_municipalitys_coordinators_to_see()
    {
        var today = town.Today;
        var report = await town.ReportHarm("201703082386");
        await town.MorningOf(today.AddDays(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var (ours, theirs) = (await Escalated(Intakes.Head), await Escalated("SOC-0761-1-head"));
        var (ourCoordinators, theirCoordinators) = (await Escalated("coordinator-0780"), await Escalated("coordinator-0761"));
        (await town.Take(report, "passings", ToNext)).Expect(HttpStatusCode.OK);
        Assert.Equal((ours - 1, theirs + 1), (await Escalated(Intakes.Head), await Escalated("SOC-0761-1-head")));
        Assert.Equal((ourCoordinators - 1, theirCoordinators + 1), (await Escalated("coordinator-0780"), await Escalated("coordinator-0761")));
        await town.Assess(report, Next);
        Assert.Equal((theirs, theirCoordinators), (await Escalated("SOC-0761-1-head"), await Escalated("coordinator-0761")));
    }

    private async Task<Answer> Passings(string person, Guid report) => await (await town.As(person)).Get($"/api/social-services/v1/reports/{report}/passings");

    private async Task<int> Escalated(string person) => (await (await town.As(person)).Get("/api/social-services/v1/escalations?limit=100")).Ok["escalations"]!.AsArray()
        .Count(e => e!["clock"]!.GetValue<string>() == "protection-assessment");

    private Task<IReadOnlyList<string>> Running(Guid report) => town.Rows("social-services",
        "SELECT Clock, UnitId, StartedOn, DueOn FROM {Module}.Deadline WHERE ItemId = @report AND DoneAt IS NULL ORDER BY Clock", new { report });
}
