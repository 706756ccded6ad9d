using System.Net;
using System.Text.Json.Nodes;
using static Kronobarn.Tests.MaternalCares.Registration;

namespace Kronobarn.Tests.MaternalCares;

/// <summary>Pregnancies that the region's care record system tells of, as the clinic sees them.</summary>
public sealed class FeedPregnancyTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_pregnancy_of_the_health_feed_is_in_the_clinics_list_by_week_and_once()
    {
        const string Mother = "198501032380";
        await town.Health(Pregnancy("w1", Mother, children: 2));

        var listed = Assert.Single(await Of(Mother, "MVC-0780-1-staff", "?week=14&limit=100"));
        Assert.Equal((14, 0, 2), (listed["week"]!.GetValue<int>(), listed["day"]!.GetValue<int>(), listed["childIds"]!.AsArray().Count));
        Assert.Empty(await Of(Mother, "MVC-0780-1-staff", "?week=15&limit=100"));
        Assert.Empty(await Of(Mother, "MVC-0780-2-staff"));

        await town.Health(Pregnancy("w1", Mother, children: 2));
        await town.Health(Pregnancy("w1", Mother, children: 2), Pregnancy("w2", "198503022389"));
        var again = Assert.Single(await Of(Mother, "MVC-0780-1-staff"));
        Assert.Equal(listed["pregnancyId"]!.ToString(), again["pregnancyId"]!.ToString());
        Assert.Equal((2, 1), (again["childIds"]!.AsArray().Count, again["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_corrected_due_date_and_another_clinic_are_followed()
    {
        const string Mother = "198601022398";
        await town.Health(Pregnancy("c1", Mother));
        await town.Health(Pregnancy("c1", Mother, due: "2026-08-24", revision: 2));
        var listed = Assert.Single(await Of(Mother, "MVC-0780-1-staff", "?week=15&limit=100"));
        Assert.Equal(("2026-08-24", 2), (listed["dueDate"]!.GetValue<string>(), listed["version"]!.GetValue<int>()));

        await town.Health(Pregnancy("c1", Mother, unit: "MVC-0780-2", due: "2026-08-24", revision: 3));
        Assert.Empty(await Of(Mother, "MVC-0780-1-staff"));
        Assert.Single(await Of(Mother, "MVC-0780-2-staff"));
    }

    [Fact]
    public async Task A_birth_from_the_population_feed_ends_it_also_for_one_that_the_clinic_registered()
    {
        const string Mother = "198701022397";
        await town.Health(Pregnancy("b1", Mother, due: "2026-03-01"));
        var own = (await (await town.As("MVC-0780-1-staff")).Post(Pregnancies, Body("198801022396", dueDate: "2026-03-10"))).Created;
        await town.DeliverEvents();
        Assert.Single(await Of(Mother, "MVC-0780-1-staff"));

        await town.Population(
            Birth("k1", "20260227TF01", "2026-02-27", Mother),
            Birth("k2", "20260228TF01", "2026-02-28", "198801022396"));

        Assert.Empty(await Of(Mother, "MVC-0780-1-staff"));
        Assert.DoesNotContain(await All("MVC-0780-1-staff"), p => p["pregnancyId"]!.ToString() == own["pregnancyId"]!.ToString());
    }

    [Fact]
    public async Task One_that_ended_without_birth_or_was_a_mistake_is_gone()
    {
        await town.Health(Pregnancy("e1", "198901022395"), Pregnancy("e2", "199001032391"), Pregnancy("e3", "199101022391", due: "2026-03-30"));
        await town.Health(Pregnancy("e1", "198901022395", revision: 2, ended: "2026-02-20"), """{"type":"withdraw","id":"e2"}""", Pregnancy("e3", "199101022391", due: "2026-03-30"));
        Assert.Empty(await Of("198901022395", "MVC-0780-1-staff"));
        Assert.Empty(await Of("199001032391", "MVC-0780-1-staff"));
        Assert.Single(await Of("199101022391", "MVC-0780-1-staff"));
    }

    [Fact]
    public async Task The_midwife_changes_it_as_one_of_her_own_and_her_word_stands_when_the_feed_says_nothing_new()
    {
        const string Mother = "199201022382";
        await town.Health(Pregnancy("m1", Mother));
        var midwife = await town.As("MVC-0780-1-staff");
        var listed = Assert.Single(await Of(Mother, "MVC-0780-1-staff"));
        (await midwife.Put($"{Pregnancies}/{listed["pregnancyId"]}/due-date", new { dueDate = "2026-08-17" }, etag: "\"1\"")).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        await town.Health(Pregnancy("m1", Mother), Pregnancy("m2", "199301022399"));
        Assert.Equal("2026-08-17", Assert.Single(await Of(Mother, "MVC-0780-1-staff"))["dueDate"]!.GetValue<string>());

        var child = listed["childIds"]![0]!.GetValue<Guid>();
        (await midwife.Post(Births, new { childId = child, birthDate = "2026-03-01" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        Assert.Empty(await Of(Mother, "MVC-0780-1-staff"));
        Assert.Equal("holder", (await (await town.As("BVC-0780-1-staff")).Get($"/api/child-health-care/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
    }

    private async Task<List<JsonNode>> Of(string mother, string staff, string query = "?limit=100") =>
        (await All(staff, query)).FindAll(p => p["mother"]!.GetValue<string>() == $"Mamma {mother}");

    private async Task<List<JsonNode>> All(string staff, string query = "?limit=100") =>
        [.. (await (await town.As(staff)).Get(Pregnancies + query)).Ok["pregnancies"]!.AsArray().Select(p => p!)];

    private static string Pregnancy(string id, string mother, string unit = "MVC-0780-1", string due = "2026-08-31", int children = 1, int revision = 1, string? ended = null) =>
        $$"""{"type":"pregnancy","id":"{{id}}","revision":{{revision}},"unit":"{{unit}}","mother":{"personnummer":"{{mother}}","givenName":"Mamma","familyName":"{{mother}}"},"municipality":"0780","from":"2025-12-01","dueDate":"{{due}}","children":{{children}},"endedWithoutBirth":{{(ended is null ? "null" : $"\"{ended}\"")}}}""";

    private static string Birth(string id, string number, string born, string mother) =>
        $$"""{"type":"birth","id":"{{id}}","personnummer":"{{number}}","givenName":"Bo","familyName":"Ek","birthDate":"{{born}}","municipality":"0780","guardians":[],"mother":"{{mother}}"}""";
}
