using System.Net;

namespace Kronobarn.Tests.Accesses;

public sealed class GlassBreakTests(Town town) : IClassFixture<Town>
{
    private const string Reason = "Barnet står ensamt vid vägen och ingen svarar.";

    [Fact]
    public async Task Broken_glass_gives_the_holder_and_the_contact_for_an_hour_and_nothing_else_of_the_child()
    {
        var child = await town.Resident("201901012391", "2019-01-01");
        var police = await town.As("POL-0780-1-staff");
        var page = $"/api/police/v1/children/{child}";
        (await police.Get(page)).Expect(HttpStatusCode.NotFound);

        var broken = (await police.Post("/api/police/v1/glass-breaks", new { identityNumber = "201901012391", reason = Reason })).Created;

        Assert.Equal((child, "BVC-0780-1"), (broken["childId"]!.GetValue<Guid>(), broken["holder"]!["unitId"]!.GetValue<string>()));
        var shown = (await police.Get(page)).Ok;
        Assert.Equal(("break-glass", null, "BVC-0780-1"), (shown["ground"]!.GetValue<string>(), shown["name"]?.GetValue<string>(), Assert.Single(shown["timeline"]!.AsArray())!["unitId"]!.GetValue<string>()));
        (await (await town.As("POL-0780-1-head")).Get(page)).Expect(HttpStatusCode.NotFound);
        town.MoveClock(TimeSpan.FromMinutes(61));
        (await police.Get(page)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("201901022382", "sekretessmarkering")]
    [InlineData("201901032399", "skyddad-folkbokforing")]
    public async Task A_protected_child_is_refused_like_a_number_that_nobody_has_also_to_a_head(string number, string protection)
    {
        await town.Resident(number, "2019-01-02", protection: protection);
        foreach (var person in (string[])["POL-0780-1-staff", "POL-0780-1-head"])
        {
            var police = await town.As(person);
            var unknown = await police.Post("/api/police/v1/glass-breaks", new { identityNumber = "201901302388", reason = Reason });
            var hidden = await police.Post("/api/police/v1/glass-breaks", new { identityNumber = number, reason = Reason });
            Assert.Equal((HttpStatusCode.NotFound, unknown.Body), (hidden.Status, hidden.Body));
        }
    }

    [Fact]
    public async Task A_child_whose_identity_becomes_protected_within_the_hour_is_closed_at_once()
    {
        var child = await town.Resident("201901052397", "2019-01-05");
        var head = await town.As("S-0780-1-head");
        _ = (await head.Post("/api/school/v1/glass-breaks", new { identityNumber = "201901052397", reason = Reason })).Created;
        var change = new Kronobarn.Responsibility.ChildChange(child);
        change.Facts.Add(new Kronobarn.Responsibility.FactChange("protection", "population", "p1", new Kronobarn.Responsibility.FactContent { FromDate = Town.FirstDay, Reason = "sekretessmarkering" }));
        await town.Change(change);

        (await head.Get($"/api/school/v1/children/{child}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_use_lies_before_the_head_until_somebody_else_has_reviewed_it_once()
    {
        await town.Resident("201901042380", "2019-01-04");
        var head = await town.As("S-0780-2-head");
        var broken = (await head.Post("/api/school/v1/glass-breaks", new { identityNumber = "201901042380", reason = Reason })).Created["glassBreakId"]!.GetValue<Guid>();
        var review = $"/api/school/v1/glass-breaks/{broken}/reviews";
        var judgement = new { isJustified = true, note = "Barnet var i fara." };

        Assert.Equal("own-glass-break", (await head.Post(review, judgement)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await (await town.As("S-0780-1-head")).Post(review, judgement)).Expect(HttpStatusCode.NotFound);
        (await (await town.As("S-0780-2-staff")).Post(review, judgement)).Expect(HttpStatusCode.Forbidden);
        var item = Assert.Single((await head.Get("/api/school/v1/glass-breaks")).Ok["glassBreaks"]!.AsArray())!;
        Assert.Equal((Reason, "2026-03-05", null), (item["reason"]!.GetValue<string>(), item["reviewBy"]!.GetValue<string>(), item["review"]?.ToJsonString()));
        var reviewer = await town.As(await town.Employ("S-0780-2", "log-reviewer"));
        _ = (await reviewer.Post(review, judgement)).Ok;
        Assert.Equal("already-reviewed", (await reviewer.Post(review, judgement)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        Assert.Equal("S-0780-2-log-reviewer", Assert.Single((await head.Get("/api/school/v1/glass-breaks")).Ok["glassBreaks"]!.AsArray())!["review"]!["by"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"identityNumber\":\"201901042380\",\"reason\":\"För kort.\"}")]
    [InlineData("{\"identityNumber\":\"\",\"reason\":\"Barnet står ensamt vid vägen.\"}")]
    public async Task Without_a_number_or_a_reason_that_says_something_nothing_is_broken(string body) =>
        (await (await town.As("POL-0780-2-staff")).Post("/api/police/v1/glass-breaks", body)).Expect(HttpStatusCode.BadRequest);
}
