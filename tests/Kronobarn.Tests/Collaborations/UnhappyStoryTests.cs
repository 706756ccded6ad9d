using System.Net;
using Kronobarn.Kernel;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Directories;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Collaborations;

/// <summary>The story's unhappy twins: what happens when people say no, change their minds, are silent, or are no more.</summary>
public sealed class UnhappyStoryTests(Town town) : IClassFixture<Town>
{
    private const string School = "S-0780-1";
    private const string Social = "SOC-0780-1";
    private const string Nurse = "BVC-0780-1-staff";
    private const string Mother = "198601012381";
    private const string Father = "198601012399";

    [Fact]
    public async Task One_guardian_refuses_and_the_own_organisation_goes_on_alone()
    {
        var table = await PlanTable.Empty(town, "201901022382", [Mother, Father]);
        var file = await town.OpenCase(Nurse, "201901022382");
        (await town.Work(Nurse, file, "decisions", Cases.Decision("collaboration"))).Expect(HttpStatusCode.Created);
        var form = await table.Ask(PlanTable.Usual, [table.Owner, School]);
        await table.Answer(form, Mother, "given");
        await table.Answer(form, Father, "refused");

        var nurse = await table.At(table.Owner);
        (await nurse.Post($"{PlanTable.Api}/children/{table.Child}/plans", new { nextFollowUp = town.Today.AddMonths(1) })).Refused("consent-missing");
        Assert.False((await nurse.Get($"{PlanTable.Api}/children/{table.Child}/consent-forms")).Ok["forms"]![0]!["isInForce"]!.GetValue<bool>());
        // No dead end: the case is decided again, by the unit's own means.
        (await town.Work(Nurse, file, "decisions", Cases.Decision("own"))).Expect(HttpStatusCode.Created);
        Assert.Equal("measures", await town.StateOf(Nurse, file));
    }

    [Fact]
    public async Task Consent_is_withdrawn_in_the_middle_and_all_tables_are_empty_in_the_same_moment()
    {
        var table = await PlanTable.Lay(town, "201901032399", [Mother, Father], School, Social);
        await table.Write(School, new { intervention = new { what = "Extra vuxen i klassen", unitId = School, from = town.Today } });
        await table.Withdraw(table.Form, Father);
        foreach (var unit in (string[])[table.Owner, School, Social])
        {
            Assert.Null(await table.TextFor(unit));
            (await (await table.At(unit)).Post($"{table.Url}/parts", new { background = new { text = "Mer." } })).Expect(HttpStatusCode.NotFound);
            (await (await table.At(unit)).Get($"{table.Url}/changes")).Expect(HttpStatusCode.NotFound);
        }

        Assert.DoesNotContain(table.Plan.ToString(), (await (await table.At(School)).Get($"{PlanTable.Api}/plans")).Ok.ToJsonString(), StringComparison.Ordinal);
        // The owner sees that there is one, asks again, and when the answer is yes everything is as it was.
        Assert.Equal("open", (await (await table.At(table.Owner)).Get($"{table.Url}/state")).Ok["state"]!.GetValue<string>());
        await table.Answer(table.Form, Father, "given");
        Assert.Contains("Extra vuxen i klassen", await table.TextFor(Social), StringComparison.Ordinal);
        await table.Withdraw(table.Form, Mother);
        _ = (await (await table.At(table.Owner)).Post($"{table.Url}/closings", new { outcome = "consent-gone", text = "Familjen vill inte längre." })).Ok;
        // It is the child's plan: the guardians still see how it ended.
        Assert.Contains("Familjen vill inte längre.", (await (await town.As(Mother)).Get($"{PlanTable.Family}/children/{table.Child}/plan")).Ok.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guardians_in_conflict_and_a_protected_address_leave_one_of_them_with_nothing_that_tells_where()
    {
        var table = await PlanTable.Lay(town, "201901042380", [Mother, Father], School, Social);
        await table.Write(School, new { contact = new { unitId = School, name = "Kontakt på skolan", phone = "0470-100" } });
        await table.Write(School, new { intervention = new { what = "Stöd varje dag", unitId = School, from = town.Today } });
        var father = await town.As(Father);
        Assert.Contains("Kontakt på skolan", (await father.Get($"{PlanTable.Family}/children/{table.Child}/plan")).Ok.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);

        await town.Protect(table.Child);
        foreach (var url in (string[])[$"children/{table.Child}/plan", $"children/{table.Child}/consents", $"children/{table.Child}/shared", $"children/{table.Child}/looks", $"meetings?childId={table.Child}"])
        {
            var shown = (await father.Get($"{PlanTable.Family}/{url}")).Ok.ToJsonString(PlanTable.Readable);
            Assert.All((string[])["Kontakt på skolan", "S-0780", "S 0780", "BVC-0780", "BVC 0780", "0470"], word => Assert.DoesNotContain(word, shown, StringComparison.Ordinal));
        }

        // Staff who are not named do not find the child any more; the head of the owner's unit does, and closes the father's view.
        (await (await table.At(table.Owner)).Get(table.Url)).Expect(HttpStatusCode.NotFound);
        var head = await town.As($"{table.Owner}-head");
        _ = (await head.Post($"/api/responsibility/v1/children/{table.Child}/closed-views", new { memberId = await town.Member(table.Child, Father), reason = "Hotbild." })).Created;
        var unknown = await father.Get($"{PlanTable.Family}/children/{Guid.NewGuid()}/plan");
        var closed = await father.Get($"{PlanTable.Family}/children/{table.Child}/plan");
        Assert.Equal((HttpStatusCode.NotFound, unknown.Body), (closed.Status, closed.Body));
        _ = (await (await town.As(Mother)).Get($"{PlanTable.Family}/children/{table.Child}/plan")).Ok;
    }

    [Fact]
    public async Task A_party_that_never_answers_climbs_the_ladder_and_is_taken_off_the_table()
    {
        var table = await PlanTable.Lay(town, "201901052397", [Mother], School);
        await table.Consent(PlanTable.Usual, [table.Owner, School, Social]);
        _ = (await (await table.At(table.Owner)).Post($"{table.Url}/parties", new { unitId = Social, message = "Kom med." })).Created;
        await town.DeliverEvents();
        await town.MorningOf(town.Today.AddDays(14).ToString("yyyy-MM-dd", null));
        var escalated = (await (await town.As($"{Social}-head")).Get("/api/social-services/v1/escalations")).Ok["escalations"]!.AsArray();
        Assert.Contains(escalated, e => e!["clock"]!.GetValue<string>() == "plan-answered");
        Assert.Equal([Social], (await (await table.At(table.Owner)).Get($"{table.Url}/state")).Ok["unanswered"]!.AsArray().Select(u => u!.GetValue<string>()), StringComparer.Ordinal);

        _ = (await (await table.At(table.Owner)).Post($"{table.Url}/parties/{Social}/endings", new { reason = "Svarar inte." })).Ok;
        await town.DeliverEvents();
        Assert.Null(await table.TextFor(Social));
        Assert.DoesNotContain("plan-answered", (await (await town.As($"{Social}-head")).Get("/api/social-services/v1/escalations")).Ok.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follow_up_that_is_forgotten_climbs_to_the_owners_head_and_stops_when_it_is_held()
    {
        var table = await PlanTable.Lay(town, "201901062388", [Mother], School);
        await town.DeliverEvents();
        await town.MorningOf(town.Today.AddMonths(2).AddDays(5).ToString("yyyy-MM-dd", null));
        Assert.True((await (await table.At(table.Owner)).Get($"{table.Url}/state")).Ok["isOverdue"]!.GetValue<bool>());
        Assert.Contains("follow-up", (await (await town.As($"{table.Owner}-head")).Get("/api/child-health-care/v1/escalations")).Ok.ToJsonString(), StringComparison.Ordinal);
        _ = (await (await table.At(School)).Post($"{table.Url}/follow-ups", new { on = town.Today, summary = "Vi sågs till sist.", nextOn = town.Today.AddMonths(2), goals = Array.Empty<object>() })).Created;
        await town.DeliverEvents();
        Assert.DoesNotContain("follow-up", (await (await town.As($"{table.Owner}-head")).Get("/api/child-health-care/v1/escalations")).Ok.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unit_that_called_a_meeting_closes_and_its_successor_can_call_it_off()
    {
        const string Closing = "HAB-0761-1";
        var child = await town.Family("201901082386", "2019-01-08", Mother);
        await town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Partner"]].Write(async db =>
        {
            await db.Insert("CaseFile", ["CaseId", "ChildId", "UnitId", "IsProtected", "State", "Origin", "OpenedAt", "Version"], [[Guid.CreateVersion7(), child, Closing, false, "gathering", "concern", Clock.StartOf(Town.FirstDay), 1]]);
            return 0;
        }, default);
        var meeting = (await (await town.As($"{Closing}-staff")).Post($"{PlanTable.Api}/children/{child}/meetings", new
        {
            purpose = "Hur kan det bli bättre?",
            startsAt = Clock.StartOf(town.Today.AddDays(40)).AddHours(10).ToUniversalTime(),
            endsAt = Clock.StartOf(town.Today.AddDays(40)).AddHours(11).ToUniversalTime(),
            units = Array.Empty<string>(),
            guardians = new[] { await town.Member(child, Mother) },
            isChildInvited = false,
            childNotInvitedBecause = "Vill inte.",
            place = "Rum 1",
        })).Created["meetingId"]!.GetValue<Guid>();
        var tomorrow = town.Today.AddDays(1);
        (await (await town.As("it-admin-0761")).Post($"/api/directory/v1/units/{Closing}/closures", new { to = tomorrow, successorUnitId = "HAB-0761-2" })).Expect(HttpStatusCode.OK);
        await town.MorningOf(tomorrow.ToString("yyyy-MM-dd", null));
        var next = await town.As("HAB-0761-2-staff");
        Assert.True((await next.Get($"{PlanTable.Api}/meetings/{meeting}")).Ok["isConvener"]!.GetValue<bool>());
        _ = (await next.Post($"{PlanTable.Api}/meetings/{meeting}/cancellations", new { reason = "Vi flyttar ihop två mottagningar." })).Ok;
    }

    [Fact]
    public async Task The_owners_unit_closes_and_its_successor_owns_the_plan_and_reads_it_when_the_family_has_renewed()
    {
        var table = await PlanTable.Lay(town, "201901072395", [Mother], Social);
        _ = (await (await table.At(table.Owner)).Post($"{table.Url}/owner-offers", new { toUnitId = Social, message = "Ni gör mest." })).Created;
        town.MoveClock(TimeSpan.FromMinutes(1));
        await table.Consent(PlanTable.Usual, [table.Owner, Social], renews: table.Form);
        _ = (await (await table.At(Social)).Post($"{table.Url}/owner-offers/answers", new { accepts = true })).Ok;
        var admin = await town.As("it-admin-0780");
        var tomorrow = town.Today.AddDays(1);
        (await admin.Post($"/api/directory/v1/units/{Social}/closures", new { to = tomorrow })).Refused("unit-has-work");
        (await admin.Post($"/api/directory/v1/units/{Social}/closures", new { to = tomorrow, successorUnitId = "SOC-0780-2" })).Expect(HttpStatusCode.OK);
        await town.MorningOf(tomorrow.ToString("yyyy-MM-dd", null));

        Assert.Equal("SOC-0780-2", (await (await table.At(table.Owner)).Get($"{table.Url}/state")).Ok["ownerUnitId"]!.GetValue<string>());
        Assert.Null(await table.TextFor("SOC-0780-2"));
        Assert.Equal("open", (await (await table.At("SOC-0780-2")).Get($"{table.Url}/state")).Ok["state"]!.GetValue<string>());
        await table.Consent(PlanTable.Usual, [table.Owner, "SOC-0780-2"]);
        Assert.NotNull(await table.TextFor("SOC-0780-2"));
    }
}
