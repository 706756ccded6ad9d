using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Kronobarn.Tests.Caseworks;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Families;

/// <summary>Who has looked, as the family is told; and what it asks about it.</summary>
public sealed class LooksTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_family_reads_who_looked_in_plain_words_asks_why_and_reads_the_answer()
    {
        var child = await town.Household("201901012391", "2019-01-01");
        _ = (await (await town.As("BVC-0780-1-staff")).Get($"/api/child-health-care/v1/children/{child}")).Ok;
        var guardian = await town.As(FamilyScene.GuardianA);
        var look = Assert.Single(await Looks(FamilyScene.GuardianA, child));

        Assert.Equal("Sjuksköterska vid barnhälsovården (BVC 0780 1) läste vem barnet är och vem som ansvarar 2026-03-02 kl. 09.00.", look["sentence"]!.GetValue<string>());
        Assert.Equal("enheten är barnensbästa-ansvarig för barnet", look["why"]!.GetValue<string>());
        Assert.DoesNotContain("BVC-0780-1-staff", look.ToJsonString(), StringComparison.Ordinal);

        var question = new { lookId = look["lookId"]!.GetValue<string>(), text = "Varför läste ni?" };
        (await guardian.Post($"/api/family/v1/children/{child}/looks/questions", question)).Expect(HttpStatusCode.Accepted);
        await town.DeliverEvents();
        (await guardian.Post($"/api/family/v1/children/{child}/looks/questions", question)).Expect(HttpStatusCode.Conflict);
        Assert.Empty((await (await town.As("BVC-0780-2-head")).Get("/api/collaboration/v1/family-questions")).Ok["questions"]!.AsArray());
        var head = await town.As("BVC-0780-1-head");
        var asked = Assert.Single((await head.Get("/api/collaboration/v1/family-questions")).Ok["questions"]!.AsArray())!;
        Assert.Equal(("Varför läste ni?", "BVC-0780-1-staff"), (asked["text"]!.GetValue<string>(), asked["personId"]!.GetValue<string>()));
        var url = $"/api/collaboration/v1/family-questions/{asked["questionId"]}/answers";
        (await (await town.As("BVC-0780-2-head")).Post(url, new { text = "Nej." })).Expect(HttpStatusCode.NotFound);
        _ = (await head.Post(url, new { text = "Inför ert besök." })).Created;
        (await head.Post(url, new { text = "Igen." })).Expect(HttpStatusCode.Conflict);

        Assert.Equal("Inför ert besök.", (await Asked(FamilyScene.GuardianA))["questions"]![0]!["answer"]!.GetValue<string>());
        Assert.Empty((await Asked(FamilyScene.GuardianB))["questions"]!.AsArray());

        // By its id: rows of one moment stand in no order that a test could know.
        async Task<JsonNode> Asked(string guardianNumber) => (await Looks(guardianNumber, child)).Single(l => l!["lookId"]!.GetValue<string>() == question.lookId)!;
    }

    [Fact]
    public async Task What_the_family_is_not_to_learn_from_a_log_is_not_in_it_and_cannot_be_asked_about()
    {
        var child = await town.Household("201901022382", "2019-01-02");
        await town.RaiseConcern("POL-0780-1-staff", "201901022382");
        (await (await town.As("BVC-0780-2-staff")).Get($"/api/child-health-care/v1/children/{child}")).Expect(HttpStatusCode.NotFound);
        await town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Partner"]].Write(async db =>
        {
            await db.Insert("CaseFile", ["CaseId", "ChildId", "UnitId", "IsProtected", "State", "Origin", "OpenedAt", "Version"], [[Guid.CreateVersion7(), child, "HAB-0780-2", false, "gathering", "concern", Clock.StartOf(Town.FirstDay), 1]]);
            return 0;
        }, default);
        _ = (await (await town.As("HAB-0780-2-staff")).Get($"/api/partner/v1/children/{child}")).Ok;
        _ = (await (await town.As("BVC-0780-1-head")).Post($"/api/responsibility/v1/children/{child}/closed-views", new { memberId = await town.MemberOf(child, FamilyScene.GuardianB), reason = "Skäl." })).Created;
        Assert.Empty(await Looks(FamilyScene.GuardianA, child));

        var hidden = await town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Partner"]].Read(db => db.Find<string>("SELECT Stripe FROM {Module}.Audit WHERE SubjectId = @child", new { child }), default);
        Assert.NotNull(hidden);
        var guardian = await town.As(FamilyScene.GuardianA);
        for (var seq = 1; seq <= 3; seq++)
            (await guardian.Post($"/api/family/v1/children/{child}/looks/questions", new { lookId = $"{hidden}-{seq}", text = "Varför?" })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_long_log_is_read_page_by_page_and_no_row_is_missing_or_told_twice()
    {
        var child = await town.Household("201901032399", "2019-01-03");
        var nurse = await town.As("BVC-0780-1-staff");
        for (var i = 0; i < 7; i++)
            _ = (await nurse.Get($"/api/child-health-care/v1/children/{child}")).Ok;

        var (ids, sizes) = (new List<string>(), new List<int>());
        for (JsonNode page = (await (await town.As(FamilyScene.GuardianA)).Get($"/api/family/v1/children/{child}/looks?limit=3")).Ok; ; page = (await (await town.As(FamilyScene.GuardianA)).Get($"/api/family/v1/children/{child}/looks?limit=3&before={ids[^1]}")).Ok)
        {
            sizes.Add(page["looks"]!.AsArray().Count);
            ids.AddRange(page["looks"]!.AsArray().Select(l => l!["lookId"]!.GetValue<string>()));
            if (!page["hasMore"]!.GetValue<bool>())
                break;
        }

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal((7, 7), (ids.Count, ids.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task Where_an_identity_is_protected_the_log_names_the_kind_of_organisation_alone_and_a_small_child_is_told_to_wait()
    {
        var child = await town.Household("201901042380", "2019-01-04", ofGuardianB: "skyddad-folkbokforing", guardianA: "198501032380", guardianB: "198501032398");
        _ = (await (await town.As("BVC-0780-1-staff")).Get($"/api/child-health-care/v1/children/{child}")).Ok;

        var look = Assert.Single(await Looks("198501032380", child));
        Assert.Null(look["unit"]);
        Assert.DoesNotContain("0780", look.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("too-young", (await (await town.As("201901042380")).Get($"/api/family/v1/children/{child}/looks")).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    private async Task<List<JsonNode>> Looks(string number, Guid child) => [.. (await (await town.As(number)).Get($"/api/family/v1/children/{child}/looks")).Ok["looks"]!.AsArray().Select(l => l!)];
}
