using System.Net;

namespace Kronobarn.Tests.Families;

/// <summary>What is kept from a guardian leaves no trace.</summary>
public sealed class KeptPartTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task To_the_guardian_it_is_as_if_the_part_had_never_been_written()
    {
        var kept = await town.Household("201901012391", "2019-01-01");
        await town.PlantPlan(kept, "201901012391", isKeptFromB: true);
        var without = await town.Household("201901022382", "2019-01-02");
        await town.PlantPlan(without, "201901022382", lacksThem: true);

        var (one, other) = (await town.Plan(FamilyScene.GuardianB, kept), await town.Plan(FamilyScene.GuardianB, without));

        Assert.Equal(FamilyScene.Stable(other.Ok.ToJsonString()), FamilyScene.Stable(one.Ok.ToJsonString()));
        Assert.Equal(other.ETag, one.ETag, StringComparer.Ordinal);
        Assert.NotEqual(FamilyScene.Stable(one.Body), FamilyScene.Stable((await town.Plan(FamilyScene.GuardianA, kept)).Body), StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_is_seen_again_when_it_is_kept_no_longer_and_only_heads_keep_and_nobody_loses_own_words()
    {
        var child = await town.Household("201901032399", "2019-01-03");
        var planId = await town.PlantPlan(child, "201901032399", isKeptFromB: true);
        var member = await town.MemberOf(child, FamilyScene.GuardianB);
        var head = await town.As($"{FamilyScene.Owner}-head");
        var keepings = (await head.Get($"/api/collaboration/v1/plans/{planId}/keepings")).Ok["keepings"]!.AsArray();
        Assert.Equal(3, keepings.Count);
        var part = keepings[0]!["partId"]!.GetValue<Guid>();

        (await (await town.As($"{FamilyScene.Owner}-staff")).Get($"/api/collaboration/v1/plans/{planId}/keepings")).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("SOC-0780-1-head")).Get($"/api/collaboration/v1/plans/{planId}/keepings")).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain("fakta03", (await town.Plan(FamilyScene.GuardianB, child)).Body, StringComparison.Ordinal);
        _ = (await head.Post($"/api/collaboration/v1/plans/{planId}/parts/{part}/keepings/endings", new { memberId = member })).Ok;
        Assert.Contains("fakta03", (await town.Plan(FamilyScene.GuardianB, child)).Body, StringComparison.Ordinal);

        var own = (await head.Get($"/api/collaboration/v1/plans/{planId}")).Ok["parts"]!.AsArray().First(p => p!["memberId"]?.GetValue<Guid>() == member)!["partId"]!.GetValue<Guid>();
        Assert.Equal("own-words", (await town.Keep(planId, own, member)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }
}
