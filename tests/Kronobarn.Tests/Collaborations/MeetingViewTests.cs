using System.Net;
using System.Text.Json.Nodes;
using static Kronobarn.Tests.Collaborations.MeetingScene;

namespace Kronobarn.Tests.Collaborations;

public sealed class MeetingViewTests(Town town) : IClassFixture<Town>
{
    private const string Mother = "198501012382";
    private const string Father = "198501012390";

    [Fact]
    public async Task Disagreement_stays_as_it_was_said_whatever_is_said_after_it()
    {
        var child = await town.Family("201901012391", "2019-01-01", Mother, Father);
        await town.Consented(child, [Mother, Father], "BVC-0780-1", "S-0780-1", "plan");
        await town.Consented(child, [Mother, Father], "S-0780-1", "BVC-0780-1", "plan");
        var meeting = await town.Called(child, Invitation(town.In(1.0 / 24), ["S-0780-1"]));

        Assert.Equal(1, (await town.Do(Teacher, meeting, "view", new { words = "  Vi håller INTE med.\nSkolan har inte fått frågan. ", disagrees = true })).Ok["number"]!.GetValue<int>());
        await town.Held(meeting);
        Assert.Equal(2, (await town.Do(Teacher, meeting, "view", new { words = "Nu har vi fått frågan.", disagrees = false })).Ok["number"]!.GetValue<int>());
        // The convener writes its own beside it, and cannot reach the school's.
        _ = (await town.Do(Nurse, meeting, "view", new { words = "Vi ser det så här.", disagrees = false })).Ok;

        foreach (var reader in (string[])[Nurse, Teacher])
        {
            Assert.Equal(["1 True   Vi håller INTE med.\nSkolan har inte fått frågan. ", "2 False Nu har vi fått frågan."], await Views(reader, meeting, "S-0780-1"), StringComparer.Ordinal);
            Assert.Equal(["1 False Vi ser det så här."], await Views(reader, meeting, "BVC-0780-1"), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task A_units_view_is_read_by_those_whom_a_consent_lets_have_it_and_the_unit_itself_alone()
    {
        var child = await town.Family("201901022382", "2019-01-02", Mother, Father);
        await town.Consented(child, [Mother, Father], "BVC-0780-1", "S-0780-1", "plan");
        await town.Consented(child, [Mother, Father], "BVC-0780-1", "F-0780-1", "plan");
        var meeting = await town.Called(child, Invitation(town.In(7), ["S-0780-1", "F-0780-1"]));
        _ = (await town.Do(Teacher, meeting, "view", new { words = "Skolans egen syn.", disagrees = true })).Ok;
        _ = (await town.Do(Teacher, meeting, "answers", new { answer = "declined", words = "Skolans skäl." })).Ok;

        foreach (var other in (string[])[Nurse, "F-0780-1-staff"])
        {
            var page = await town.Meeting(other, meeting);
            _ = page.Ok;
            Assert.DoesNotContain("Skolans", page.Body, StringComparison.Ordinal);
        }

        Assert.Equal(["1 True Skolans egen syn."], await Views(Teacher, meeting, "S-0780-1"), StringComparer.Ordinal);

        var consents = await town.Consented(child, [Mother, Father], "S-0780-1", "F-0780-1", "plan");
        Assert.Equal(["1 True Skolans egen syn."], await Views("F-0780-1-staff", meeting, "S-0780-1"), StringComparer.Ordinal);
        await town.Withdraw(Mother, consents[Mother]);
        Assert.DoesNotContain("Skolans", (await town.Meeting("F-0780-1-staff", meeting)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_in_the_family_says_is_told_to_the_table_unedited_and_never_to_another_in_the_family()
    {
        const string Child = "201901032399";
        var child = await town.Family(Child, "2019-01-03", Mother, Father);
        await town.Consented(child, [Mother, Father], "BVC-0780-1", "S-0780-1", "plan");
        await town.Consented(child, [Mother, Father], "BVC-0780-1", "F-0780-1", "contact");
        var meeting = await town.Called(child, Invitation(town.In(7), ["S-0780-1", "F-0780-1"], [await town.Member(child, Mother), await town.Member(child, Father)], child: true));

        _ = (await town.Do(Child, meeting, "view", new { words = "jag vill int gå dit", disagrees = true })).Ok;
        _ = (await town.Do(Mother, meeting, "view", new { words = "Mammas ord.", disagrees = false })).Ok;
        (await town.Do(Mother, meeting, "view", new { words = " ", disagrees = false })).Expect(HttpStatusCode.BadRequest);

        foreach (var reader in (string[])[Nurse, Teacher])
            Assert.Equal("child:jag vill int gå dit,guardian:Mammas ord.", string.Join(',', (await town.Meeting(reader, meeting)).Ok["views"]!.AsArray()
                .Select(v => $"{v!["kind"]}:{v["versions"]![0]!["words"]}")));
        Assert.Empty((await town.Meeting("F-0780-1-staff", meeting)).Ok["views"]!.AsArray());
        foreach (var (member, own) in ((string, string?)[])[(Child, "jag vill int gå dit"), (Mother, "Mammas ord."), (Father, null)])
            Assert.Equal(own is null ? Array.Empty<string>() : [own], (await town.Get(member, $"{FamilyApi}/meetings?childId={child}")).Ok["meetings"]!.AsArray().Single()!["myViews"]!.AsArray().Select(v => v!["words"]!.GetValue<string>()), StringComparer.Ordinal);
    }

    private async Task<IEnumerable<string>> Views(string reader, Guid meeting, string unit) => (await town.Meeting(reader, meeting)).Ok["views"]!.AsArray()
        .Single(v => v!["unit"]?["unitId"]?.GetValue<string>() == unit)!["versions"]!.AsArray().Select(v => $"{v!["number"]} {v["disagrees"]!.GetValue<bool>()} {v["words"]}");
}
