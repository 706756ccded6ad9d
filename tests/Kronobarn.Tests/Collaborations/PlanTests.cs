using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Directories;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Barnets plan over HTTP: its parts, its table, its owner and its days.</summary>
public sealed class PlanTests(Town town) : IClassFixture<Town>
{
    private const string School = "S-0780-1";
    private const string Social = "SOC-0780-1";
    private const string Habilitation = "HAB-0780-1";

    [Fact]
    public async Task Without_consent_there_is_no_plan_and_with_it_there_is_one()
    {
        var table = await PlanTable.Empty(town, "201901012391", ["198501012382"]);
        var nurse = await table.At(table.Owner);
        var opening = new { nextFollowUp = town.Today.AddMonths(2) };
        (await nurse.Post($"{PlanTable.Api}/children/{table.Child}/plans", opening)).Refused("consent-missing");

        await table.Consent(PlanTable.Usual, [table.Owner, School]);
        await table.Open();
        (await nurse.Post($"{PlanTable.Api}/children/{table.Child}/plans", opening)).Refused("plan-open");
        Assert.Equal(table.Owner, (await table.Read(table.Owner))["ownerUnitId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_many_who_open_a_plan_at_once_one_does()
    {
        var table = await PlanTable.Empty(town, "201901142388", ["198501072394"]);
        await table.Consent(PlanTable.Usual, [table.Owner, School]);
        var nurse = await table.At(table.Owner);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => nurse.Post($"{PlanTable.Api}/children/{table.Child}/plans", new { nextFollowUp = town.Today.AddMonths(2) }))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.Refused("plan-open"));
        Assert.Equal(["1"], await town.Rows("collaboration", "SELECT COUNT(*) FROM Collaboration.ChildPlan WHERE ChildId = @Child", new { table.Child }));
    }

    [Fact]
    public async Task The_next_follow_up_is_at_most_six_months_ahead_and_no_plan_is_without()
    {
        var table = await PlanTable.Lay(town, "201901022382", ["198501012390"], School);
        var nurse = await table.At(table.Owner);
        Assert.Equal(HttpStatusCode.BadRequest, (await nurse.Post($"{table.Url}/follow-ups", new { on = town.Today, summary = "Allt bra.", nextOn = town.Today.AddDays(185), goals = Array.Empty<object>() })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await nurse.Post($"{table.Url}/follow-ups", new { on = town.Today, summary = "Allt bra.", goals = Array.Empty<object>() })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await nurse.Post($"{table.Url}/follow-ups", new { on = town.Today.AddDays(1), summary = "Allt bra.", nextOn = town.Today.AddDays(30), goals = Array.Empty<object>() })).Status);
        _ = (await nurse.Post($"{table.Url}/follow-ups", new { on = town.Today, summary = "Allt bra.", nextOn = town.Today.AddDays(184), goals = Array.Empty<object>() })).Created;
        Assert.Equal(town.Today.AddDays(184).ToString("yyyy-MM-dd", null), (await table.Read(School))["nextFollowUp"]!.GetValue<string>());
    }

    [Fact]
    public async Task Each_sees_what_the_consent_covers_from_each_writer_and_no_more()
    {
        var table = await PlanTable.Empty(town, "201901032399", ["198501022381"]);
        var nurse = await table.At(table.Owner);
        // The school may have the analysis of the nurse, the social services only the plan, and the habilitation nothing from the school.
        var form = (await nurse.Post($"{PlanTable.Api}/children/{table.Child}/consent-forms", new
        {
            purpose = "Att vi tillsammans kan hjälpa barnet.",
            until = town.Today.AddMonths(6),
            lines = new object[]
            {
                new { from = new[] { table.Owner }, to = new[] { School }, categories = new[] { "analysis", "plan" } },
                new { from = new[] { table.Owner, School }, to = new[] { Social }, categories = new[] { "plan" } },
                new { from = new[] { table.Owner }, to = new[] { Habilitation }, categories = new[] { "plan" } },
                new { from = new[] { School, Social, Habilitation }, to = new[] { table.Owner }, categories = new[] { "plan" } },
            },
        })).Created["formId"]!.GetValue<Guid>();
        await table.Answer(form, table.Guardians[0], "given");
        await table.Open();
        foreach (var unit in (string[])[School, Social, Habilitation])
            await table.Seat(unit);

        await table.Write(table.Owner, new { need = new { spoke = "trygg", text = "Behov från sköterskan" } });
        var goal = await table.Write(table.Owner, new { goal = new { text = "Mål från sköterskan", evidence = "Hon somnar själv" } });
        await table.Write(School, new { intervention = new { what = "Insats från skolan", unitId = School, from = town.Today, goalId = goal, status = "ongoing" } });
        await table.Write(School, new { contact = new { unitId = School, name = "Kontakt Skola", phone = "0470-1" } });

        Sees(await table.TextFor(School), "Behov från sköterskan", "Mål från sköterskan", "Insats från skolan", "Kontakt Skola");
        SeesNot(await table.TextFor(Social), "Behov från sköterskan", "Kontakt Skola");
        Sees(await table.TextFor(Social), "Mål från sköterskan", "Insats från skolan");
        SeesNot(await table.TextFor(Habilitation), "Insats från skolan", "Behov från sköterskan");
        Sees(await table.TextFor(Habilitation), "Mål från sköterskan");
        SeesNot(await table.TextFor(table.Owner), "Kontakt Skola");

        // What the school adds to the nurse's goal is the school's too, and then it is no longer for the habilitation.
        _ = (await (await table.At(School)).Put($"{table.Url}/parts/{goal}", new { goal = new { text = "Mål från sköterskan och skolan", evidence = "Hon somnar själv" } }, "\"1\"")).Ok;
        Sees(await table.TextFor(Social), "Mål från sköterskan och skolan");
        SeesNot(await table.TextFor(Habilitation), "Mål från");
        var changes = (await (await table.At(Habilitation)).Get($"{table.Url}/changes")).Ok.ToJsonString();
        Assert.DoesNotContain("Hon somnar", changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collision_shows_both_texts_and_loses_none()
    {
        var table = await PlanTable.Lay(town, "201901042380", ["198501022399"], School);
        var goal = await table.Write(table.Owner, new { goal = new { text = "Första", evidence = "Syns" } });
        var (nurse, teacher) = (await table.At(table.Owner), await table.At(School));
        var edited = await teacher.Put($"{table.Url}/parts/{goal}", new { goal = new { text = "Skolans", evidence = "Syns" } }, "\"1\"");
        Assert.Equal("\"2\"", edited.ETag);
        var stale = (await nurse.Put($"{table.Url}/parts/{goal}", new { goal = new { text = "Sköterskans", evidence = "Syns" } }, "\"1\"")).Expect(HttpStatusCode.PreconditionFailed);
        Assert.Equal("Skolans", stale["current"]!["part"]!["goal"]!["text"]!.GetValue<string>());
        Assert.Equal("Sköterskans", stale["yours"]!["part"]!["goal"]!["text"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await nurse.Put($"{table.Url}/parts/{goal}", new { goal = new { text = "Utan", evidence = "Syns" } }, null)).Status);
        Assert.Equal("Skolans", Part(await table.Read(School), goal)["goal"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Two_versions_differ_field_by_field_and_a_part_that_is_taken_out_stays_in_the_history()
    {
        var table = await PlanTable.Lay(town, "201901052397", ["198501032380"], School);
        var need = await table.Write(table.Owner, new { need = new { spoke = "aktiv", text = "Vill röra sig" } });
        var before = (await table.Read(table.Owner))["number"]!.GetValue<int>();
        var nurse = await table.At(table.Owner);
        _ = (await nurse.Put($"{table.Url}/parts/{need}", new { need = new { spoke = "aktiv", text = "Vill simma" } }, "\"1\"")).Ok;
        var change = (await nurse.Get($"{table.Url}/changes?from={before}")).Ok["changes"]!.AsArray().Single()!;
        Assert.Equal(("changed", "text", "Vill röra sig", "Vill simma"), (change["what"]!.GetValue<string>(), change["fields"]![0]!["field"]!.GetValue<string>(),
            change["fields"]![0]!["before"]!.GetValue<string>(), change["fields"]![0]!["after"]!.GetValue<string>()));

        _ = (await Delete(nurse, $"{table.Url}/parts/{need}", "\"2\"")).Ok;
        Assert.DoesNotContain("simma", await table.TextFor(table.Owner), StringComparison.Ordinal);
        Assert.Contains("removed", (await nurse.Get($"{table.Url}/changes?from={before + 1}")).Ok.ToJsonString(), StringComparison.Ordinal);
        var whole = (await nurse.Get($"{table.Url}/changes?from=0&to={before}")).Ok["changes"]!.AsArray().Single()!;
        Assert.Equal("added", whole["what"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.BadRequest, (await nurse.Get($"{table.Url}/changes?from={before}&to=1")).Status);
    }

    [Fact]
    public async Task Own_words_are_their_writers_alone_and_disagreement_stays_as_it_was_said()
    {
        var table = await PlanTable.Lay(town, "201901062388", ["198501032398"], School);
        var words = await table.Write(School, new { words = new { text = "Vi tycker inte som ni.", disagrees = true } });
        (await (await table.At(table.Owner)).Put($"{table.Url}/parts/{words}", new { words = new { text = "Alla är eniga." } }, "\"1\"")).Refused("not-yours");
        Sees(await table.TextFor(table.Owner), "Vi tycker inte som ni.");
    }

    [Fact]
    public async Task Only_the_owner_writes_for_another_party_and_nobody_for_one_that_is_not_at_the_table()
    {
        var table = await PlanTable.Lay(town, "201901072395", ["198501042389"], School, Social);
        var forSchool = new { intervention = new { what = "Extra stöd", unitId = School, from = town.Today } };
        (await (await table.At(Social)).Post($"{table.Url}/parts", forSchool)).Refused("owner-only");
        await table.Write(table.Owner, forSchool);
        Sees(await table.TextFor(School), "Extra stöd");
        Assert.Equal(HttpStatusCode.BadRequest, (await (await table.At(table.Owner)).Post($"{table.Url}/parts", new { contact = new { unitId = "POL-0780-1", name = "Någon", phone = "114 14" } })).Status);
    }

    [Fact]
    public async Task Insatser_that_are_the_same_or_pull_apart_are_pointed_out()
    {
        var table = await PlanTable.Lay(town, "201901082386", ["198501042397"], School, Social);
        await table.Write(School, new { intervention = new { what = "Längre skoldag steg för steg", unitId = School, from = town.Today, topic = "Skoldagens längd", aim = "more" } });
        await table.Write(Social, new { intervention = new { what = "Vila hemma på eftermiddagen", unitId = Social, from = town.Today, topic = "skoldagens längd", aim = "less" } });
        await table.Write(School, new { intervention = new { what = "Samtal med kurator varje vecka", unitId = School, from = town.Today } });
        await table.Write(Social, new { intervention = new { what = "Samtal med kurator varje torsdag vecka", unitId = Social, from = town.Today } });
        await table.Write(Social, new { intervention = new { what = "Samtal med kurator varje vecka", unitId = Social, from = town.Today, status = "done" } });
        Assert.Equal(["contradiction", "duplicate"], (await table.Read(School))["overlaps"]!.AsArray().Select(o => o!["kind"]!.GetValue<string>()).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_unit_is_asked_only_where_consent_covers_it_and_its_answer_stands()
    {
        var table = await PlanTable.Lay(town, "201901092393", ["198501052388"], School);
        var nurse = await table.At(table.Owner);
        (await nurse.Post($"{table.Url}/parties", new { unitId = Social, message = "Kom." })).Refused("consent-missing");
        Assert.Equal(HttpStatusCode.NotFound, (await (await table.At(Social)).Get(table.Url)).Status);

        await table.Consent(PlanTable.Usual, [table.Owner, School, Social]);
        _ = (await nurse.Post($"{table.Url}/parties", new { unitId = Social, message = "Kom." })).Created;
        var social = await table.At(Social);
        // Asked, and not yet at the table: it knows that it is asked, and reads nothing.
        Assert.Contains("Kom.", (await social.Get($"{PlanTable.Api}/plans?view=asked")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await social.Get(table.Url)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await social.Post($"{table.Url}/answers", new { joins = false })).Status);
        _ = (await social.Post($"{table.Url}/answers", new { joins = false, reason = "Vi har ingen insats." })).Ok;
        Assert.Equal(HttpStatusCode.NotFound, (await social.Post($"{table.Url}/answers", new { joins = true })).Status);
        await table.Seat(Social);
        _ = (await social.Post($"{table.Url}/departures", new { reason = "Insatsen är klar." })).Ok;
        Assert.Equal(HttpStatusCode.NotFound, (await social.Get(table.Url)).Status);
        (await nurse.Post($"{table.Url}/departures", new { reason = "Vi vill inte." })).Refused("owner-stays");
    }

    [Fact]
    public async Task The_plan_changes_hands_by_offer_acceptance_and_renewed_consent_and_the_giver_owns_it_until_then()
    {
        var table = await PlanTable.Lay(town, "201901102382", ["198501052396"], Social);
        var (nurse, social) = (await table.At(table.Owner), await table.At(Social));
        _ = (await nurse.Post($"{table.Url}/owner-offers", new { toUnitId = Social, message = "Ni gör mest." })).Created;
        (await social.Post($"{table.Url}/owner-offers/answers", new { accepts = true })).Refused("consent-missing");
        Assert.Equal(table.Owner, (await table.Read(Social))["ownerUnitId"]!.GetValue<string>());

        town.MoveClock(TimeSpan.FromMinutes(1));
        var renewed = await table.Consent(PlanTable.Usual, [table.Owner, Social], renews: table.Form);
        Assert.Equal("replaced", (await nurse.Get($"{PlanTable.Api}/children/{table.Child}/consent-forms")).Ok["forms"]!.AsArray().Single(f => f!["formId"]!.GetValue<Guid>() != renewed)!["state"]!.GetValue<string>());
        _ = (await social.Post($"{table.Url}/owner-offers/answers", new { accepts = true })).Ok;
        Assert.Equal(Social, (await table.Read(Social))["ownerUnitId"]!.GetValue<string>());
        // The holder follows a plan that another owns.
        Assert.Equal("holder", (await nurse.Get($"{PlanTable.Api}/plans?view=followed")).Ok["plans"]!.AsArray().Single(p => p!["planId"]!.GetValue<Guid>() == table.Plan)!["as"]!.GetValue<string>());
        Assert.Equal(Social, (await nurse.Get($"{table.Url}/state")).Ok["ownerUnitId"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await nurse.Post($"{table.Url}/closings", new { outcome = "other", text = "Nej." })).Status);
    }

    [Fact]
    public async Task Goals_are_evaluated_one_by_one_and_a_goal_that_is_not_there_is_refused()
    {
        var table = await PlanTable.Lay(town, "201901112399", ["198501062387"], School);
        var goal = await table.Write(School, new { goal = new { text = "Trivs på rasten", evidence = "Leker med någon" } });
        var teacher = await table.At(School);
        var held = new { on = town.Today, summary = "Det går framåt.", nextOn = town.Today.AddMonths(3), goals = new[] { new { goalId = goal, reached = "partly", text = "Leker ibland." } } };
        _ = (await teacher.Post($"{table.Url}/follow-ups", held)).Created;
        Assert.Equal("partly", (await table.Read(table.Owner))["followUps"]![0]!["evaluations"]![0]!["reached"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.BadRequest, (await teacher.Post($"{table.Url}/follow-ups", held with { goals = [new { goalId = Guid.NewGuid(), reached = "partly", text = "Leker ibland." }] })).Status);
    }

    [Fact]
    public async Task A_closed_plan_is_read_and_not_written_and_opens_again_within_its_time()
    {
        var table = await PlanTable.Lay(town, "201901122380", ["198501062395"], School);
        var nurse = await table.At(table.Owner);
        Assert.Equal(HttpStatusCode.NotFound, (await (await table.At(School)).Post($"{table.Url}/closings", new { outcome = "other", text = "Klart." })).Status);
        _ = (await nurse.Post($"{table.Url}/closings", new { outcome = "goals-reached", text = "Målen är nådda." })).Ok;
        (await nurse.Post($"{table.Url}/parts", new { background = new { text = "Mer." } })).Refused("wrong-state");
        Sees(await table.TextFor(School), "Målen är nådda.");
        Assert.Equal([(table.Plan, "holder"), (table.Plan, "owner")], await Listed(nurse, "closed", table.Child));
        Assert.Equal([(table.Plan, "party")], await Listed(await table.At(School), "closed", table.Child));
        Assert.Empty(await Listed(nurse, "all", table.Child));
        _ = (await nurse.Post($"{table.Url}/reopenings", new { nextFollowUp = town.Today.AddMonths(1) })).Ok;
        await table.Write(School, new { background = new { text = "Det började igen." } });
        Assert.Equal([(table.Plan, "holder"), (table.Plan, "owner")], await Listed(nurse, "all", table.Child));
        Assert.Empty(await Listed(nurse, "closed", table.Child));
        Assert.Empty(await Listed(nurse, "all", Guid.NewGuid()));
    }

    [Fact]
    public async Task The_family_is_named_to_those_whom_consent_lets_have_the_plan_or_who_is_in_touch_and_to_nobody_else()
    {
        var table = await PlanTable.Lay(town, "201901142396", ["198501082385"], School);
        var family = (await table.Read(School))["family"]!.AsArray();
        Assert.Equal(["child", "guardian"], family.Select(member => member!["who"]!.GetValue<string>()), StringComparer.Ordinal);

        var only = await table.Consent(["documents"], [table.Owner, School], renews: table.Form);
        Assert.NotEqual(Guid.Empty, only);
        Assert.Empty((await table.Read(School))["family"]!.AsArray());
    }

    [Fact]
    public async Task The_holder_follows_without_consent_and_when_the_holder_changes_so_does_the_follower()
    {
        var table = await PlanTable.Lay(town, "201901132397", ["198501072386"], Social);
        _ = (await (await table.At(table.Owner)).Post($"{table.Url}/owner-offers", new { toUnitId = Social, message = "Ni gör mest." })).Created;
        town.MoveClock(TimeSpan.FromMinutes(1));
        var renewed = await table.Consent(PlanTable.Usual, [table.Owner, Social], renews: table.Form);
        _ = (await (await table.At(Social)).Post($"{table.Url}/owner-offers/answers", new { accepts = true })).Ok;
        await table.Withdraw(renewed, table.Guardians[0]);

        Assert.Null(await table.TextFor(Social));
        Assert.Null(await table.TextFor(table.Owner));
        Assert.Equal("open", (await (await table.At(table.Owner)).Get($"{table.Url}/state")).Ok["state"]!.GetValue<string>());
        await town.MovesTo(table.Child, "0761", town.Today.ToString("yyyy-MM-dd", null));
        Assert.Equal(HttpStatusCode.NotFound, (await (await table.At(table.Owner)).Get($"{table.Url}/state")).Status);
        Assert.Contains((await (await table.At("BVC-0761-1")).Get($"{PlanTable.Api}/plans?view=followed")).Ok["plans"]!.AsArray(), p => p!["planId"]!.GetValue<Guid>() == table.Plan);
    }

    private static async Task<List<(Guid Plan, string As)>> Listed(Staff staff, string view, Guid child) =>
        [.. (await staff.Get($"{PlanTable.Api}/plans?view={view}&childId={child}")).Ok["plans"]!.AsArray().Select(plan => (plan!["planId"]!.GetValue<Guid>(), plan["as"]!.GetValue<string>()))];

    private static JsonNode Part(JsonNode plan, Guid part) => plan["parts"]!.AsArray().Single(p => p!["partId"]!.GetValue<Guid>() == part)!["content"]!;

    private static void Sees(string? plan, params string[] texts) => Assert.All(texts, text => Assert.Contains(text, plan ?? "", StringComparison.Ordinal));

    private static void SeesNot(string? plan, params string[] texts) => Assert.All(texts, text => Assert.DoesNotContain(text, plan ?? throw new InvalidOperationException("no plan"), StringComparison.Ordinal));

    private static async Task<Answer> Delete(Staff staff, string url, string etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, url);
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        using var answer = await staff.Client.SendAsync(request);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.ToString());
    }
}
