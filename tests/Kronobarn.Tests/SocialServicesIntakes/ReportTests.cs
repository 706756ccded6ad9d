using System.Globalization;
using System.Net;
using Kronobarn.Tests.Caseworks;

namespace Kronobarn.Tests.SocialServicesIntakes;

public sealed class ReportTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_report_comes_to_the_reception_at_once_and_to_nobody_else()
    {
        await town.Resident("201702022391", "2020-01-01");
        var report = await town.ReportHarm("201702022391");

        Assert.Contains(report, await town.Intake(Intakes.Worker, "new"));
        Assert.DoesNotContain(report, await town.Intake("SOC-0780-2-staff"));
        Assert.DoesNotContain(report, await town.Inbox("BVC-0780-1-staff"));
        Assert.DoesNotContain(report, await town.Inbox(Intakes.Worker));
        var read = (await town.GetReport(Intakes.Worker, report)).Ok;
        Assert.Equal(("new", "Blåmärken på båda armarna.", "POL-0780-1"), (read["state"]!.GetValue<string>(), read["text"]!.GetValue<string>(), read["reporter"]!["unitId"]!.GetValue<string>()));
        Assert.Equal("received", (await town.Receipt("POL-0780-1-staff", report))["status"]!.GetValue<string>());

        var foreign = await town.GetReport("SOC-0780-2-head", report);
        Assert.Equal((HttpStatusCode.NotFound, (await town.GetReport("SOC-0780-2-head", Guid.NewGuid())).Body), (foreign.Status, foreign.Body));
        foreach (var other in (string[])["coordinator-0780", "it-admin-0780", "POL-0780-1-staff"])
            (await town.GetReport(other, report)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Protection_is_judged_the_same_day_and_the_decision_has_a_fortnight()
    {
        var report = await town.ReportHarm("201702032382");
        var read = await town.Report(report);
        Assert.Equal((town.Today.ToString("O", CultureInfo.InvariantCulture), town.Today.AddDays(14).ToString("O", CultureInfo.InvariantCulture)), (read["protectionDueOn"]!.GetValue<string>(), read["decisionDueOn"]!.GetValue<string>()));
        Assert.DoesNotContain(report, await town.Intake(Intakes.Worker, "overdue"));

        town.MoveClock(TimeSpan.FromDays(1));
        Assert.Contains(report, await town.Intake(Intakes.Worker, "overdue"));
        await town.Assess(report);
        Assert.DoesNotContain(report, await town.Intake(Intakes.Worker, "overdue"));
        Assert.Equal(["intake-decision"], await Running(report));
        await town.Decide(report, "investigate");
        Assert.Empty(await Running(report));
        Assert.DoesNotContain(report, await town.Intake(Intakes.Worker));
        Assert.Contains(report, await town.Intake(Intakes.Worker, "decided"));
    }

    [Fact]
    public async Task Nothing_is_decided_before_somebody_has_asked_whether_the_child_is_safe_today()
    {
        var report = await town.ReportHarm("201702042399");
        var early = await town.Take(report, "decisions", new { kind = "no-investigation", reasons = "Redan känt." });
        Assert.Equal("wrong-state", early.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await town.Take(report, "protection-assessments", new { needsProtectionNow = true, reasons = "Hot i hemmet." })).Expect(HttpStatusCode.BadRequest);
        (await town.Take(report, "protection-assessments", new { needsProtectionNow = true, reasons = "Hot i hemmet.", immediateAction = "Barnet är placerat i jourhem." })).Expect(HttpStatusCode.OK);
        (await town.Take(report, "decisions", new { kind = "wait", reasons = "Redan känt." })).Expect(HttpStatusCode.BadRequest);
        await town.Decide(report, "investigate");

        var read = await town.Report(report);
        Assert.Equal("Barnet är placerat i jourhem.", Assert.Single(read["assessments"]!.AsArray())!["immediateAction"]!.GetValue<string>());
        Assert.Empty(read["may"]!.AsArray());
        (await town.Take(report, "decisions", new { kind = "no-investigation", reasons = "Ångrar mig." })).Expect(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("201702052380", "investigate", "har inlett en utredning")]
    [InlineData("201702062397", "under-way", "pågår redan")]
    [InlineData("201702072388", "no-investigation", "har inte inlett någon utredning")]
    public async Task Staff_hear_whether_an_investigation_was_opened_and_anyone_else_that_it_was_assessed(string number, string kind, string told)
    {
        var staffs = await town.ReportHarm(number);
        var code = (await town.RaisePublicConcern(PublicWayIn.Body(number, harm: true, text: "Skrik varje natt.")))["receiptCode"]!.GetValue<string>();
        var publics = (await town.Report(staffs))["duplicates"]!.AsArray().Select(d => d!["reportId"]!.GetValue<Guid>()).Single();
        foreach (var report in (Guid[])[staffs, publics])
        {
            await town.Assess(report);
            await town.Decide(report, kind);
        }

        var receipt = await town.Receipt("POL-0780-1-staff", staffs);
        Assert.Equal("closed", receipt["status"]!.GetValue<string>());
        Assert.Contains(told, receipt["feedback"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("samtal med familjen", receipt.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Din anmälan är mottagen och bedömd av socialtjänsten. På grund av sekretess kan vi inte berätta vad den ledde till. Tack för att du hörde av dig.",
            (await town.LookUpReceipt(code)).Ok["feedback"]!.GetValue<string>());
    }

    [Fact]
    public async Task Reports_on_the_same_child_are_shown_and_stay_two()
    {
        await town.Resident("201702082395", "2020-01-01");
        var (first, second, other) = (await town.ReportHarm("201702082395"), await town.ReportHarm("201702082395"), await town.ReportHarm("201702092386"));
        Assert.Equal([first], (await town.Report(second))["duplicates"]!.AsArray().Select(d => d!["reportId"]!.GetValue<Guid>()));
        Assert.Empty((await town.Report(other))["duplicates"]!.AsArray());
        await town.Assess(first);
        Assert.Equal("new", (await town.Report(second))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_report_is_given_to_a_colleague_of_the_unit_and_to_nobody_else()
    {
        var report = await town.ReportHarm("201702102391");
        (await town.Take(report, "assignments", new { personId = "SOC-0780-2-staff" })).Expect(HttpStatusCode.BadRequest);
        (await town.Take(report, "assignments", new { personId = Intakes.Worker }, Intakes.Head)).Expect(HttpStatusCode.OK);
        Assert.Contains(report, await town.Intake(Intakes.Worker, "mine"));
        Assert.DoesNotContain(report, await town.Intake(Intakes.Head, "mine"));
        (await town.Take(report, "assignments", new { })).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(report, await town.Intake(Intakes.Worker, "mine"));
    }

    [Fact]
    public async Task Social_services_find_out_whom_a_report_is_about_once()
    {
        var child = await town.Resident("201702112382", "2020-01-01");
        var report = await Unidentified();
        (await town.Take(report, "identifications", new { identityNumber = "201902291234" })).Expect(HttpStatusCode.BadRequest);
        (await town.Take(report, "identifications", new { identityNumber = "201702112382" })).Expect(HttpStatusCode.OK);

        var read = await town.Report(report);
        Assert.Equal((child, "child", "new"), (read["childId"]!.GetValue<Guid>(), read["about"]!.GetValue<string>(), read["state"]!.GetValue<string>()));
        Assert.Equal("child-known", (await town.Take(report, "identifications", new { identityNumber = "201702112382" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_child_with_protected_identity_is_for_the_head_and_whom_the_head_names()
    {
        var child = await town.Resident("201702122399", "2020-01-01", protection: "sekretessmarkering");
        var told = await town.ReportHarm("201702122399");
        var found = await Unidentified();
        (await town.Take(found, "assignments", new { personId = Intakes.Worker })).Expect(HttpStatusCode.OK);
        (await town.Take(found, "identifications", new { identityNumber = "201702122399" })).Expect(HttpStatusCode.OK);
        foreach (var report in (Guid[])[told, found])
        {
            foreach (var view in (string[])["new", "unit", "mine"])
                Assert.DoesNotContain(report, await town.Intake(Intakes.Worker, view));
            (await town.GetReport(Intakes.Worker, report)).Expect(HttpStatusCode.NotFound);
            (await town.Take(report, "protection-assessments", new { needsProtectionNow = false, reasons = "Vet ej." })).Expect(HttpStatusCode.NotFound);
            Assert.Contains(report, await town.Intake(Intakes.Head));
            Assert.Null((await town.Report(report))["handlerId"]);
        }

        (await (await town.As(Intakes.Head)).Post($"/api/responsibility/v1/children/{child}/named-staff", new { personId = Intakes.Worker })).Expect(HttpStatusCode.OK);
        Assert.Contains(told, await town.Intake(Intakes.Worker));
        (await town.GetReport(Intakes.Worker, found)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_child_whose_identity_becomes_protected_leaves_the_list_at_once()
    {
        var child = await town.Resident("201702132380", "2020-01-01");
        var report = await town.ReportHarm("201702132380");
        Assert.Contains(report, await town.Intake(Intakes.Worker));
        var change = new Kronobarn.Responsibility.ChildChange(child);
        change.Facts.Add(new("protection", "population", "p1", new() { FromDate = town.Today, Reason = "skyddad-folkbokforing" }));
        await town.Change(change);
        Assert.DoesNotContain(report, await town.Intake(Intakes.Worker));
        Assert.Equal(1, await town.InStore("SocialServices", db => db.Scalar<int>("SELECT COUNT(*) FROM SocialServices.Report WHERE ReportId = @report AND IsProtected = 1", new { report })));
    }

    [Fact]
    public async Task A_report_that_is_not_investigated_can_reach_the_holder_as_a_concern_in_words_written_for_it()
    {
        await town.Resident("201702142397", "2020-01-01");
        var report = await town.ReportHarm("201702142397");
        await town.Assess(report);
        var handOver = new { ground = "consent", reason = "Vårdnadshavarna har samtyckt vid mötet.", text = "Familjen önskar stöd kring sömn." };
        (await town.Take(report, "hand-overs", handOver)).Expect(HttpStatusCode.Conflict);
        await town.Decide(report, "no-investigation");
        (await town.Take(report, "hand-overs", new { ground = "good-idea", handOver.reason, handOver.text })).Expect(HttpStatusCode.BadRequest);
        (await town.Take(report, "hand-overs", new { handOver.ground, handOver.reason, text = " Blåmärken på båda armarna." })).Expect(HttpStatusCode.BadRequest);
        var receipt = (await town.Take(report, "hand-overs", handOver)).Ok["receiptId"]!.GetValue<Guid>();

        var concern = await town.Concern("BVC-0780-1-staff", receipt);
        Assert.Equal(("Familjen önskar stöd kring sömn.", "social-services", "SOC-0780-1"),
            (concern["text"]!.GetValue<string>(), concern["reporter"]!["organisation"]!.GetValue<string>(), concern["reporter"]!["unitId"]!.GetValue<string>()));
        Assert.DoesNotContain("Blåmärken", concern.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("POL-0780", concern.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("samtyckt", concern.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("received", (await town.Receipt(Intakes.Worker, receipt))["status"]!.GetValue<string>());
        Assert.Equal(("handed-over", "consent"), ((await town.Report(report))["state"]!.GetValue<string>(), (await town.Report(report))["handOver"]!["ground"]!.GetValue<string>()));
        (await town.Take(report, "hand-overs", handOver)).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Where_nobody_holds_the_child_there_is_nobody_to_hand_over_to()
    {
        await town.Resident("201702152388", "2020-01-01", municipality: "1280");
        var (outside, unknown) = (await town.ReportHarm("201702152388"), await Unidentified());
        // No municipality of the county is the child's: the first reception of the county has it.
        foreach (var (report, person, code) in (IEnumerable<(Guid, string, string)>)[(outside, "SOC-0761-1-staff", "no-holder"), (unknown, Intakes.Worker, "child-unknown")])
        {
            await town.Assess(report, person);
            await town.Decide(report, "no-investigation", person);
            var answer = await town.Take(report, "hand-overs", new { ground = "own-task", reason = "Behövs för vårt arbete.", text = "Stöd behövs." }, person);
            Assert.Equal(code, answer.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        }
    }

    private Task<Guid> Unidentified() => town.RaiseConcern("POL-0780-1-staff", new
    {
        harm = true,
        about = new { kind = "unidentified", description = "En flicka i röd jacka, omkring sju år" },
        text = "Ensam vid stationen efter midnatt.",
        spokes = Array.Empty<string>(),
    });

    private Task<List<string>> Running(Guid report) =>
        town.InStore("SocialServices", db => db.Query<string>("SELECT Clock FROM SocialServices.Deadline WHERE ItemId = @report AND ItemKind = 'intake' AND DoneAt IS NULL ORDER BY Clock", new { report }));
}
