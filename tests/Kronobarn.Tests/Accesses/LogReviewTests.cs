using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Accesses;

public sealed class LogReviewTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/child-health-care/v1";

    [Fact]
    public async Task The_reviewer_draws_what_is_worth_a_look_and_judges_it_and_never_sees_a_name()
    {
        var child = await town.Resident("201901012391", "2019-01-01");
        var hidden = await town.Resident("201901022382", "2019-01-02", protection: "sekretessmarkering");
        var nurse = await town.As("BVC-0780-1-staff");
        _ = (await nurse.Get($"{Api}/children/{child}")).Ok;
        (await nurse.Get($"{Api}/children/{hidden}")).Expect(HttpStatusCode.NotFound);
        var reviewer = await town.As(await town.Employ("BVC-0780-1", "log-reviewer"));

        var drawn = (await Draw(reviewer, "system", 10)).Created;
        var sample = drawn["sampleId"]!.GetValue<Guid>();
        var shown = await reviewer.Get($"{Api}/log-samples/{sample}");

        var item = Items(shown.Ok).Single(i => i["subjectId"]?.GetValue<Guid>() == hidden);
        Assert.Equal(["refused", "protected"], item["reasons"]!.AsArray().Select(r => r!.GetValue<string>()), StringComparer.Ordinal);
        Assert.DoesNotContain(Items(shown.Ok), i => i["subjectId"]?.GetValue<Guid>() == child);
        Assert.DoesNotContain("Barn", shown.Body, StringComparison.Ordinal);
        var judge = $"{Api}/log-samples/{sample}/items/{item["n"]!.GetValue<int>()}/judgements";
        (await reviewer.Post(judge, new { verdict = "ask" })).Expect(HttpStatusCode.BadRequest);
        _ = (await reviewer.Post(judge, new { verdict = "ask", note = "Varför öppnades barnet?" })).Ok;
        Assert.Equal(1, (await reviewer.Get($"{Api}/log-samples")).Ok["samples"]!.AsArray().Single(s => s!["sampleId"]!.GetValue<Guid>() == sample)!["judged"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_sample_by_chance_keeps_its_seed_and_tells_of_the_own_unit_alone()
    {
        var child = await town.Resident("201901032399", "2019-01-03");
        var nurse = await town.As("BVC-0780-1-staff");
        for (var i = 0; i < 4; i++)
            _ = (await nurse.Get($"{Api}/children/{child}")).Ok;
        _ = (await (await town.As("BVC-0780-2-staff")).Get($"{Api}/children")).Ok;
        var reviewer = await town.As(await town.Employ("BVC-0780-1", "log-reviewer"));

        var sample = (await Draw(reviewer, "chance", 3)).Created["sampleId"]!.GetValue<Guid>();

        var items = Items((await reviewer.Get($"{Api}/log-samples/{sample}")).Ok).ToList();
        Assert.Equal(3, items.Count);
        Assert.All(items, i => Assert.StartsWith("BVC-0780-1-", i["personId"]!.GetValue<string>(), StringComparison.Ordinal));
        (await (await town.As(await town.Employ("BVC-0780-2", "log-reviewer"))).Get($"{Api}/log-samples/{sample}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_review_is_in_the_log_too_and_nobody_judges_the_own_rows()
    {
        var reviewer = await town.As(await town.Employ("BVC-0761-1", "log-reviewer"));
        _ = (await Draw(reviewer, "chance", 5)).Created;

        var sample = (await Draw(reviewer, "chance", 5)).Created["sampleId"]!.GetValue<Guid>();

        var own = Assert.Single(Items((await reviewer.Get($"{Api}/log-samples/{sample}")).Ok));
        Assert.Equal(("DrawLogSample", "log-review"), (own["slice"]!.GetValue<string>(), own["ground"]!.GetValue<string>()));
        var refused = await reviewer.Post($"{Api}/log-samples/{sample}/items/1/judgements", new { verdict = "fine" });
        Assert.Equal("own-row", refused.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("BVC-0780-1-staff")]
    [InlineData("BVC-0780-1-head")]
    public async Task Who_reviews_no_log_draws_none(string person) => (await Draw(await town.As(person), "chance", 5)).Expect(HttpStatusCode.Forbidden);

    private Task<Answer> Draw(Staff reviewer, string method, int size) => reviewer.Post($"{Api}/log-samples", new
    {
        from = town.Today.ToString("O", CultureInfo.InvariantCulture),
        to = town.Today.AddDays(1).ToString("O", CultureInfo.InvariantCulture),
        size,
        method,
    });

    private static IEnumerable<JsonNode> Items(JsonNode sample) => sample["items"]!.AsArray().Select(i => i!);
}
