using System.Net;

namespace Kronobarn.Tests.Families;

/// <summary>What the child and the guardians say in their own words.</summary>
public sealed class OwnWordsTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task They_stand_as_they_were_written_and_a_later_text_carries_the_version_it_rests_on()
    {
        const string text = "  Jag vill inte,\n men mormor får. <b>Å</b> ";
        var child = await town.Household("201901012391", "2019-01-01");
        await town.PlantPlan(child, "201901012391");
        var me = await town.As("201901012391");
        var url = $"/api/family/v1/children/{child}/plan/words";

        (await me.Put(url, new { text }, null)).Expect((HttpStatusCode)428);
        var second = await me.Put(url, new { text, disagrees = true }, "\"1\"");
        Assert.Equal("\"2\"", second.ETag);
        var stale = (await me.Put(url, new { text = "Annat." }, "\"1\"")).Expect(HttpStatusCode.PreconditionFailed);
        Assert.Equal((text, "Annat."), (stale["current"]!["words"]!["text"]!.GetValue<string>(), stale["yours"]!["words"]!["text"]!.GetValue<string>()));

        var mine = Assert.Single((await town.Plan("201901012391", child)).Ok["plan"]!["words"]!.AsArray())!;
        Assert.Equal((text, "me", 2, true), (mine["text"]!.GetValue<string>(), mine["who"]!.GetValue<string>(), mine["version"]!.GetValue<int>(), mine["disagrees"]!.GetValue<bool>()));
        var read = (await town.Plan(FamilyScene.GuardianA, child)).Ok["plan"]!["words"]!.AsArray().Single(w => w!["who"]!.GetValue<string>() == "child")!;
        Assert.Equal((text, null), (read["text"]!.GetValue<string>(), read["version"]));
    }

    [Fact]
    public async Task Without_an_open_plan_there_is_nothing_to_write_in()
    {
        var child = await town.Household("201901022382", "2019-01-02");

        var refused = (await (await town.As(FamilyScene.GuardianA)).Put($"/api/family/v1/children/{child}/plan/words", new { text = "Hej." }, null)).Expect(HttpStatusCode.Conflict);

        Assert.Equal("no-plan", refused["code"]!.GetValue<string>());
        Assert.Null((await town.Plan(FamilyScene.GuardianA, child)).Ok["plan"]);
    }
}
