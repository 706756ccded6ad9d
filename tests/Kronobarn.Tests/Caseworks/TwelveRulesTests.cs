using System.Net;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Caseworks;

/// <summary>
/// What users of other systems have suffered from, each turned into a rule of ours (other case systems' published bugs). Of the twelve, drafts belong to the
/// pages, there is no export yet, and what a person or unit that goes leaves behind is in <see cref="RehomingTests"/>.
/// </summary>
public sealed class TwelveRulesTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";
    private const string Social = "SOC-0780-1-staff";

    [Fact]
    public async Task Every_write_carries_the_version_it_rests_on_and_a_collision_shows_both_texts()
    {
        var file = await Case("201901012391");
        var note = (await Post(Nurse, $"cases/{file}/notes", new { text = "Först." })).Created["noteId"]!.GetValue<Guid>();
        (await (await town.As(Nurse)).Put($"{Cases.Api(Nurse)}/cases/{file}/notes/{note}", new { text = "Den ena." }, "\"1\"")).Expect(HttpStatusCode.OK);

        var stale = (await (await town.As(Nurse)).Put($"{Cases.Api(Nurse)}/cases/{file}/notes/{note}", new { text = "Den andra." }, "\"1\"")).Expect(HttpStatusCode.PreconditionFailed);
        Assert.Equal(("Den ena.", "Den andra."), (stale["current"]!["text"]!.GetValue<string>(), stale["yours"]!["text"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await (await town.As(Nurse)).Put($"{Cases.Api(Nurse)}/cases/{file}/notes/{note}", new { text = "Utan." }, null)).Status);
    }

    [Fact]
    public async Task The_same_command_twice_has_one_effect()
    {
        await town.Resident("201901022382", "2020-01-01");
        var officer = await town.As("POL-0780-1-staff");
        var body = new { harm = false, about = Concerns.About("201901022382"), text = "Oroad.", spokes = Array.Empty<string>() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => officer.Post("/api/police/v1/concerns", body, key: "one-and-the-same")));
        await town.DeliverEvents();

        var receipt = Assert.Single(answers.Where(a => a.Status == HttpStatusCode.Created).Select(a => a.Json["receiptId"]!.GetValue<Guid>()).Distinct());
        Assert.Single(await town.Inbox(Nurse, "new"), receipt);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await officer.Post("/api/police/v1/concerns", body with { text = "Något annat." }, key: "one-and-the-same")).Status);
    }

    [Fact]
    public async Task A_hand_over_leaves_the_case_with_its_giver_until_it_is_accepted_and_a_refusal_needs_a_reason()
    {
        var file = await Case("201901032399");
        var offer = await town.Offered(Nurse, file);
        Assert.Equal("offered", await town.StateOf(Nurse, file));

        Assert.Equal(HttpStatusCode.BadRequest, (await town.Answer(Social, "child-health-care", offer, "refusals", new { reason = "" })).Status);
        Assert.Equal("offered", await town.StateOf(Nurse, file));
        (await town.Answer(Social, "child-health-care", offer, "refusals", new { reason = "Inte vårt uppdrag." })).Expect(HttpStatusCode.OK);
        Assert.Equal("gathering", await town.StateOf(Nurse, file));
    }

    [Fact]
    public async Task What_ends_in_one_way_takes_nothing_that_was_given_in_another()
    {
        var child = await town.Resident("201901042380", "2020-01-01");
        var file = await Case("201901042380", isNew: false);
        var taken = (await town.Answer(Social, "child-health-care", await town.Offered(Nurse, file), "acceptances")).Ok["caseId"]!.GetValue<Guid>();

        await town.MovesTo(child, "0761", "2026-03-02");

        Assert.Equal("gathering", await town.StateOf(Social, taken));
        Assert.Equal("handed-over", await town.StateOf(Nurse, file));
    }

    [Fact]
    public async Task What_leaves_on_a_consent_is_refused_at_the_server_when_none_is_told()
    {
        var file = await Case("201901052397");
        (await town.Work(Nurse, file, "decisions", Cases.Questions)).Expect(HttpStatusCode.Created);

        Assert.Equal(HttpStatusCode.BadRequest, (await town.Work(Nurse, file, "hand-overs", Cases.Offer(consentText: null))).Status);
        Assert.Equal("gathering", await town.StateOf(Nurse, file));
    }

    [Fact]
    public async Task A_list_a_record_and_a_look_up_agree_on_what_is_not_there()
    {
        var child = await town.Resident("201901062388", "2020-01-01");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901062388");
        var other = await town.As("BVC-0780-2-staff");

        Assert.DoesNotContain(concern, await town.Inbox("BVC-0780-2-staff"));
        var refused = (await other.Get($"/api/child-health-care/v1/concerns/{concern}")).Body;
        Assert.Equal(refused, (await other.Get($"/api/child-health-care/v1/concerns/{Guid.NewGuid()}")).Body);
        Assert.Equal(refused, (await other.Get($"/api/child-health-care/v1/children/{child}")).Body);
        Assert.Equal(refused, (await other.Post("/api/child-health-care/v1/children/lookups", new { identityNumber = "201901062388", purpose = "Nyfikenhet" })).Body);
    }

    [Fact]
    public async Task The_number_on_the_list_is_the_number_of_rows_behind_it()
    {
        foreach (var number in (string[])["201901072395", "201901082386", "201901092393"])
        {
            await town.Resident(number, "2020-01-01", protection: number.EndsWith('3') ? "sekretessmarkering" : "none");
            await town.RaiseConcern("POL-0780-1-staff", number);
        }

        foreach (var person in (string[])[Nurse, Head])
        {
            var told = (await (await town.As(person)).Get($"{Cases.Api(person)}/inbox?view=unit&limit=1")).Ok["total"]!.GetValue<int>();
            Assert.Equal((await town.Inbox(person)).Count, told);
        }

        Assert.Equal((await town.Inbox(Nurse)).Count + 1, (await town.Inbox(Head)).Count);
    }

    [Fact]
    public async Task What_was_filled_in_can_be_cleared()
    {
        var file = await Case("201901102382");
        (await Post(Nurse, $"cases/{file}/assignments", new { personId = Head })).Expect(HttpStatusCode.OK);
        (await Post(Nurse, $"cases/{file}/assignments", new { })).Expect(HttpStatusCode.OK);
        Assert.Null((await town.Read(Nurse, $"cases/{file}"))["handlerId"]);
    }

    [Fact]
    public async Task Half_a_form_never_becomes_a_concern()
    {
        var officer = await town.As("POL-0780-2-staff");
        foreach (var half in (string[])
            [
                "{}", """{"harm":false}""", """{"about":{"kind":"child","identityNumber":"201901112399"},"text":"Oroad.","spokes":[]}""",
                """{"harm":null,"about":{"kind":"child","identityNumber":"201901112399"},"text":"Oroad.","spokes":[]}""",
                """{"harm":false,"about":{"kind":"child"},"text":"Oroad.","spokes":[]}""", """{"harm":false,"about":{"kind":"child","identityNumber":"201901112390"},"text":"Oroad.","spokes":[]}""",
                """{"harm":false,"about":{"kind":"unidentified"},"text":"Oroad.","spokes":[]}""", """{"harm":false,"about":{"kind":"child","identityNumber":"201901112399"},"text":"   ","spokes":[]}""",
                """{"harm":false,"about":{"kind":"child","identityNumber":"201901112399"},"text":"Oroad.","spokes":["safe","safe"]}""",
                """{"harm":false,"about":{"kind":"child","identityNumber":"201901112399"},"text":"Oroad.","spokes":["luck"]}""",
                """{"harm":false,"harm":true,"about":{"kind":"child","identityNumber":"201901112399"},"text":"Oroad.","spokes":[]}""",
            ])
        {
            Assert.True((await officer.Post("/api/police/v1/concerns", half)).Status == HttpStatusCode.BadRequest, half);
        }

        Assert.Equal(0, (await officer.Get("/api/police/v1/receipts")).Ok["total"]!.GetValue<int>());
    }

    private async Task<Guid> Case(string number, bool isNew = true)
    {
        if (isNew)
            await town.Resident(number, "2020-01-01");
        return await town.OpenCase(Nurse, number);
    }

    private async Task<Answer> Post(string person, string url, object body) => await (await town.As(person)).Post($"{Cases.Api(person)}/{url}", body);
}
