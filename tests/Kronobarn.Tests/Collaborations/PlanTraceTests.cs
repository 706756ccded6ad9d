using System.Net;

namespace Kronobarn.Tests.Collaborations;

/// <summary>What a unit is not to see leaves no trace in what it does see: no pointer at it, no word about it, no difference from what was never there.</summary>
public sealed class PlanTraceTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_part_that_points_at_one_that_the_unit_does_not_see_points_at_nothing_and_keeps_its_pointer_when_the_unit_edits_it()
    {
        var scene = await PlanScene.Lay(town, "201901012391", ["198501012382"]);
        var (owner, party, plan) = (await scene.At(PlanScene.Owner), await scene.At(PlanScene.Party), $"{PlanScene.Api}/plans/{scene.Plan}");
        var need = await Written(PlanScene.Owner, new { need = new { spoke = "trygg", text = "Behovet är ägarens." } });
        var goal = await Written(PlanScene.Owner, new { goal = new { text = "Sover hela natten.", evidence = "Säger det.", needId = need } });
        var hidden = await Written(PlanScene.Other, new { goal = new { text = "Målet är socialtjänstens.", evidence = "Syns." } });
        var help = await Written(PlanScene.Owner, new { intervention = new { what = "Samtal varje vecka.", unitId = PlanScene.Owner, from = "2026-03-02", goalId = hidden } });
        _ = (await owner.Post($"{plan}/follow-ups", new
        {
            on = "2026-03-02",
            summary = "Det går framåt.",
            nextOn = "2026-05-02",
            goals = (object[])[new { goalId = goal, reached = "partly", text = "Sover bättre." }, new { goalId = hidden, reached = "not", text = "Hemlig värdering." }],
        })).Created;

        foreach (var shown in new[] { await party.Get(plan), await party.Get($"{plan}/changes?from=0") })
        {
            _ = shown.Ok;
            Assert.Contains("Samtal varje vecka.", shown.Body, StringComparison.Ordinal);
            foreach (var trace in new[] { need.ToString(), hidden.ToString(), "Hemlig" })
                Assert.DoesNotContain(trace, shown.Body, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("Sover bättre.", (await party.Get(plan)).Body, StringComparison.Ordinal);
        var stale = await party.Put($"{plan}/parts/{help}", new { intervention = new { what = "Annat.", unitId = PlanScene.Owner, from = "2026-03-02" } }, "\"7\"");
        Assert.Equal(HttpStatusCode.Conflict, (await party.Put($"{plan}/parts/{help}", new { intervention = new { what = "Annat.", unitId = PlanScene.Owner, from = "2026-03-02" } }, "\"1\"")).Status);
        Assert.DoesNotContain(hidden.ToString(), stale.Body, StringComparison.Ordinal);
        // A goal names no unit, so that whoever sees it may edit it.
        stale = await party.Put($"{plan}/parts/{goal}", new { goal = new { text = "Sover.", evidence = "Säger det." } }, "\"7\"");
        stale.Expect(HttpStatusCode.PreconditionFailed);
        Assert.DoesNotContain(need.ToString(), stale.Body, StringComparison.Ordinal);
        _ = (await party.Put($"{plan}/parts/{goal}", new { goal = new { text = "Sover.", evidence = "Säger det." } }, "\"1\"")).Ok;
        var kept = (await owner.Get(plan)).Ok["parts"]!.AsArray().Single(p => p!["partId"]!.GetValue<Guid>() == goal)!["content"]!["goal"]!;
        Assert.Equal(("Sover.", need), (kept["text"]!.GetValue<string>(), kept["needId"]!.GetValue<Guid>()));

        async Task<Guid> Written(string unit, object part) => (await (await scene.At(unit)).Post($"{plan}/parts", part)).Created["partId"]!.GetValue<Guid>();
    }

    [Fact]
    public async Task A_part_that_the_unit_does_not_see_is_answered_like_one_that_does_not_exist_when_it_is_pointed_at()
    {
        var scene = await PlanScene.Lay(town, "201901022382", ["198501022381"]);
        var (party, parts) = (await scene.At(PlanScene.Party), $"{PlanScene.Api}/plans/{scene.Plan}/parts");
        var hidden = (await (await scene.At(PlanScene.Other)).Post(parts, new { goal = new { text = "Målet är socialtjänstens.", evidence = "Syns." } })).Created["partId"]!.GetValue<Guid>();

        var (pointed, unknown) = (await party.Post(parts, Help(hidden)), await party.Post(parts, Help(Guid.CreateVersion7())));

        Assert.Equal((HttpStatusCode.BadRequest, unknown.Body), (pointed.Status, pointed.Body));

        static object Help(Guid goalId) => new { intervention = new { what = "Läxhjälp.", unitId = PlanScene.Party, from = "2026-03-02", goalId } };
    }

    [Fact]
    public async Task How_the_plan_ended_is_told_to_those_whom_the_owner_may_tell_of_it()
    {
        var scene = await PlanScene.Lay(town, "201901032399", ["198501032380"]);
        var plan = $"{PlanScene.Api}/plans/{scene.Plan}";
        await scene.Close();
        Assert.Contains("Det gick bra.", (await (await scene.At(PlanScene.Party)).Get(plan)).Body, StringComparison.Ordinal);

        // What is left is whom to call at the third unit.
        await scene.Withdraw(PlanScene.Party);

        var shown = await (await scene.At(PlanScene.Party)).Get(plan);
        Assert.Equal("closed", shown.Ok["state"]!.GetValue<string>());
        Assert.DoesNotContain("Det gick bra.", shown.Body, StringComparison.Ordinal);
        Assert.Null(shown.Ok["outcome"]);
    }

    [Fact]
    public async Task A_unit_that_was_asked_and_is_covered_no_more_can_still_say_no_and_is_told_neither_name_nor_message()
    {
        var table = await PlanTable.Empty(town, "201901042380", ["198501042389"]);
        var form = await table.Consent(PlanTable.Usual, [table.Owner, "S-0780-1"]);
        await table.Open();
        _ = (await (await table.At(table.Owner)).Post($"{table.Url}/parties", new { unitId = "S-0780-1", message = "Han har berättat för er." })).Created;
        var asked = await (await table.At("S-0780-1")).Get($"{PlanTable.Api}/plans?view=asked");
        Assert.Contains("Han har berättat för er.", asked.Body, StringComparison.Ordinal);

        await table.Withdraw(form, table.Guardians[0]);

        asked = await (await table.At("S-0780-1")).Get($"{PlanTable.Api}/plans?view=asked");
        var item = asked.Ok["plans"]!.AsArray().Single(p => p!["planId"]!.GetValue<Guid>() == table.Plan)!;
        Assert.Equal((null, null), (item["child"]?.GetValue<string>(), item["message"]?.GetValue<string>()));
        _ = (await (await table.At("S-0780-1")).Post($"{table.Url}/answers", new { joins = false, reason = "Vi får inte längre." })).Ok;
    }

    [Theory]
    [InlineData("201901052397", "198501052388", false)]
    [InlineData("201901062388", "198501062387", true)]
    public async Task An_offer_of_the_plan_is_over_when_the_unit_that_has_it_leaves_the_table(string number, string guardian, bool byOwner)
    {
        var table = await PlanTable.Lay(town, number, [guardian], "S-0780-1", "F-0780-1");
        var owner = await table.At(table.Owner);
        _ = (await owner.Post($"{table.Url}/owner-offers", new { toUnitId = "S-0780-1", message = "Ni gör mest." })).Created;

        _ = (await (byOwner ? owner : await table.At("S-0780-1")).Post(byOwner ? $"{table.Url}/parties/S-0780-1/endings" : $"{table.Url}/departures", new { reason = "Barnet har bytt skola." })).Ok;

        Assert.DoesNotContain(table.Plan.ToString(), (await (await table.At("S-0780-1")).Get($"{PlanTable.Api}/plans?view=asked")).Body, StringComparison.Ordinal);
        _ = (await owner.Post($"{table.Url}/owner-offers", new { toUnitId = "F-0780-1", message = "Ni gör mest nu." })).Created;
    }

    [Fact]
    public async Task A_plan_rests_on_no_meeting_about_somebody_else()
    {
        var (table, other) = (await PlanTable.Empty(town, "201901072395", ["198501072386"]), await PlanTable.Empty(town, "201901082386", ["198501082385"]));
        await table.Consent(PlanTable.Usual, [table.Owner, "S-0780-1"]);
        var foreign = await town.Called(other.Child, MeetingScene.Invitation(town.In(1), [], [await town.Member(other.Child, other.Guardians[0])]));
        var owner = await table.At(table.Owner);

        foreach (var meetingId in new[] { foreign, Guid.CreateVersion7(), Guid.Empty })
            (await owner.Post($"{PlanTable.Api}/children/{table.Child}/plans", new { nextFollowUp = town.Today.AddMonths(2), meetingId })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task With_contact_alone_an_invited_unit_is_not_told_what_the_meeting_came_to()
    {
        var child = await town.Family("201901092393", "2019-01-09", "198501092384");
        await town.Consented(child, ["198501092384"], "BVC-0780-1", "S-0780-1", "contact");
        var meeting = await town.Called(child, MeetingScene.Invitation(town.In(0.04), ["S-0780-1"], [await town.Member(child, "198501092384")]));
        await town.Held(meeting);

        var shown = (await town.Meeting(MeetingScene.Teacher, meeting)).Ok;

        Assert.Equal("held", shown["state"]!.GetValue<string>());
        Assert.Null(shown["held"]);
        Assert.NotNull((await town.Meeting(MeetingScene.Nurse, meeting)).Ok["held"]);
    }
}
