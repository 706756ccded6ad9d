using System.Net;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Accesses;

public sealed class ExplainTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_holder_is_told_what_it_is_to_the_child_what_it_may_and_on_which_ground()
    {
        var child = await town.Resident("201901012391", "2019-01-01");
        var told = await Explain("BVC-0780-1-staff", child);

        Assert.Equal(("holder", "holder", false), (told["ground"]!.GetValue<string>(), Assert.Single(told["relations"]!.AsArray())!.GetValue<string>(), told["protection"]!["isProtected"]!.GetValue<bool>()));
        Assert.Contains("child.work", Allowed(told), StringComparer.Ordinal);
        Assert.DoesNotContain("child.name-staff", Allowed(told), StringComparer.Ordinal);
        Assert.DoesNotContain("plan.read", Allowed(told), StringComparer.Ordinal);
        Assert.Contains("child.name-staff", Allowed(await Explain("BVC-0780-1-head", child)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Of_a_child_whom_one_may_not_know_of_there_is_the_answer_for_a_child_that_does_not_exist()
    {
        var child = await town.Resident("201901022382", "2019-01-02");
        var other = await town.As("BVC-0780-2-head");
        var unknown = await other.Get($"/api/child-health-care/v1/access/explain?childId={Guid.CreateVersion7()}");
        var hidden = await other.Get($"/api/child-health-care/v1/access/explain?childId={child}");
        Assert.Equal((HttpStatusCode.NotFound, unknown.Body), (hidden.Status, hidden.Body));
    }

    [Fact]
    public async Task The_head_asks_about_a_colleague_and_sees_that_a_protected_child_is_closed_until_the_colleague_is_named()
    {
        var child = await town.Resident("201901032399", "2019-01-03", protection: "sekretessmarkering");
        var before = await Explain("BVC-0780-1-head", child, "BVC-0780-1-staff");
        _ = (await (await town.As("BVC-0780-1-head")).Post($"/api/responsibility/v1/children/{child}/named-staff", new { personId = "BVC-0780-1-staff" })).Ok;
        var after = await Explain("BVC-0780-1-head", child, "BVC-0780-1-staff");

        Assert.Equal((null, true, false), (before["ground"]?.GetValue<string>(), before["protection"]!["isProtected"]!.GetValue<bool>(), before["protection"]!["isNamed"]!.GetValue<bool>()));
        Assert.Empty(Allowed(before));
        Assert.Equal(("holder", true), (after["ground"]!.GetValue<string>(), after["protection"]!["isNamed"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Only_a_head_asks_about_others_and_only_about_the_units_own()
    {
        var child = await town.Resident("201901042380", "2019-01-04");
        (await Ask("BVC-0780-1-staff", child, "BVC-0780-1-head")).Expect(HttpStatusCode.Forbidden);
        (await Ask("BVC-0780-1-head", child, "BVC-0780-2-staff")).Expect(HttpStatusCode.BadRequest);
    }

    private async Task<Answer> Ask(string person, Guid child, string? about = null) =>
        await (await town.As(person)).Get($"/api/child-health-care/v1/access/explain?childId={child}{(about is null ? "" : $"&personId={about}")}");

    private async Task<JsonNode> Explain(string person, Guid child, string? about = null) => (await Ask(person, child, about)).Ok;

    private static IEnumerable<string> Allowed(JsonNode told) => told["operations"]!.AsArray().Select(o => o!["operation"]!.GetValue<string>());
}
