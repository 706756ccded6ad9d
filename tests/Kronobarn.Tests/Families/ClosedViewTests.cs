using System.Net;

namespace Kronobarn.Tests.Families;

/// <summary>A guardian whose view is closed gets what one gets who asks about a child that does not exist, from the next request on.</summary>
public sealed class ClosedViewTests(Town town) : IClassFixture<Town>
{
    private const string Head = "BVC-0780-1-head";

    [Fact]
    public async Task Every_page_of_the_child_is_one_that_does_not_exist_byte_for_byte_and_the_others_see_on()
    {
        var child = await town.Household("201901012391", "2019-01-01");
        await town.PlantPlan(child, "201901012391");
        var member = await town.MemberOf(child, FamilyScene.GuardianB);
        var guardian = await town.As(FamilyScene.GuardianB);
        Assert.Contains(child.ToString(), (await guardian.Get("/api/family/v1/me")).Body, StringComparison.Ordinal);
        _ = (await guardian.Get($"/api/family/v1/children/{child}/plan")).Ok;

        _ = (await (await town.As(Head)).Post($"/api/responsibility/v1/children/{child}/closed-views", new { memberId = member, reason = "Barnet är rädd." })).Created;

        foreach (var page in (string[])["plan", "shared", "looks", "consents", "experience-questions", "responsible"])
        {
            var (hidden, unknown) = (await guardian.Get($"/api/family/v1/children/{child}/{page}"), await guardian.Get($"/api/family/v1/children/{Guid.CreateVersion7()}/{page}"));
            Assert.Equal((HttpStatusCode.NotFound, unknown.Body, unknown.ETag), (hidden.Status, hidden.Body, hidden.ETag));
        }

        (await guardian.Put($"/api/family/v1/children/{child}/plan/words", new { text = "Hej." }, "\"1\"")).Expect(HttpStatusCode.NotFound);
        (await guardian.Post($"/api/family/v1/children/{child}/experiences", new { heard = 1, tookPart = 1 })).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain(child.ToString(), (await guardian.Get("/api/family/v1/me")).Ok.ToJsonString(), StringComparison.Ordinal);
        var other = await town.Plan(FamilyScene.GuardianA, child);
        Assert.Contains("fakta18", other.Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("fakta19", other.Body, StringComparison.Ordinal);

        _ = (await (await town.As(Head)).Post($"/api/responsibility/v1/children/{child}/closed-views/endings", new { memberId = member })).Ok;
        _ = (await guardian.Get($"/api/family/v1/children/{child}/plan")).Ok;
    }

    [Fact]
    public async Task Only_the_heads_who_may_close_a_view_see_that_one_is_closed()
    {
        var child = await town.Household("201901022382", "2019-01-02");
        var member = await town.MemberOf(child, FamilyScene.GuardianA);
        var url = $"/api/responsibility/v1/children/{child}/closed-views";

        (await (await town.As("BVC-0780-1-staff")).Post(url, new { memberId = member, reason = "Skäl." })).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("BVC-0780-2-head")).Post(url, new { memberId = member, reason = "Skäl." })).Expect(HttpStatusCode.NotFound);
        _ = (await (await town.As(Head)).Post(url, new { memberId = member, reason = "Skäl." })).Created;
        (await (await town.As(Head)).Post(url, new { memberId = member, reason = "Skäl." })).Expect(HttpStatusCode.Conflict);
        (await (await town.As(Head)).Post(url, new { memberId = Guid.CreateVersion7(), reason = "Skäl." })).Expect(HttpStatusCode.BadRequest);

        var shown = (await (await town.As(Head)).Get(url)).Ok;
        Assert.True(shown["guardians"]!.AsArray().Single(g => g!["memberId"]!.GetValue<Guid>() == member)!["isClosed"]!.GetValue<bool>());
        Assert.Equal("Skäl.", Assert.Single(shown["closings"]!.AsArray())!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task In_a_conflict_with_a_protected_address_nobody_of_the_family_reads_where_anybody_is()
    {
        foreach (var (number, born, protection, ofGuardian) in ((string, string, string, string?)[])[("201901032399", "2019-01-03", "none", "skyddad-folkbokforing"), ("200904022381", "2009-04-02", "none", "skyddad-folkbokforing"), ("200904032380", "2009-04-03", "skyddad-folkbokforing", null)])
        {
            // A guardian's protection is the person's: others' children are not to be touched by it.
            var (a, b) = number switch { "201901032399" => ("198501032380", "198501032398"), "200904022381" => ("198501042389", "198501042397"), _ => ("198501012390", "198501022399") };
            var child = await town.Household(number, born, protection, ofGuardian, a, b);
            await town.PlantPlan(child, number, guardianA: a, guardianB: b);
            foreach (var reader in (string[])[number, a, b])
            {
                var plan = await town.Plan(reader, child);
                _ = plan.Ok;
                foreach (var place in (string[])["SOC 0780", "HAB 0780", "BVC 0780", "\"S 0780", "fakta12", "fakta13", "0470", "fakta15", "fakta16"])
                    Assert.DoesNotContain(place, plan.Body, StringComparison.Ordinal);
                Assert.Contains("fakta08", plan.Body, StringComparison.Ordinal);
                if (reader != b)
                    Assert.DoesNotContain("fakta19", plan.Body, StringComparison.Ordinal);
                var shared = (await (await town.As(reader)).Get($"/api/family/v1/children/{child}/shared")).Ok.ToJsonString();
                Assert.DoesNotContain("0780", shared, StringComparison.Ordinal);
            }
        }
    }
}
