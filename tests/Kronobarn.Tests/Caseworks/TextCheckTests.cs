using System.Net;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

public sealed class TextCheckTests(Town town) : IClassFixture<Town>
{
    private const string Checks = "/api/child-health-care/v1/text-checks";

    [Fact]
    public async Task A_text_is_looked_through_before_it_is_saved_and_the_places_are_pointed_at()
    {
        var nurse = await town.As("BVC-0780-1-staff");
        const string Text = "Ring 070-174 06 05. Anna Andersson mår bra.";
        var warnings = (await nurse.Post(Checks, new { text = Text })).Ok["warnings"]!.AsArray();
        Assert.Equal(["phone", "third-person"], warnings.Select(w => w!["kind"]!.GetValue<string>()));
        Assert.Equal("070-174 06 05", Text.Substring(warnings[0]!["start"]!.GetValue<int>(), warnings[0]!["length"]!.GetValue<int>()));

        Assert.Equal(["phone"], (await nurse.Post(Checks, new { text = Text, knownNames = new[] { "Anna Andersson" } })).Ok["warnings"]!.AsArray().Select(w => w!["kind"]!.GetValue<string>()));
        Assert.Empty((await nurse.Post(Checks, new { text = "" })).Ok["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_text_that_was_looked_through()
    {
        var nurse = await town.As("BVC-0780-1-staff");
        var before = await Rows();
        _ = (await nurse.Post(Checks, new { text = "Kvartsfjärilen bor på Storgatan 1." }, key: "t1")).Ok;
        Assert.Equal(before, await Rows());

        (await nurse.Post("/api/child-health-care/v1/concerns", new { harm = false, about = Concerns.About("201901012391"), text = "Oroad.", spokes = Array.Empty<string>() }, key: "t2"))
            .Expect(HttpStatusCode.Created);
        Assert.True(await Rows() > before, "What is kept was not counted.");
    }

    [Theory]
    [InlineData("""{"knownNames":[]}""")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":"Hej","knownNames":[null]}""")]
    public async Task Half_a_question_is_refused(string body) => (await (await town.As("BVC-0780-1-staff")).Post(Checks, body)).Expect(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_text_or_a_list_of_names_of_any_length_is_not_looked_at()
    {
        var nurse = await town.As("BVC-0780-1-staff");
        (await nurse.Post(Checks, new { text = new string('a', 10_001) })).Expect(HttpStatusCode.BadRequest);
        (await nurse.Post(Checks, new { text = "Hej", knownNames = Enumerable.Repeat("Anna", 51) })).Expect(HttpStatusCode.BadRequest);
        (await nurse.Post(Checks, new { text = "Hej", knownNames = new[] { new string('a', 201) } })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_the_organisations_staff_are_helped()
    {
        (await town.Anonymous().Post(Checks, new { text = "Hej" })).Expect(HttpStatusCode.Unauthorized);
        (await (await town.As("SOC-0780-1-staff")).Post(Checks, new { text = "Hej" })).Expect(HttpStatusCode.Forbidden);
    }

    /// <summary>Everything that the pipeline writes beside a handler's own rows; the helper's handler has no store to write to.</summary>
    private Task<int> Rows() => town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>().Actor("child-health-care")!].Read(db => db.Scalar<int>("""
        SELECT (SELECT COUNT(*) FROM {Module}.Audit) + (SELECT COUNT(*) FROM {Module}.Idempotency) + (SELECT COUNT(*) FROM {Module}.Receipt)
        """), default);
}
