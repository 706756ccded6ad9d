using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Kronobarn.Tests.Accesses;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Collaborations;

/// <summary>What is done in the store that all organisations share is reviewed, and explained, like what is done in the own.</summary>
public sealed class SharedLogTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_sample_of_the_log_holds_what_the_units_people_did_in_the_shared_store_and_nothing_of_another_unit()
    {
        var table = await PlanTable.Lay(town, "201901012391", ["198501012382"], "S-0780-1");
        _ = await table.Read("S-0780-1");
        (await (await table.At("F-0780-1")).Get(table.Url)).Expect(HttpStatusCode.NotFound);
        var reviewer = await town.As(await town.Employ("S-0780-1", "log-reviewer"));

        var sample = (await reviewer.Post("/api/school/v1/log-samples", new { from = "2026-03-02", to = "2026-03-03", size = 200, method = "chance" })).Created["sampleId"]!.GetValue<Guid>();

        var items = (await reviewer.Get($"/api/school/v1/log-samples/{sample}")).Ok["items"]!.AsArray();
        var opened = items.First(i => i!["slice"]!.GetValue<string>() == "GetPlan")!;
        Assert.Equal(("S-0780-1-staff", table.Child, "party"), (opened["personId"]!.GetValue<string>(), opened["subjectId"]!.GetValue<Guid>(), opened["ground"]!.GetValue<string>()));
        Assert.All(items, i => Assert.StartsWith("S-0780-1-", i!["personId"]!.GetValue<string>(), StringComparison.Ordinal));
        _ = (await reviewer.Post($"/api/school/v1/log-samples/{sample}/items/{opened["n"]!.GetValue<int>()}/judgements", new { verdict = "fine" })).Ok;

        var preschool = await town.As(await town.Employ("F-0780-1", "log-reviewer"));
        var worth = (await preschool.Post("/api/preschool/v1/log-samples", new { from = "2026-03-02", to = "2026-03-03", size = 20, method = "system" })).Created["sampleId"]!.GetValue<Guid>();
        Assert.Contains((await preschool.Get($"/api/preschool/v1/log-samples/{worth}")).Ok["items"]!.AsArray(), i => (i!["slice"]!.GetValue<string>(), i["outcome"]!.GetValue<string>()) == ("GetPlan", "refused"));
    }

    [Fact]
    public async Task The_holder_is_told_that_it_may_read_the_plan_for_as_long_as_a_consent_covers_it()
    {
        var table = await PlanTable.Lay(town, "201901022382", ["198501022381"], "S-0780-1");
        Assert.Contains("plan.read", await Allowed(), StringComparer.Ordinal);

        await table.Withdraw(table.Form, table.Guardians[0]);

        Assert.DoesNotContain("plan.read", await Allowed(), StringComparer.Ordinal);
        Assert.Contains("plan.follow", await Allowed(), StringComparer.Ordinal);

        async Task<string[]> Allowed() => [.. (await (await table.At(table.Owner)).Get($"/api/child-health-care/v1/access/explain?childId={table.Child}")).Ok["operations"]!.AsArray().Select(o => o!["operation"]!.GetValue<string>())];
    }

    [Fact]
    public async Task A_party_is_told_of_the_consent_that_covers_it_and_of_nobodys_answers_and_of_nothing_when_it_is_taken_back()
    {
        var table = await PlanTable.Lay(town, "201901032399", ["198501032380"], "S-0780-1", "SOC-0780-1");
        var foreign = await table.Consent(["concern"], [table.Owner, "F-0780-1"]);
        var head = await town.As($"{table.Owner}-head");
        _ = (await head.Post($"{PlanTable.Api}/children/{table.Child}/other-grounds", new { kind = "osl-10-27", toUnitId = "POL-0780-1", categories = new[] { "concern" }, reasons = "Skäl för polisen.", until = "2026-04-01" })).Created;
        var party = await table.At("S-0780-1");
        var url = $"{PlanTable.Api}/children/{table.Child}/consent-forms";

        var shown = await party.Get(url);

        var form = Assert.Single(shown.Ok["forms"]!.AsArray())!;
        Assert.Equal((table.Form, true, 0), (form["formId"]!.GetValue<Guid>(), form["isInForce"]!.GetValue<bool>(), form["answers"]!.AsArray().Count));
        Assert.All(form["lines"]!.AsArray(), l => Assert.Contains("S-0780-1", new[] { l!["fromUnitId"]!.GetValue<string>(), l["toUnitId"]!.GetValue<string>() }, StringComparer.Ordinal));
        foreach (var told in (string[])["Skäl för polisen", "Vuxen", "F-0780-1"])
            Assert.DoesNotContain(told, shown.Ok.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);
        Assert.Contains("Skäl för polisen", (await head.Get(url)).Ok.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await party.Get($"{PlanTable.Api}/consent-forms/{table.Form}/page")).Status);
        (await party.Get($"{PlanTable.Api}/consent-forms/{foreign}/page")).Expect(HttpStatusCode.NotFound);

        await table.Withdraw(table.Form, table.Guardians[0]);

        (await party.Get(url)).Expect(HttpStatusCode.NotFound);
        (await party.Get($"{PlanTable.Api}/consent-forms/{table.Form}/page")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_one_unit_lets_another_have_on_another_ground_is_no_business_of_a_third()
    {
        var child = await town.Family("201901042380", "2019-01-04", "198501042389");
        await town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["SocialServices"]].Write(async db =>
        {
            await db.Insert("CaseFile", ["CaseId", "ChildId", "UnitId", "IsProtected", "State", "Origin", "OpenedAt", "Version"], [[Guid.CreateVersion7(), child, "SOC-0780-1", false, "gathering", "concern", Clock.StartOf(Town.FirstDay), 1]]);
            return 0;
        }, default);
        var social = await town.As("SOC-0780-1-head");
        _ = (await social.Post($"{PlanTable.Api}/children/{child}/other-grounds", new { kind = "osl-10-27", toUnitId = "POL-0780-1", categories = new[] { "concern" }, reasons = "Hot i hemmet.", until = "2026-04-01" })).Created;

        Assert.DoesNotContain("Hot i hemmet", (await (await town.As(Consents.Head)).Get($"{PlanTable.Api}/children/{child}/consent-forms")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Hot i hemmet", (await social.Get($"{PlanTable.Api}/children/{child}/consent-forms")).Ok.ToJsonString(), StringComparison.Ordinal);
    }
}
