using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Collaboration;
using Kronobarn.Tests.Caseworks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Kronobarn.Tests.Collaborations.MeetingScene;

namespace Kronobarn.Tests.Collaborations;

public sealed class MeetingTests(Town town) : IClassFixture<Town>
{
    private const string Mother = "198501012382";
    private const string Father = "198501012390";

    [Fact]
    public async Task A_unit_that_no_consent_covers_is_not_invited_and_is_when_both_guardians_have_said_yes()
    {
        var child = await Child("201901012391");
        var refused = await town.TryCall(child, Invitation(town.In(7), ["S-0780-1", "F-0780-1"]));
        Assert.Equal("consent-missing", refused.Code());
        Assert.Contains("S-0780-1, F-0780-1", refused.Json["title"]!.GetValue<string>(), StringComparison.Ordinal);

        await town.Consented(child, [Mother], "BVC-0780-1", "S-0780-1", "plan");
        Assert.Equal("consent-missing", (await town.TryCall(child, Invitation(town.In(7), ["S-0780-1"]))).Code());

        var consents = await town.Consented(child, [Mother, Father], "BVC-0780-1", "S-0780-1", "plan");
        var meeting = await town.Called(child, Invitation(town.In(7), ["S-0780-1"]));
        var seen = (await town.Meeting(Teacher, meeting)).Ok;
        Assert.Equal((Purpose, Place, Link, "BVC-0780-1", false), (seen["purpose"]!.GetValue<string>(), seen["place"]!.GetValue<string>(), seen["videoLink"]!.GetValue<string>(), seen["calledBy"]!["unitId"]!.GetValue<string>(), seen["isConvener"]!.GetValue<bool>()));
        Assert.Null(seen["wishedParticipants"]);
        Assert.Contains(meeting.ToString(), (await town.Get(Teacher, $"{Api}/meetings")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(meeting.ToString(), (await town.Get(Teacher, $"{Api}/meetings?childId={child}")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await town.Get(Teacher, $"{Api}/meetings?childId={Guid.NewGuid()}")).Ok["meetings"]!.AsArray());
        (await town.Meeting("F-0780-1-staff", meeting)).Expect(HttpStatusCode.NotFound);

        var form = Assert.Single(await town.Audited("SELECT FormId FROM Collaboration.Consent WHERE ConsentId = @id", new { id = consents[Mother] }));
        Assert.Equal([$"read|{Teacher}|invited|{form}|done"], await town.Audited("SELECT Action, Actor, Ground, ConsentId, Outcome FROM Collaboration.Audit WHERE Slice = 'GetMeeting' AND SubjectId = @child AND Outcome = 'done'", new { child }), StringComparer.OrdinalIgnoreCase);
        Assert.Equal([$"changed|{Nurse}|holder|", $"disclosed|{Nurse}|invited|{form}"],
            (await town.Audited("SELECT Action, Actor, Ground, ConsentId FROM Collaboration.Audit WHERE Slice = 'CallMeeting' AND SubjectId = @child AND Outcome = 'done'", new { child })).Order(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_consent_that_is_withdrawn_closes_the_meeting_to_the_invited_unit_at_once()
    {
        var child = await Child("201901022382");
        var consents = await town.Consented(child, [Mother, Father], "BVC-0780-1", "S-0780-1", "plan");
        var meeting = await town.Called(child, Invitation(town.In(7), ["S-0780-1"]));
        _ = (await town.Meeting(Teacher, meeting)).Ok;

        await town.Withdraw(Father, consents[Father]);

        var closed = await town.Meeting(Teacher, meeting);
        closed.Expect(HttpStatusCode.NotFound);
        Assert.Equal((await town.Meeting(Teacher, Guid.CreateVersion7())).Body, closed.Body);
        (await town.Do(Teacher, meeting, "answers", new { answer = "accepted" })).Expect(HttpStatusCode.NotFound);
        (await town.Do(Teacher, meeting, "view", new { words = "Vi ser det så här.", disagrees = false })).Expect(HttpStatusCode.NotFound);
        (await town.Get(Teacher, $"{Api}/meetings/{meeting}/calendar")).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain(meeting.ToString(), (await town.Get(Teacher, $"{Api}/meetings")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.True((await town.Meeting(Nurse, meeting)).Ok["isConvener"]!.GetValue<bool>());
        // What is changed is told to those who are invited: not to a unit that nothing covers.
        Assert.Equal("consent-missing", (await (await town.As(Nurse)).Put($"{Api}/meetings/{meeting}", Invitation(town.In(8), ["S-0780-1"]), "\"1\"")).Code());
    }

    [Fact]
    public async Task A_unit_that_may_only_know_who_is_in_touch_is_told_when_and_where_and_nothing_of_the_child()
    {
        var child = await Child("201901032399");
        await town.Consented(child, [Mother, Father], "BVC-0780-1", "S-0780-1", "contact");
        var meeting = await town.Called(child, Invitation(town.In(7), ["S-0780-1"]));

        var seen = (await town.Meeting(Teacher, meeting)).Ok;

        Assert.Equal(Place, seen["place"]!.GetValue<string>());
        Assert.Null(seen["purpose"]);
        Assert.Null(seen["agenda"]);
    }

    [Fact]
    public async Task Everybody_answers_for_itself_and_is_asked_anew_when_the_meeting_moves()
    {
        var child = await Child("201901042380");
        await town.Consented(child, [Mother, Father], "BVC-0780-1", "S-0780-1", "plan");
        await town.Consented(child, [Mother, Father], "S-0780-1", "BVC-0780-1", "contact");
        var both = new[] { await town.Member(child, Mother), await town.Member(child, Father) };
        var meeting = await town.Called(child, Invitation(town.In(7), ["S-0780-1"], both, child: true));

        (await town.Do(Teacher, meeting, "answers", new { answer = "declined" })).Expect(HttpStatusCode.BadRequest);
        _ = (await town.Do(Teacher, meeting, "answers", new { answer = "declined", words = "Prov den dagen." })).Ok;
        _ = (await town.Do(Mother, meeting, "answers", new { answer = "accepted" })).Ok;
        _ = (await town.Do(Father, meeting, "answers", new { answer = "declined" })).Ok;
        _ = (await town.Do("201901042380", meeting, "answers", new { answer = "tentative" })).Ok;

        Assert.Equal("child tentative ,guardian accepted ,guardian declined ,unit accepted ,unit declined Prov den dagen.", await Answers(meeting));
        var fathers = (await town.Get(Father, $"{FamilyApi}/meetings?childId={child}")).Ok["meetings"]!.AsArray().Single()!;
        Assert.Equal(("declined", Purpose, Place), (fathers["myAnswer"]!.GetValue<string>(), fathers["purpose"]!.GetValue<string>(), fathers["place"]!.GetValue<string>()));
        Assert.DoesNotContain("accepted", fathers.ToJsonString(), StringComparison.Ordinal);

        _ = (await (await town.As(Nurse)).Put($"{Api}/meetings/{meeting}", Invitation(town.In(9), ["S-0780-1"], [both[0]], child: true), "\"1\"")).Ok;

        Assert.Equal("child  ,guardian  ,unit  ,unit accepted ", await Answers(meeting));
        (await town.Do(Father, meeting, "answers", new { answer = "accepted" })).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_changes_an_old_version_is_shown_both()
    {
        var child = await Child("201901052397");
        var meeting = await town.Called(child, Invitation(town.In(7), child: true));
        var nurse = await town.As(Nurse);
        var changed = (await nurse.Put($"{Api}/meetings/{meeting}", Invitation(town.In(8), child: true), "\"1\"")).Ok;
        Assert.Equal((1, 2), (changed["sequence"]!.GetValue<int>(), changed["version"]!.GetValue<int>()));

        var late = Invitation(town.In(9), child: true);
        late["place"] = "Sparvgränd 2";
        var stale = (await nurse.Put($"{Api}/meetings/{meeting}", late, "\"1\"")).Expect(HttpStatusCode.PreconditionFailed);

        Assert.Equal((Place, "Sparvgränd 2"), (stale["current"]!["place"]!.GetValue<string>(), stale["yours"]!["place"]!.GetValue<string>()));
        Assert.Equal(Place, (await town.Meeting(Nurse, meeting)).Ok["place"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_over_is_over_but_for_what_somebody_thinks()
    {
        var child = await Child("201901062388");
        var (cancelled, held) = (await town.Called(child, Invitation(town.In(1.0 / 24), child: true)), await town.Called(child, Invitation(town.In(1.0 / 24), child: true)));
        Assert.Equal("not-begun", (await town.Do(Nurse, held, "records", await town.Record(held))).Code());
        var told = (await town.Do(Nurse, cancelled, "cancellations", new { reason = "Sjukdom." })).Ok;
        Assert.Equal(("cancelled", 1), (told["state"]!.GetValue<string>(), told["sequence"]!.GetValue<int>()));
        await town.Held(held);

        foreach (var meeting in (Guid[])[cancelled, held])
        {
            var version = (await town.Meeting(Nurse, meeting)).ETag;
            Assert.Equal("wrong-state", (await (await town.As(Nurse)).Put($"{Api}/meetings/{meeting}", Invitation(town.In(9), child: true), version)).Code());
            Assert.Equal("wrong-state", (await town.Do(Nurse, meeting, "cancellations", new { reason = "Sjukdom." })).Code());
            Assert.Equal("wrong-state", (await town.Do(Nurse, meeting, "answers", new { answer = "tentative" })).Code());
            Assert.Equal("wrong-state", (await town.Do(Nurse, meeting, "records", await town.Record(meeting))).Code());
        }

        Assert.Equal("wrong-state", (await town.Do(Nurse, cancelled, "view", new { words = "Så här tänker vi.", disagrees = false })).Code());
        _ = (await town.Do(Nurse, held, "view", new { words = "Så här tänker vi.", disagrees = false })).Ok;
        var past = (await town.Get(Nurse, $"{Api}/meetings?view=past")).Ok.ToJsonString();
        Assert.Contains(held.ToString(), past, StringComparison.Ordinal);
        Assert.DoesNotContain(held.ToString(), (await town.Get(Nurse, $"{Api}/meetings")).Ok.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_step_has_its_states()
    {
        var allowed = from state in MeetingStates.All from step in MeetingSteps.All where MeetingSteps.May(state, step) select $"{state} {step}";
        Assert.Equal([.. MeetingSteps.All.Select(step => $"called {step}"), $"held {MeetingSteps.Say}"], allowed, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_childs_part_is_demanded_whether_or_not_it_was_there_and_the_meeting_stops_the_clock_of_the_case()
    {
        var child = await Child("201901072395");
        var file = await town.OpenCase(Nurse, "201901072395");
        (await town.Work(Nurse, file, "decisions", Cases.Decision("collaboration"))).Expect(HttpStatusCode.Created);
        Assert.Equal("consent-to-meeting", (await town.Read(Nurse, $"cases/{file}")).Clocks());
        var meeting = await town.Called(child, Invitation(town.In(1.0 / 24), child: true));
        town.MoveClock(TimeSpan.FromHours(2));
        var record = await town.Record(meeting);

        foreach (var broken in (Action<JsonObject>[])[r => r.Remove("childPart"), r => r["childPart"]!["text"] = " ", r => r["childPart"]!["how"] = "forgotten", r => r["childPart"]!["how"] = "present",
            r => r["attendance"]!.AsArray().RemoveAt(0), r => { r["outcome"] = "no-plan"; r["outcomeText"] = null; }])
        {
            var wrong = record.DeepClone().AsObject();
            broken(wrong);
            (await town.Do(Nurse, meeting, "records", wrong)).Expect(HttpStatusCode.BadRequest);
        }

        _ = (await town.Do(Nurse, meeting, "records", record)).Ok;

        var held = (await town.Meeting(Nurse, meeting)).Ok;
        Assert.Equal(("held", "plan", "own-words-read", "Vill ha en vuxen på rasten."), (held["state"]!.GetValue<string>(), held["held"]!["outcome"]!.GetValue<string>(), held["held"]!["childPart"]!.GetValue<string>(), held["held"]!["childWords"]!.GetValue<string>()));
        Assert.Equal("absent,present", string.Join(',', held["invitees"]!.AsArray().Select(i => i!["attendance"]!.GetValue<string>())));
        var after = await town.Read(Nurse, $"cases/{file}");
        Assert.Empty(after.Clocks());
        Assert.EndsWith("decided,meeting-held", after.Chronology(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_a_stranger_to_a_guardian_who_is_not_invited_and_to_one_whose_view_is_closed_there_is_no_meeting()
    {
        const string Stranger = "198501022381";
        const string Closed = "198501022399";
        var child = await town.Family("201901082386", "2019-01-08", Mother, Father, Closed);
        await town.Family("201901092393", "2019-01-09", Stranger);
        var meeting = await town.Called(child, Invitation(town.In(7), [], [await town.Member(child, Mother), await town.Member(child, Closed)]));
        Assert.Contains(meeting.ToString(), (await town.Get(Closed, $"{FamilyApi}/meetings?childId={child}")).Ok.ToJsonString(), StringComparison.Ordinal);
        await town.CloseView(child, Closed);

        foreach (var nobody in (string[])[Stranger, Father, Closed])
        {
            var unknown = await town.Do(nobody, Guid.CreateVersion7(), "answers", new { answer = "accepted" });
            var answer = await town.Do(nobody, meeting, "answers", new { answer = "accepted" });
            Assert.Equal((HttpStatusCode.NotFound, unknown.Body), (answer.Status, answer.Body));
            (await town.Do(nobody, meeting, "view", new { words = "Jag tycker så här.", disagrees = false })).Expect(HttpStatusCode.NotFound);
            (await town.Get(nobody, $"{FamilyApi}/meetings/{meeting}/calendar")).Expect(HttpStatusCode.NotFound);
        }

        Assert.Empty((await town.Get(Father, $"{FamilyApi}/meetings?childId={child}")).Ok["meetings"]!.AsArray());
        (await town.Get(Closed, $"{FamilyApi}/meetings?childId={child}")).Expect(HttpStatusCode.NotFound);
        (await town.Get(Stranger, $"{FamilyApi}/meetings?childId={child}")).Expect(HttpStatusCode.NotFound);
        Assert.Single((await town.Get(Mother, $"{FamilyApi}/meetings?childId={child}")).Ok["meetings"]!.AsArray());
    }

    [Fact]
    public async Task Of_a_protected_child_a_guardian_gets_the_hour_and_nothing_else_and_only_the_units_head_and_the_named_see_the_meeting()
    {
        var child = await town.ProtectedFamily("201901102382", "2019-01-10", Mother);
        var meeting = await town.Called(child, Invitation(town.In(7), [], [await town.Member(child, Mother)]), "BVC-0780-1-head");

        (await town.Meeting(Nurse, meeting)).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain(meeting.ToString(), (await town.Get(Nurse, $"{Api}/meetings")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(meeting.ToString(), (await town.Get("BVC-0780-1-head", $"{Api}/meetings")).Ok.ToJsonString(), StringComparison.Ordinal);

        await HoursOnly(child, Mother);
    }

    [Fact]
    public async Task When_one_guardians_identity_is_protected_the_other_gets_the_hour_and_nothing_else()
    {
        const string Hidden = "198501032380";
        var child = await town.Family("201901112399", "2019-01-11", Mother);
        await town.Custody(child, Hidden, new(2019, 1, 11), protection: "sekretessmarkering");
        await town.Called(child, Invitation(town.In(7), [], [await town.Member(child, Mother)]));

        await HoursOnly(child, Mother);
    }

    [Theory]
    [InlineData("https://video.example.se/rum/1", true)]
    [InlineData("https://VIDEO.example.se/rum/1", true)]
    [InlineData("http://video.example.se/rum/1", false)]
    [InlineData("https://video.example.se.elsewhere.test/rum/1", false)]
    [InlineData("https://video.example.se@elsewhere.test/rum/1", false)]
    [InlineData("https://elsewhere.test/rum/1", false)]
    [InlineData("https://video.example.se:8443/rum/1", false)]
    [InlineData("/rum/1", false)]
    public void A_link_leads_to_the_municipalitys_own_video_service(string link, bool isAllowed) => Assert.Equal(isAllowed, Settings("video.example.se, tal.example.se").Allows(link, Environment));

    [Fact]
    public async Task A_link_in_clear_text_is_refused_and_a_wrong_host_in_the_settings_stops_the_start()
    {
        var child = await Child("201901122380");
        var invitation = Invitation(town.In(7), child: true);
        invitation["videoLink"] = "http://video.kanarie.example/rum";
        (await town.TryCall(child, invitation)).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("https://video", Assert.Throws<InvalidOperationException>(() => Settings("https://video.example.se")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_is_called_for_a_time_to_come_of_at_most_eight_hours_with_a_reason_when_the_child_is_not_asked()
    {
        var child = await Child("201901132397");
        foreach (var broken in (Action<JsonObject>[])[i => { i["startsAt"] = town.In(-1).UtcDateTime; i["endsAt"] = town.In(-0.9).UtcDateTime; }, i => i["endsAt"] = town.In(7.4).UtcDateTime, i => i["endsAt"] = i["startsAt"]!.DeepClone(), i => i["childNotInvitedBecause"] = null,
            i => { i["place"] = null; i["videoLink"] = null; }, i => i["guardians"]!.AsArray().Add(Guid.CreateVersion7()), i => i["units"]!.AsArray().Add("S-9999-1"), i => i["guardians"]!.AsArray().Clear()])
        {
            var wrong = Invitation(town.In(7), [], [await town.Member(child, Mother)]);
            broken(wrong);
            (await town.TryCall(child, wrong)).Expect(HttpStatusCode.BadRequest);
        }

        await town.Called(child, Invitation(town.In(7), [], [await town.Member(child, Mother)]));
    }

    private IHostEnvironment Environment => town.Services.GetRequiredService<IHostEnvironment>();

    private static MeetingSettings Settings(string hosts) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Kronobarn:Meetings:VideoHosts"] = hosts }).Build());

    private Task<Guid> Child(string number) => town.Family(number, $"{number[..4]}-{number[4..6]}-{number[6..8]}", Mother, Father);

    private async Task<string> Answers(Guid meeting) => string.Join(',', (await town.Meeting(Nurse, meeting)).Ok["invitees"]!.AsArray()
        .Select(i => $"{i!["kind"]} {i["answer"]} {i["words"]}").Order(StringComparer.Ordinal));

    private async Task HoursOnly(Guid child, string guardian)
    {
        var answer = await town.Get(guardian, $"{FamilyApi}/meetings?childId={child}");
        var mine = answer.Ok["meetings"]!.AsArray().Single()!;
        Assert.True(mine["unitWillCall"]!.GetValue<bool>());
        Assert.NotNull(mine["startsAt"]);
        var text = mine.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var canary in (string[])["Kanarie", "kanarie", "Näktergal", "koltrast", "Steglits", "Gärdsmyg", "BVC", "0780"])
            Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
    }
}
