using System.Net;
using Kronobarn.Casework;
using Kronobarn.Tests.Directories;

namespace Kronobarn.Tests.Caseworks;

public sealed class HandOverTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Social = "SOC-0780-1-staff";
    private const string Giver = "child-health-care";

    [Fact]
    public async Task A_case_goes_to_other_hands_when_it_is_accepted_with_what_was_chosen_and_the_ground_is_kept()
    {
        var child = await town.Resident("201902042397", "2020-01-01");
        var concern = await town.RaiseConcern("S-0780-1-staff", "201902042397");
        var file = (await town.Step(Nurse, concern, "uptakes", new { })).Ok["caseId"]!.GetValue<Guid>();
        var offer = await town.Offered(Nurse, file);

        Assert.Equal("offered", await town.StateOf(Nurse, file));
        Assert.Contains(offer, await town.Inbox(Social, "new"));
        var seen = await town.Read(Social, $"offers/{Giver}/{offer}");
        Assert.Equal(("Barnet behöver en kontaktfamilj.", "BVC-0780-1", "open", "Barn 20190204"),
            (seen["message"]!.GetValue<string>(), seen["fromUnitId"]!.GetValue<string>(), seen["state"]!.GetValue<string>(), seen["name"]!.GetValue<string>()));
        Assert.Equal("2026-03-09", seen["dueOn"]!.GetValue<string>());
        Assert.DoesNotContain("Sover på lektionerna", seen.ToJsonString(), StringComparison.Ordinal);

        var accepted = (await town.Answer(Social, Giver, offer, "acceptances")).Ok;

        var ours = await town.Read(Social, $"cases/{accepted["caseId"]}");
        Assert.Equal(("gathering", "hand-over", Social, Giver), (ours["state"]!.GetValue<string>(), ours["origin"]!.GetValue<string>(), ours["handlerId"]!.GetValue<string>(), ours["cameFrom"]!["organisation"]!.GetValue<string>()));
        Assert.Equal(["first-decision"], ours.Clocks());
        Assert.Equal(["decision", "can-we-meet-the-need", "is-everything-exhausted", "who-must-act", "concern"], ours["parcel"]!.AsArray().Select(p => p!["kind"]!.GetValue<string>()));
        Assert.Contains("Sover på lektionerna", ours["parcel"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        var theirs = await town.Read(Nurse, $"cases/{file}");
        Assert.Equal(("handed-over", "SOC-0780-1"), (theirs["state"]!.GetValue<string>(), theirs["wentTo"]!["unitId"]!.GetValue<string>()));
        Assert.Empty(theirs.Clocks());
        Assert.Equal("Oron är omhändertagen. Ansvarig verksamhet arbetar vidare.", (await town.Receipt("S-0780-1-staff", concern))["feedback"]!.GetValue<string>());
        Assert.Equal(["case,decision,can-we-meet-the-need,is-everything-exhausted,who-must-act,concern|consent|Båda vårdnadshavarna, muntligt, 2 mars.|social-services|SOC-0780-1"],
            await town.Rows(Giver, "SELECT What, Ground, ConsentBody, ToOrganisation, ToUnitId FROM {Module}.Disclosure WHERE CaseId = @file", new { file }));
        Assert.Equal(["disclosed|SOC-0780-1-staff|offer"], await town.Rows(Giver, "SELECT Action, Actor, Ground FROM {Module}.Audit WHERE Slice = 'AcceptOffer' AND SubjectId = @child", new { child }));
        Assert.DoesNotContain(offer, await town.Inbox(Social));
        var answered = await town.Read(Social, $"offers/{Giver}/{offer}");
        Assert.Equal("accepted", answered["state"]!.GetValue<string>());
        Assert.Null(answered["message"]);
    }

    [Fact]
    public async Task Nothing_travels_that_was_not_chosen()
    {
        await town.Resident("201902052388", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201902052388");
        var offer = await town.Offered(Nurse, file, new { toUnitId = "SOC-0780-1", message = "Er sak.", checklist = Array.Empty<object>(), takes = new { concern = false, analysis = true, decision = false }, ground = "osl-10-2" });
        var accepted = (await town.Answer(Social, Giver, offer, "acceptances")).Ok;
        Assert.Empty((await town.Read(Social, $"cases/{accepted["caseId"]}"))["parcel"]!.AsArray());
        Assert.Equal(["case|osl-10-2"], await town.Rows(Giver, "SELECT What, Ground FROM {Module}.Disclosure WHERE CaseId = @file", new { file }));
    }

    [Fact]
    public async Task A_declined_case_is_the_givers_with_the_reason_and_a_clock_and_the_receiver_keeps_nothing()
    {
        await town.Resident("201902062395", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201902062395");
        var offer = await town.Offered(Nurse, file);
        (await town.Answer(Social, Giver, offer, "refusals", new { reason = " " })).Expect(HttpStatusCode.BadRequest);
        (await town.Answer(Social, Giver, offer, "refusals", new { reason = "Vi har inte det uppdraget." })).Expect(HttpStatusCode.OK);

        var ours = await town.Read(Nurse, $"cases/{file}");
        Assert.Equal("gathering", ours["state"]!.GetValue<string>());
        Assert.Equal(["first-decision"], ours.Clocks());
        Assert.Contains(ours["chronology"]!.AsArray(), l => l!["kind"]!.GetValue<string>() == "hand-over-declined" && l["text"]!.GetValue<string>() == "Vi har inte det uppdraget.");
        Assert.Equal(("declined", true), await HandOver(file));
        var left = await town.Read(Social, $"offers/{Giver}/{offer}");
        Assert.Equal((null, null, 0), (left["name"], left["message"], left["checklist"]!.AsArray().Count));
        (await town.Answer(Social, Giver, offer, "acceptances")).Refused("already-answered");

        // The decision stands, so that another unit can be asked.
        (await town.Work(Nurse, file, "hand-overs", Cases.Offer("SOC-0780-2"))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_giver_takes_an_offer_back_also_from_a_unit_that_is_no_more()
    {
        await town.Resident("201902072386", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201902072386");
        var offer = await town.Offered(Nurse, file, Cases.Offer("POL-0780-2"));
        (await (await town.As("it-admin-0780")).Post("/api/directory/v1/units/POL-0780-2/closures", new { to = "2026-03-02", successorUnitId = "POL-0780-1" })).Expect(HttpStatusCode.OK);
        await town.DeliverEvents();
        Assert.Contains(offer, await town.Inbox("POL-0780-1-staff", "new"));

        (await town.Work(Nurse, file, $"hand-overs/{offer}/withdrawals", new { reason = "Vi löser det själva." })).Expect(HttpStatusCode.OK);

        Assert.Equal("gathering", await town.StateOf(Nurse, file));
        Assert.Equal(("withdrawn", true), await HandOver(file));
        Assert.DoesNotContain(offer, await town.Inbox("POL-0780-1-staff"));
        (await town.Answer("POL-0780-1-staff", Giver, offer, "acceptances")).Refused("already-answered");
        (await town.Work(Nurse, file, $"hand-overs/{offer}/withdrawals", new { reason = "En gång till." })).Refused("already-answered");
    }

    [Fact]
    public async Task Before_the_questions_are_answered_nothing_is_offered_and_a_ground_is_never_guessed()
    {
        await town.Resident("201902082393", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201902082393");
        (await town.Work(Nurse, file, "hand-overs", Cases.Offer())).Refused("questions-unanswered");
        (await town.Work(Nurse, file, "decisions", Cases.Questions)).Expect(HttpStatusCode.Created);

        foreach (var wrong in (object[])[
            Cases.Offer(consentText: null), Cases.Offer(ground: "osl-10-2"), Cases.Offer(ground: "habit", consentText: null), Cases.Offer(ground: "own-organisation", consentText: null),
            Cases.Offer("BVC-0780-2"), Cases.Offer("BVC-0780-1", "own-organisation", null), Cases.Offer("NONE")])
            (await town.Work(Nurse, file, "hand-overs", wrong)).Expect(HttpStatusCode.BadRequest);

        Assert.Equal("gathering", await town.StateOf(Nurse, file));
        var inside = (await town.Work(Nurse, file, "hand-overs", Cases.Offer("BVC-0780-2", "own-organisation", null))).Created["handOverId"]!.GetValue<Guid>();
        var accepted = (await town.Answer("BVC-0780-2-staff", Giver, inside, "acceptances")).Ok;
        Assert.Equal("hand-over", (await town.Read("BVC-0780-2-staff", $"cases/{accepted["caseId"]}"))["origin"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nobody_but_the_unit_that_was_asked_sees_or_answers_an_offer()
    {
        await town.Resident("201902092384", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201902092384");
        var offer = await town.Offered(Nurse, file);
        foreach (var person in (string[])["SOC-0780-2-staff", "SOC-0761-1-head", "POL-0780-1-staff", Nurse])
        {
            var staff = await town.As(person);
            (await staff.Get($"{Cases.Api(person)}/offers/{Giver}/{offer}")).Expect(HttpStatusCode.NotFound);
            (await staff.Post($"{Cases.Api(person)}/offers/{Giver}/{offer}/acceptances", null)).Expect(HttpStatusCode.NotFound);
            (await staff.Post($"{Cases.Api(person)}/offers/{Giver}/{offer}/refusals", new { reason = "Inte vårt." })).Expect(HttpStatusCode.NotFound);
            Assert.Empty((await staff.Get($"{Cases.Api(person)}/offers")).Ok["offers"]!.AsArray().Where(o => o!["offerId"]!.GetValue<Guid>() == offer));
        }

        (await town.Answer(Social, "police", offer, "acceptances")).Expect(HttpStatusCode.NotFound);
        (await town.Answer(Social, "nobody", offer, "acceptances")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(("offered", true), await HandOver(file));
    }

    [Fact]
    public async Task A_protected_childs_offer_is_for_the_head_and_those_named()
    {
        await town.Resident("201902102399", "2020-01-01", protection: "sekretessmarkering");
        var file = await town.OpenCase("BVC-0780-1-head", "201902102399");
        var offer = await town.Offered("BVC-0780-1-head", file);
        Assert.DoesNotContain(offer, await town.Inbox(Social));
        (await town.Answer(Social, Giver, offer, "acceptances")).Expect(HttpStatusCode.NotFound);
        (await town.Answer("SOC-0780-1-head", Giver, offer, "acceptances")).Expect(HttpStatusCode.OK);

        var gone = await town.Read("BVC-0780-1-head", $"cases/{file}");
        Assert.Equal(("handed-over", null), (gone["state"]!.GetValue<string>(), gone["wentTo"]));
        Assert.DoesNotContain("SOC-", (await town.Read("BVC-0780-1-head", $"cases/{file}/hand-overs")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void At_no_time_has_a_case_two_holders_or_none()
    {
        // Every order of three answers: the first decides, and the baton is at one end whatever comes after.
        foreach (var first in HandOverStates.Answers)
            foreach (var second in HandOverStates.Answers)
                foreach (var third in HandOverStates.Answers)
                {
                    var (state, wins) = (HandOverStates.Offered, 0);
                    Assert.True(Baton.IsWithGiver(state));
                    foreach (var answer in (string[])[first, second, third])
                    {
                        (state, var won) = Baton.After(state, answer);
                        wins += won ? 1 : 0;
                        var giver = CaseStates.IsOpen(Baton.CaseState(state));
                        Assert.Equal(Baton.IsWithGiver(state), giver);
                        Assert.Equal(1, (giver ? 1 : 0) + (state == HandOverStates.Accepted ? 1 : 0));
                    }

                    Assert.Equal((first, 1), (state, wins));
                }
    }

    private async Task<(string State, bool HasBaton)> HandOver(Guid file)
    {
        var latest = (await town.Read(Nurse, $"cases/{file}/hand-overs"))["handOvers"]!.AsArray()[0]!;
        return (latest["state"]!.GetValue<string>(), latest["hasBaton"]!.GetValue<bool>());
    }
}
