using System.Net;
using Kronobarn.Tests.Collaborations;

namespace Kronobarn.Tests.Families;

/// <summary>What is asked, sent and called is never more than is harmless in the hands of a parent from whom somebody is hidden.</summary>
public sealed class ShoulderTests(Town town) : IClassFixture<Town>
{
    private const string Family = "/api/family/v1";

    [Fact]
    public async Task Whoever_is_shown_no_unit_cannot_find_out_by_trying_which_units_a_form_names()
    {
        var child = await town.Household("201901012391", "2019-01-01", ofGuardianB: "sekretessmarkering");
        var form = await town.Ask(child, person: Consents.Head);
        var consent = (await (await town.As(FamilyScene.GuardianA)).Get($"{Family}/children/{child}/consents")).Ok["consents"]![0]!["consentId"]!.GetValue<Guid>();
        var guardian = await town.As(FamilyScene.GuardianA);

        var (named, other) = (await Holds("F-0780-1"), await Holds("F-0780-2"));

        Assert.Equal((HttpStatusCode.BadRequest, other.Body), (named.Status, named.Body));
        _ = (await Holds("preschool")).Ok;
        Assert.NotEqual(Guid.Empty, form);

        Task<Answer> Holds(string unit) => guardian.Post($"{Family}/consents/{consent}/answers", new { answer = "given", heldBack = new[] { new { toUnitId = unit, category = "plan" } } });
    }

    [Fact]
    public async Task A_small_child_is_told_the_hour_of_a_meeting_and_no_place_when_a_guardians_view_is_closed()
    {
        var child = await town.Household("201901022382", "2019-01-02");
        var meeting = await town.Called(child, MeetingScene.Invitation(town.In(3), [], [], child: true));
        var open = await (await town.As("201901022382")).Get($"{Family}/meetings?childId={child}");
        Assert.Contains(MeetingScene.Place, open.Ok.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);

        await town.CloseView(child, FamilyScene.GuardianB);

        var shown = (await (await town.As("201901022382")).Get($"{Family}/meetings?childId={child}")).Ok;
        Assert.Equal(meeting, shown["meetings"]![0]!["meetingId"]!.GetValue<Guid>());
        foreach (var told in (string[])[MeetingScene.Place, MeetingScene.Purpose, "BVC", "koltrast"])
            Assert.DoesNotContain(told, shown.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);
        Assert.Equal("no-calendar", (await town.Get("201901022382", $"{Family}/meetings/{meeting}/calendar")).Code());
        // The grown up keeps both.
        var mine = await town.Called(child, MeetingScene.Invitation(town.In(4), [], [await town.MemberOf(child, FamilyScene.GuardianA)]));
        Assert.Contains(MeetingScene.Place, (await (await town.As(FamilyScene.GuardianA)).Get($"{Family}/meetings?childId={child}")).Ok.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await town.Get(FamilyScene.GuardianA, $"{Family}/meetings/{mine}/calendar")).Status);
    }

    [Fact]
    public async Task A_child_that_is_asked_for_consent_is_shown_kinds_of_organisation_when_a_guardians_view_is_closed_and_can_hold_back_by_them()
    {
        const string number = "201301012389";
        var child = await town.Household(number, "2013-01-01");
        await town.HeldByNurse(child);
        await town.Ask(child);
        var me = await town.As(number);
        Assert.Contains("F-0780-1", (await me.Get($"{Family}/children/{child}/consents")).Body, StringComparison.Ordinal);

        await town.CloseView(child, FamilyScene.GuardianB);

        var shown = await me.Get($"{Family}/children/{child}/consents");
        foreach (var told in (string[])["0780", "BVC"])
            Assert.DoesNotContain(told, shown.Ok.ToJsonString(), StringComparison.Ordinal);
        var consent = shown.Ok["consents"]![0]!["consentId"]!.GetValue<Guid>();
        _ = (await me.Post($"{Family}/consents/{consent}/answers", new { answer = "given", heldBack = new[] { new { toUnitId = "preschool", category = "plan" } } })).Ok;
        Assert.Contains("preschool", (await me.Get($"{Family}/children/{child}/consents")).Ok["consents"]![0]!["heldBack"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_child_is_sent_names_no_unit_when_a_guardians_view_is_closed()
    {
        const string number = "201301022388";
        var child = await town.Household(number, "2013-01-02");
        var plan = await town.PlantPlan(child, number);
        var head = await town.As($"{FamilyScene.Owner}-head");
        _ = (await head.Post($"/api/collaboration/v1/plans/{plan}/messages", new { text = "Hej!", audience = new { units = Array.Empty<string>(), family = new[] { child } } })).Created;
        var me = await town.As(number);
        Assert.Contains("S 0780 1", (await me.Get($"{Family}/children/{child}/messages")).Ok.ToJsonString(), StringComparison.Ordinal);

        await town.CloseView(child, FamilyScene.GuardianB);

        var shown = (await me.Get($"{Family}/children/{child}/messages")).Ok.ToJsonString();
        Assert.Contains("Hej!", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("0780", shown, StringComparison.Ordinal);
        Assert.Equal("not-chosen", (await me.Post($"{Family}/children/{child}/messages", new { text = "Hej igen!", units = new[] { FamilyScene.Owner } })).Code());
    }

    [Fact]
    public async Task No_calendar_file_is_made_for_one_guardian_when_the_other_is_hidden_and_is_not_invited()
    {
        var child = await town.Household("201901032399", "2019-01-03", ofGuardianB: "sekretessmarkering");
        var meeting = await town.Called(child, MeetingScene.Invitation(town.In(3), [], [await town.MemberOf(child, FamilyScene.GuardianA)]), Consents.Head);

        Assert.Equal("no-calendar", (await town.Get(FamilyScene.GuardianA, $"{Family}/meetings/{meeting}/calendar")).Code());
    }

    [Fact]
    public async Task Only_a_meeting_that_one_was_invited_to_and_that_has_begun_is_told_about()
    {
        var (child, other) = (await town.Household("201901042380", "2019-01-04"), await town.Household("201901052397", "2019-01-05"));
        var coming = await town.Called(child, MeetingScene.Invitation(town.In(3), [], [await town.MemberOf(child, FamilyScene.GuardianA)]));
        var others = await town.Called(other, MeetingScene.Invitation(town.In(3), [], [await town.MemberOf(other, FamilyScene.GuardianA)]));
        var (guardian, url) = (await town.As(FamilyScene.GuardianA), $"{Family}/children/{child}/experiences");

        foreach (var meetingId in new[] { coming, others, Guid.CreateVersion7(), Guid.Empty })
            (await guardian.Post(url, new { heard = 4, tookPart = 4, meetingId })).Expect(HttpStatusCode.BadRequest);
        town.MoveClock(TimeSpan.FromDays(3.5));
        // The other guardian was not invited to this one.
        (await (await town.As(FamilyScene.GuardianB)).Post(url, new { heard = 4, tookPart = 4, meetingId = coming })).Expect(HttpStatusCode.BadRequest);
        _ = (await (await town.As(FamilyScene.GuardianA)).Post(url, new { heard = 4, tookPart = 4, meetingId = coming })).Created;
    }
}
