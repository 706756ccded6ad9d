using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kronobarn.Collaboration;
using Microsoft.AspNetCore.Hosting;
using static Kronobarn.Tests.Collaborations.MeetingScene;

namespace Kronobarn.Tests.Collaborations;

public sealed class MeetingCalendarTests(Town town) : IClassFixture<Town>
{
    private const string Mother = "198501012382";

    private static readonly DateTimeOffset Summer = new(2026, 7, 10, 12, 0, 0, TimeSpan.Zero);

    [NeedsTooling]
    public async Task An_independent_parser_reads_the_invitation_the_change_and_the_cancellation_of_one_meeting()
    {
        var child = await town.Family("201901012391", "2019-01-01", Mother);
        var meeting = await town.Called(child, Invitation(Summer, [], [await town.Member(child, Mother)]));

        var first = await Read(Nurse, Api, meeting);
        Assert.Equal(("REQUEST", 1, $"{meeting}@kronobarn.invalid", 0), (Text(first, "method"), first["events"]!.GetValue<int>(), Text(first, "uid"), first["sequence"]!.GetValue<int>()));
        Assert.Equal(("Europe/Stockholm", "2026-07-10T12:00:00.000Z", "2026-07-10T13:00:00.000Z"), (Text(first, "zone"), Text(first, "start"), Text(first, "end")));
        Assert.Equal(("CONFIRMED", "CONFIDENTIAL", "Möte", "Logga in i Kronobarn för att läsa om mötet och svara på inbjudan."), (Text(first, "status"), Text(first, "class"), Text(first, "summary"), Text(first, "description")));
        Assert.Equal(("mailto:no-reply@kronobarn.invalid", """["mailto:invited@kronobarn.invalid"]"""), (Text(first, "organizer"), first["attendees"]!.ToJsonString()));
        Assert.Empty(first["others"]!.AsArray());

        // In winter the clock in Sweden shows another hour.
        _ = (await (await town.As(Nurse)).Put($"{Api}/meetings/{meeting}", Invitation(Summer.AddMonths(6), [], [await town.Member(child, Mother)]), "\"1\"")).Ok;
        var changed = await Read(Mother, FamilyApi, meeting);
        Assert.Equal(("REQUEST", Text(first, "uid"), 1, "2027-01-10T12:00:00.000Z"), (Text(changed, "method"), Text(changed, "uid"), changed["sequence"]!.GetValue<int>(), Text(changed, "start")));

        _ = (await town.Do(Nurse, meeting, "cancellations", new { reason = "Kanariefågeln är sjuk." })).Ok;
        var cancelled = await Read(Mother, FamilyApi, meeting);
        Assert.Equal(("CANCEL", "CANCELLED", Text(first, "uid"), 2), (Text(cancelled, "method"), Text(cancelled, "status"), Text(cancelled, "uid"), cancelled["sequence"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_file_tells_the_hour_and_no_name_no_place_no_link_and_no_unit()
    {
        var child = await town.Family("201901022382", "2019-01-02", Mother);
        await town.Consented(child, [Mother], "BVC-0780-1", "S-0780-1", "plan");
        var meeting = await town.Called(child, Invitation(Summer, ["S-0780-1"], [await town.Member(child, Mother)]));

        foreach (var (person, api) in ((string, string)[])[(Nurse, Api), (Teacher, Api), (Mother, FamilyApi)])
        {
            var file = await town.Get(person, $"{api}/meetings/{meeting}/calendar");
            Assert.Equal(HttpStatusCode.OK, file.Status);
            Assert.Contains("\r\nDTSTART;TZID=Europe/Stockholm:20260710T140000\r\n", file.Body, StringComparison.Ordinal);
            foreach (var canary in (string[])["Kanarie", "Näktergal", "koltrast", "Steglits", "Gärdsmyg", "BVC", "S-0780", "0780", "Barn 2019", "Vuxen", "20190102", child.ToString(), "LOCATION", "http"])
                Assert.DoesNotContain(canary, file.Body, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(["invited"], (await town.Audited("SELECT Ground FROM Collaboration.Audit WHERE Slice = 'GetMeetingCalendar' AND SubjectId = @child AND Actor = @Teacher AND ConsentId IS NOT NULL", new { child, Teacher })));
        (await town.Get("F-0780-1-staff", $"{Api}/meetings/{meeting}/calendar")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_file_is_made_when_the_child_or_an_invited_guardian_has_a_protected_identity_but_where_the_municipality_has_decided_so()
    {
        const string Hidden = "198501032380";
        const string Head = "BVC-0780-1-head";
        var child = await town.ProtectedFamily("201901032399", "2019-01-03", Mother);
        var guarded = await town.Family("201901042380", "2019-01-04", Mother);
        await town.Custody(guarded, Hidden, new(2019, 1, 4), protection: "sekretessmarkering");
        var ofTheChild = await town.Called(child, Invitation(Summer, [], [await town.Member(child, Mother)]), Head);
        var withTheGuardian = await town.Called(guarded, Invitation(Summer, [], [await town.Member(guarded, Mother), await town.Member(guarded, Hidden)]), Head);

        foreach (var (person, api, meeting) in ((string, string, Guid)[])[(Head, Api, ofTheChild), (Mother, FamilyApi, ofTheChild), (Head, Api, withTheGuardian), (Mother, FamilyApi, withTheGuardian), (Hidden, FamilyApi, withTheGuardian)])
        {
            Assert.Equal("no-calendar", (await town.Get(person, $"{api}/meetings/{meeting}/calendar")).Code());
        }

        using var decided = town.WithWebHostBuilder(builder => builder.UseSetting("Kronobarn:Meetings:CalendarForProtected", "true"));
        using var client = decided.CreateClient();
        client.DefaultRequestHeaders.Authorization = (await town.As(Head)).Client.DefaultRequestHeaders.Authorization;
        Assert.Contains("METHOD:REQUEST", await client.GetStringAsync($"{Api}/meetings/{ofTheChild}/calendar"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(75)]
    [InlineData(76)]
    [InlineData(400)]
    public void A_long_line_is_folded_at_75_octets_and_never_inside_a_character(int length)
    {
        foreach (var character in (string[])["a", "å", "€", "😀"])
        {
            var line = string.Concat(Enumerable.Repeat(character, length));
            var pieces = CalendarFile.Folded(line).Split("\r\n");
            Assert.All(pieces, piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 75));
            Assert.All(pieces, piece => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(piece))));
            Assert.All(pieces.Skip(1), piece => Assert.Equal(' ', piece[0]));
            Assert.Equal(line, string.Concat(pieces.Select((piece, i) => i == 0 ? piece : piece[1..])));
        }
    }

    [Fact]
    public void What_a_value_may_not_hold_is_escaped() => Assert.Equal(@"a\\b\;c\,d\ne\nf", CalendarFile.Escaped("a\\b;c,d\r\ne\nf"));

    private async Task<JsonNode> Read(string person, string api, Guid meeting)
    {
        var file = await town.Get(person, $"{api}/meetings/{meeting}/calendar");
        Assert.Equal(HttpStatusCode.OK, file.Status);
        return await CalendarReader.Read(file.Body);
    }

    private static string Text(JsonNode read, string member) => read[member]!.GetValue<string>();
}
