using System.Net;
using Kronobarn.Collaboration;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Tests.Accesses;
using Kronobarn.Tests.MaternalCares;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Consent as the model tells it: who must say yes, what each may hold back, and when it stops.</summary>
public sealed class ConsentTests(Town town) : IClassFixture<Town>
{
    private const string Mother = "198501012382";
    private const string Father = "198501012390";
    private const string Owner = "S-0780-1";

    [Fact]
    public async Task Both_guardians_must_say_yes_and_then_exactly_what_they_were_asked_for_is_open()
    {
        var child = await town.Family("201901012391", "2019-01-01", Mother, Father);
        var form = await town.Ask(child);

        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));
        Assert.False((await town.Form(child, form))["isInForce"]!.GetValue<bool>());

        (await town.Says(Father, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));
        Assert.True((await town.Form(child, form))["isInForce"]!.GetValue<bool>());
        Assert.Null(await town.Covered(child, category: "documents"));
        Assert.Null(await town.Covered(child, from: "F-0780-1", to: "BVC-0780-1"));
        Assert.Null(await town.Covered(child, to: "F-0780-2"));
    }

    [Fact]
    public async Task One_no_keeps_it_closed_and_may_become_a_yes()
    {
        var child = await town.Family("201901022382", "2019-01-02", Mother, Father);
        var form = await town.Ask(child);
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        (await town.Says(Father, child, form, "refused")).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));

        (await town.Says(Father, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));
    }

    [Fact]
    public async Task What_one_holds_back_is_held_back_for_all_and_only_what_was_asked_can_be()
    {
        var child = await town.Family("201901032399", "2019-01-03", Mother, Father);
        var form = await town.Ask(child);
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        var misspelt = (await town.Says(Father, child, form, "given", ("F-0780-7", "plan"))).Expect(HttpStatusCode.BadRequest);
        Assert.NotNull(misspelt["errors"]!["heldBack"]);
        Assert.Null(await town.Covered(child));

        (await town.Says(Father, child, form, "given", ("F-0780-1", "plan"))).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));
        Assert.Equal(form, await town.Covered(child, category: "concern"));
    }

    [Fact]
    public async Task A_yes_is_taken_back_on_ones_page_in_one_click_and_by_a_word_to_any_unit_that_works_with_consent()
    {
        var child = await town.Family("201901042380", "2019-01-04", Mother, Father);
        await RouteRecords.Plan(town, Guid.CreateVersion7(), child, Owner);
        var form = await town.Ask(child);
        foreach (var guardian in (string[])[Mother, Father])
            (await town.Says(guardian, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));
        (await town.TakesBack(Mother, child, form)).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));

        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));
        (await town.Notes($"{Owner}-staff", await town.ConsentOf(child, form, Father), new { answer = "withdrawn", how = "spoken", words = "Jag vill inte längre." })).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));
    }

    [Fact]
    public async Task Only_the_unit_that_asked_or_the_holder_notes_a_yes_leaves_somebody_out_or_takes_the_question_back()
    {
        var child = await town.Family("201901052397", "2019-01-05", Mother, Father);
        await RouteRecords.Plan(town, Guid.CreateVersion7(), child, Owner);
        var form = await town.Ask(child);
        var consent = await town.ConsentOf(child, form, Mother);
        foreach (var answer in (Answer[])[
            await town.Notes($"{Owner}-staff", consent, new { answer = "given", how = "signed-form" }),
            await town.Notes($"{Owner}-head", consent, new { answer = "not-asked", reason = "Går inte att nå." }),
            await (await town.As($"{Owner}-head")).Post($"{Consents.Api}/consent-forms/{form}/cancellations", null)])
            Assert.Equal("another-unit", answer.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await town.Notes(Consents.Nurse, consent, new { answer = "given", how = "signed-form" })).Expect(HttpStatusCode.OK);

        // The holder carries on what another began.
        var owners = await town.Ask(child, Consents.Question(lines: Consents.Lines(Owner, "F-0780-1", "plan")), $"{Owner}-staff");
        (await town.Notes(Consents.Nurse, await town.ConsentOf(child, owners, Mother), new { answer = "given", how = "spoken" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_guardian_is_left_out_by_the_head_alone_with_a_reason_and_never_everybody()
    {
        var child = await town.Family("201901062388", "2019-01-06", Mother, Father);
        var (mother, father) = (await town.Member(child, Mother), await town.Member(child, Father));
        object Without(params Guid[] left) => Consents.Question(notAsked: left.Select(memberId => new { memberId, reason = "Vistas på okänd ort." }));

        Assert.Equal("head-only", (await town.TryAsk(child, Without(father))).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        Assert.Equal("nobody-to-ask", (await town.TryAsk(child, Without(father, mother), Consents.Head)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await town.TryAsk(child, Without(father, father), Consents.Head)).Expect(HttpStatusCode.BadRequest);
        (await town.TryAsk(child, Without(Guid.CreateVersion7()), Consents.Head)).Expect(HttpStatusCode.BadRequest);

        var form = await town.Ask(child, Without(father), Consents.Head);
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));
        Assert.Empty((await (await town.As(Father)).Get($"{Consents.Home}/children/{child}/consents")).Ok["consents"]!.AsArray());

        var later = await town.Ask(child);
        var consent = await town.ConsentOf(child, later, Father);
        Assert.Equal("head-only", (await town.Notes(Consents.Nurse, consent, new { answer = "not-asked", reason = "Vistas på okänd ort." })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await town.Notes(Consents.Head, consent, new { answer = "not-asked" })).Expect(HttpStatusCode.BadRequest);
        (await town.Notes(Consents.Head, consent, new { answer = "not-asked", reason = "Vistas på okänd ort." })).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("201901072395", "2019-01-07", null, false, false)]
    [InlineData("201503032383", "2014-03-03", null, false, false)]
    [InlineData("201403022393", "2014-03-02", null, true, false)]
    [InlineData("201103022388", "2011-03-02", null, true, true)]
    [InlineData("201103012389", "2011-03-01", "not-asked", false, false)]
    [InlineData("201103032387", "2011-03-03", "asked", true, false)]
    [InlineData("201901082386", "2019-01-08", "needed", true, true)]
    public async Task The_child_is_asked_from_twelve_and_needed_from_fifteen_and_what_is_recorded_of_its_maturity_goes_before(string number, string born, string? judged, bool isAsked, bool isNeeded)
    {
        var child = await town.Family(number, born, Mother);
        await town.HeldByNurse(child);
        if (judged is not null)
            (await town.Judges(child, judged)).Expect(HttpStatusCode.OK);
        var form = await town.Ask(child);

        var asked = (await town.Form(child, form))["answers"]!.AsArray().SingleOrDefault(a => a!["person"]!["who"]!.GetValue<string>() == "child");
        Assert.Equal((isAsked, isNeeded), (asked is not null, asked?["isNeeded"]!.GetValue<bool>() ?? false));
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(isNeeded ? null : form, await town.Covered(child));
        if (isNeeded)
        {
            (await town.Says(number, child, form, "given")).Expect(HttpStatusCode.OK);
            Assert.Equal(form, await town.Covered(child));
        }
    }

    [Fact]
    public async Task Of_two_judgements_in_the_same_moment_the_one_that_asks_for_more_counts()
    {
        var child = await town.Family("201901092393", "2019-01-09", Mother);
        foreach (var word in (string[])["not-asked", "needed", "asked"])
            (await town.Judges(child, word)).Expect(HttpStatusCode.OK);

        Assert.Contains((await town.Asked(child))["givers"]!.AsArray(), g => g!["who"]!.GetValue<string>() == "child" && g["isNeeded"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_child_who_is_only_asked_carries_no_consent_alone()
    {
        var child = await town.Family("201402032385", "2014-02-03", Mother);
        await town.HeldByNurse(child);
        var form = await town.Ask(child);
        (await town.Notes(Consents.Head, await town.ConsentOf(child, form, Mother), new { answer = "not-asked", reason = "Vistas på okänd ort." })).Expect(HttpStatusCode.OK);
        (await town.Says("201402032385", child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));

        (await town.Judges(child, "needed")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));
    }

    [Fact]
    public async Task A_guardian_who_gains_custody_makes_it_rest_until_asked_and_answered_and_one_who_loses_it_is_needed_no_more()
    {
        var child = await town.Family("201901102382", "2019-01-10", Mother);
        var form = await town.Ask(child);
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));

        await town.Custody(child, Father, town.Today);
        Assert.Null(await town.Covered(child));
        Assert.Single((await town.Form(child, form))["missing"]!.AsArray());
        (await (await town.As(Consents.Nurse)).Post($"{Consents.Api}/consent-forms/{form}/askings", null)).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));
        (await town.Says(Father, child, form, "refused")).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));

        await town.Custody(child, Father, Town.FirstDay.AddYears(-1), to: town.Today);
        Assert.Equal(form, await town.Covered(child));
    }

    [Fact]
    public async Task A_yes_of_one_without_custody_carries_nothing_and_what_such_a_one_took_back_stays_back()
    {
        var child = await town.Family("201901112399", "2019-01-11", Mother, Father);
        var form = await town.Ask(child);
        foreach (var guardian in (string[])[Mother, Father])
            (await town.Says(guardian, child, form, "given")).Expect(HttpStatusCode.OK);
        await town.Custody(child, Mother, Town.FirstDay.AddYears(-1), to: town.Today);
        Assert.Equal(form, await town.Covered(child));
        await town.Custody(child, Father, Town.FirstDay.AddYears(-1), to: town.Today);
        Assert.Null(await town.Covered(child));

        await town.Custody(child, Father, Town.FirstDay.AddYears(-1));
        Assert.Equal(form, await town.Covered(child));
        (await town.TakesBack(Father, child, form)).Expect(HttpStatusCode.OK);
        await town.Custody(child, Mother, Town.FirstDay.AddYears(-1));
        await town.Custody(child, Father, Town.FirstDay.AddYears(-1), to: town.Today);
        Assert.Null(await town.Covered(child));
    }

    [Fact]
    public async Task A_renewed_form_takes_the_old_ones_place_when_it_is_in_force_and_the_old_one_never_comes_back()
    {
        var child = await town.Family("201901122380", "2019-01-12", Mother, Father);
        var old = await town.Ask(child);
        foreach (var guardian in (string[])[Mother, Father])
            (await town.Says(guardian, child, old, "given")).Expect(HttpStatusCode.OK);
        var renewed = await town.Ask(child, Consents.Question(renews: old, lines: Consents.Lines("BVC-0780-1", "F-0780-1", "plan")));
        (await town.Says(Mother, child, renewed, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(old, await town.Covered(child));

        (await town.Says(Father, child, renewed, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(renewed, await town.Covered(child));
        Assert.Null(await town.Covered(child, category: "concern"));
        Assert.Equal("replaced", (await town.Form(child, old))["state"]!.GetValue<string>());

        (await town.TakesBack(Mother, child, renewed)).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));
        Assert.Equal("wrong-state", (await town.Says(Mother, child, old, "given")).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_renewed_form_that_custody_brings_into_force_takes_the_old_ones_place_too()
    {
        var child = await town.Family("201901132397", "2019-01-13", Mother, Father);
        var old = await town.Ask(child);
        foreach (var guardian in (string[])[Mother, Father])
            (await town.Says(guardian, child, old, "given")).Expect(HttpStatusCode.OK);
        var renewed = await town.Ask(child, Consents.Question(renews: old, lines: Consents.Lines("BVC-0780-1", "F-0780-1", "plan")));
        (await town.Says(Mother, child, renewed, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(old, await town.Covered(child));

        await town.Custody(child, Father, Town.FirstDay.AddYears(-1), to: town.Today);
        Assert.Equal(renewed, await town.Covered(child));
        Assert.Null(await town.Covered(child, category: "concern"));
        (await town.TakesBack(Mother, child, renewed)).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child));
        Assert.Null(await town.Covered(child, category: "concern"));
    }

    [Fact]
    public async Task Everything_to_everyone_cannot_be_saved_in_one_line_or_in_two()
    {
        var child = await town.Family("201901142388", "2019-01-14", Mother);
        object Of(params string[][] lines) => Consents.Question(lines: lines.Select(categories => new { from = new[] { "BVC-0780-1" }, to = new[] { "F-0780-1" }, categories }));

        (await town.TryAsk(child, Of(["concern", "analysis", "plan", "documents", "contact"]))).Expect(HttpStatusCode.BadRequest);
        (await town.TryAsk(child, Of(["concern", "analysis", "plan"], ["documents", "contact"]))).Expect(HttpStatusCode.BadRequest);
        _ = (await town.TryAsk(child, Of(["concern", "analysis", "plan"], ["documents"]))).Created;
    }

    [Fact]
    public async Task Bad_input_names_its_field()
    {
        var child = await town.Family("201901152395", "2019-01-15", Mother);
        foreach (var (question, field) in ((string, string)[])[
            ("""{"purpose":"kort","until":"2026-06-01","lines":[{"from":["BVC-0780-1"],"to":["F-0780-1"],"categories":["plan"]}]}""", "purpose"),
            ("""{"purpose":"Ett möte om språket.","until":"2026-03-01","lines":[{"from":["BVC-0780-1"],"to":["F-0780-1"],"categories":["plan"]}]}""", "until"),
            ("""{"purpose":"Ett möte om språket.","until":"2027-03-03","lines":[{"from":["BVC-0780-1"],"to":["F-0780-1"],"categories":["plan"]}]}""", "until"),
            ("""{"purpose":"Ett möte om språket.","until":"2026-06-01","lines":[]}""", "lines"),
            ("""{"purpose":"Ett möte om språket.","until":"2026-06-01","lines":[{"from":["BVC-0780-1"],"to":["F-0780-1"],"categories":["journal"]}]}""", "categories"),
            ("""{"purpose":"Ett möte om språket.","until":"2026-06-01","lines":[{"from":["BVC-0780-1"],"to":["BVC-0780-1"],"categories":["plan"]}]}""", "lines"),
            ("""{"purpose":"Ett möte om språket.","until":"2026-06-01","lines":[{"from":["BVC-0780-1"],"to":["F-0780-9"],"categories":["plan"]}]}""", "lines"),
            ("""{"purpose":"Ett möte om språket.","until":"2026-06-01","renews":"00000000-0000-0000-0000-000000000001","lines":[{"from":["BVC-0780-1"],"to":["F-0780-1"],"categories":["plan"]}]}""", "renews")])
        {
            var errors = (await town.TryAsk(child, question)).Expect(HttpStatusCode.BadRequest)["errors"]!.AsObject();
            Assert.True(errors.Any(e => e.Key.Contains(field, StringComparison.OrdinalIgnoreCase)), $"{field} is not named: {errors.ToJsonString()}");
        }

        Assert.Empty((await town.Asked(child))["forms"]!.AsArray());
    }

    [Fact]
    public async Task The_mother_consents_for_a_child_that_is_not_born()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var child = Registration.Only(await town.Registered(midwife, "198501022399"));
        var form = await town.Ask(child, Consents.Question(lines: Consents.Lines("MVC-0780-1", "SOC-0780-1", "contact")), "MVC-0780-1-staff");
        var consents = (await (await town.As("198501022399")).Get($"{Consents.Home}/children/{child}/consents")).Ok["consents"]!.AsArray();
        var mine = Assert.Single(consents)!["consentId"]!.GetValue<Guid>();
        (await (await town.As("198501022399")).Post($"{Consents.Home}/consents/{mine}/answers", new { answer = "given" })).Expect(HttpStatusCode.OK);

        Assert.Equal(form, await town.Covered(child, "MVC-0780-1", "SOC-0780-1", "contact"));
    }

    [Fact]
    public async Task Another_ground_is_recorded_by_a_head_covers_what_it_names_and_ends()
    {
        var child = await town.Family("201901162386", "2019-01-16", Mother);
        object Ground(string to = "SOC-0780-1") => new { kind = "osl-10-2", toUnitId = to, categories = new[] { "contact" }, reasons = "Behövs för vår egen uppgift.", until = "2026-03-31" };
        var url = $"{Consents.Api}/children/{child}/other-grounds";
        Assert.Equal(HttpStatusCode.Forbidden, (await (await town.As(Consents.Nurse)).Post(url, Ground())).Status);
        Assert.NotNull((await (await town.As(Consents.Head)).Post(url, Ground("SOC-0780-9"))).Expect(HttpStatusCode.BadRequest)["errors"]!["toUnitId"]);
        Assert.Null(await town.Covered(child, to: "SOC-0780-1", category: "contact"));

        var ground = (await (await town.As(Consents.Head)).Post(url, Ground())).Created["groundIds"]![0]!.GetValue<Guid>();
        Assert.Equal(ground, await town.Covered(child, to: "SOC-0780-1", category: "contact"));
        Assert.Null(await town.Covered(child, to: "SOC-0780-1", category: "plan"));
        Assert.Null(await town.Covered(child, to: "SOC-0780-2", category: "contact"));

        (await (await town.As(Consents.Head)).Post($"{Consents.Api}/other-grounds/{ground}/endings", null)).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child, to: "SOC-0780-1", category: "contact"));
        Assert.Equal("wrong-state", (await (await town.As(Consents.Head)).Post($"{Consents.Api}/other-grounds/{ground}/endings", null)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_anothers_is_answered_as_what_does_not_exist()
    {
        var child = await town.Family("201901172393", "2019-01-17", Mother, Father);
        await town.Family("201901182384", "2019-01-18", "198501032380");
        await town.CloseView(child, Father);
        var form = await town.Ask(child);
        var (consent, fathers) = (await town.ConsentOf(child, form, Mother), (await town.Form(child, form))["answers"]!.AsArray().Select(a => a!["consentId"]!.GetValue<Guid>()).ToList());
        var missing = (await (await town.As(Mother)).Post($"{Consents.Home}/consents/{Guid.CreateVersion7()}/withdrawals", null)).Expect(HttpStatusCode.NotFound).ToJsonString();

        foreach (var person in (string[])["BVC-0780-2-staff", "SOC-0780-1-head"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await (await town.As(person)).Get($"{Consents.Api}/children/{child}/consent-forms")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await (await town.As(person)).Get($"{Consents.Api}/consent-forms/{form}/page")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await town.Notes(person, consent, new { answer = "withdrawn", how = "spoken" })).Status);
        }

        foreach (var (person, id) in ((string, Guid)[])[("198501032380", consent), (Mother, fathers.Single(f => f != consent)), (Father, fathers.Single(f => f != consent))])
        {
            Assert.Equal(missing, (await (await town.As(person)).Post($"{Consents.Home}/consents/{id}/withdrawals", null)).Expect(HttpStatusCode.NotFound).ToJsonString());
            Assert.Equal(missing, (await (await town.As(person)).Post($"{Consents.Home}/consents/{id}/answers", new { answer = "given" })).Expect(HttpStatusCode.NotFound).ToJsonString());
        }

        foreach (var person in (string[])["198501032380", Father])
            Assert.Equal(missing, (await (await town.As(person)).Get($"{Consents.Home}/children/{child}/consents")).Expect(HttpStatusCode.NotFound).ToJsonString());
        _ = (await (await town.As(Mother)).Get($"{Consents.Home}/children/{child}/consents")).Ok;
    }

    [Theory]
    [InlineData("201901192391", true)]
    [InlineData("201901202380", false)]
    public async Task Where_the_child_or_a_guardian_is_protected_the_family_is_shown_no_unit_and_holds_back_by_the_kind_of_organisation(string number, bool isTheChilds)
    {
        var child = isTheChilds ? await town.ProtectedFamily(number, "2019-01-19", Mother) : await town.Family(number, "2019-01-20", Mother, Father);
        if (!isTheChilds)
            await town.Custody(child, Father, Town.FirstDay.AddYears(-1), protection: "sekretessmarkering");
        var form = await town.Ask(child, Consents.Question(lines: Consents.Lines("BVC-0780-1", "F-0780-1", "plan", "concern")), Consents.Head);

        var page = await (await town.As(Mother)).Get($"{Consents.Home}/children/{child}/consents");
        var mine = Assert.Single(page.Ok["consents"]!.AsArray())!;
        Assert.DoesNotContain("0780", page.Body, StringComparison.Ordinal);
        var line = mine["lines"]![0]!;
        (await (await town.As(Mother)).Post($"{Consents.Home}/consents/{mine["consentId"]}/answers", new { answer = "given", heldBack = new[] { new { toUnitId = line["toUnitId"]!.GetValue<string>(), category = "plan" } } })).Expect(HttpStatusCode.OK);
        var after = await (await town.As(Mother)).Get($"{Consents.Home}/children/{child}/consents");
        Assert.Equal("preschool", after.Ok["consents"]![0]!["heldBack"]![0]!["toUnitId"]!.GetValue<string>());
        Assert.DoesNotContain("0780", after.Body, StringComparison.Ordinal);
        if (!isTheChilds)
            (await town.Says(Father, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Null(await town.Covered(child, category: "plan"));
        Assert.Equal(form, await town.Covered(child, category: "concern"));
    }

    [Fact]
    public async Task Whoever_has_come_of_age_answers_alone()
    {
        var child = await town.Family("200803012384", "2008-03-01", Mother);
        await RouteRecords.Insert(town, "Maturity", ["MaturityId", "ChildId", "Judgement", "Reasons", "JudgedByUnitId", "JudgedBy", "JudgedAt"],
            [[Guid.CreateVersion7(), child, "not-asked", "Som barn.", "S-0780-1", "S-0780-1-staff", Kronobarn.Kernel.Clock.StartOf(Town.FirstDay.AddYears(-1))]]);
        Assert.Equal("child|True", string.Join(',', (await Givers(child)).Select(g => $"{(g.IsChild ? "child" : "guardian")}|{g.IsNeeded}")));

        var almost = await town.Family("200803032382", "2008-03-03", Mother);
        Assert.Equal("guardian|True,child|True", string.Join(',', (await Givers(almost)).Select(g => $"{(g.IsChild ? "child" : "guardian")}|{g.IsNeeded}")));
    }

    [Fact]
    public async Task Every_step_is_in_the_log_with_its_ground_and_a_reading_that_rests_on_consent_names_it()
    {
        var child = await town.Family("201901212397", "2019-01-21", Mother);
        var form = await town.Ask(child);
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        _ = await (await town.As(Consents.Nurse)).Get($"{Consents.Api}/consent-forms/{form}/page");
        _ = await (await town.As("F-0780-1-staff")).Get($"{Consents.Api}/consent-forms/{form}/page");
        Assert.Equal(["changed|holder|done"], await town.Logged("AskConsent", child));
        Assert.Equal(["changed|family|done"], await town.Logged("AnswerMyConsent", child));
        Assert.Equal(["printed|holder|done"], await town.Logged("PrintConsentForm", child));

        var plan = Guid.CreateVersion7();
        await RouteRecords.Plan(town, plan, child, Owner, "F-0780-1", "joined");
        Assert.Equal(("party", form), await Admitted("F-0780-1", plan));
        (await town.TakesBack(Mother, child, form)).Expect(HttpStatusCode.OK);
        Assert.Null(await Admitted("F-0780-1", plan));
    }

    private async Task<IReadOnlyList<Giver>> Givers(Guid child)
    {
        var givers = town.Services.GetRequiredService<Givers>();
        return await town.Store().Read(async db => (await givers.Of(db, child, default)).All, default);
    }

    private async Task<(string Ground, Guid? Consent)?> Admitted(string unit, Guid plan)
    {
        await using var scope = town.Services.CreateAsyncScope();
        var call = new Call { Caller = new Caller($"{unit}-staff", unit, TownPlan.OrganisationOf(unit), unit, "preschool-head", "0780") };
        var admission = await scope.ServiceProvider.GetRequiredService<IAccess>().Admit(call, new ReadIt(plan), default);
        return admission is null ? null : (admission.Ground, admission.ConsentId);
    }

    [Operation(Operations.ReadPlan)]
    private sealed record ReadIt(Guid RecordId) : IAboutPlan;
}
