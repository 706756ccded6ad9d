using System.Net;
using Kronobarn.Kernel;
using Kronobarn.Tests.Collaborations;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Families;

/// <summary>How it was to be at a meeting, told once by each.</summary>
public sealed class ExperienceTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_small_child_is_asked_by_pictures_and_a_guardian_in_words()
    {
        var child = await town.Household("201901012391", "2019-01-01");
        var small = (await (await town.As("201901012391")).Get($"/api/family/v1/children/{child}/experience-questions")).Ok["questions"]!.AsArray();
        var grown = (await (await town.As(FamilyScene.GuardianA)).Get($"/api/family/v1/children/{child}/experience-questions")).Ok["questions"]!.AsArray();

        Assert.Equal(["heard", "tookPart"], small.Select(q => q!["key"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Equal(["face-very-sad", "face-sad", "face-glad", "face-very-glad"], small[0]!["choices"]!.AsArray().Select(c => c!["picture"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.All(grown, q => Assert.Null(q!["picture"]));
    }

    [Fact]
    public async Task Each_answers_once_for_a_meeting_and_a_figure_out_of_bounds_is_no_answer()
    {
        var child = await town.Household("201901022382", "2019-01-02");
        var url = $"/api/family/v1/children/{child}/experiences";
        var meetingId = await town.Called(child, MeetingScene.Invitation(town.In(0.1), [], [await town.MemberOf(child, FamilyScene.GuardianA)], child: true));
        town.MoveClock(TimeSpan.FromHours(4));
        var me = await town.As("201901022382");

        (await me.Post(url, new { heard = 5, tookPart = 1, meetingId })).Expect(HttpStatusCode.BadRequest);
        _ = (await me.Post(url, new { heard = 4, tookPart = 1, meetingId, words = "Bra!" })).Created;
        Assert.Equal("told-already", (await me.Post(url, new { heard = 1, tookPart = 1, meetingId })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        _ = (await me.Post(url, new { heard = 1, tookPart = 1 })).Created;
        _ = (await (await town.As(FamilyScene.GuardianA)).Post(url, new { heard = 2, tookPart = 3, meetingId })).Created;
        var told = await town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Collaboration"]].Read(db => db.Scalar<int>("SELECT SUM(Heard) FROM Collaboration.Experience WHERE ChildId = @child", new { child }), default);
        Assert.Equal(4 + 1 + 2, told);
    }

    [Fact]
    public void What_the_county_is_told_names_neither_the_child_nor_who_answered() =>
        Assert.Equal(["Heard", "On", "OrderKey", "Recipients", "TookPart", "Who"], typeof(Kronobarn.Collaboration.Contracts.ExperienceTold).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract").Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
