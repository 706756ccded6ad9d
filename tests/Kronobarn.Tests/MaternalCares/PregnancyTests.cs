using System.Net;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.MaternalCares;

public sealed class PregnancyTests(Town town) : IClassFixture<Town>
{
    private const string Pregnancies = "/api/maternal-care/v1/pregnancies";
    private const string Births = "/api/maternal-care/v1/births";

    [Fact]
    public async Task Twins_are_two_unborn_children_and_the_units_from_the_first_day()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var answer = await Registered(midwife, "198001022386", children: 2);

        var ids = answer["childIds"]!.AsArray().Select(id => id!.GetValue<Guid>()).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        var other = await town.As("MVC-0780-2-staff");
        foreach (var id in ids)
        {
            Assert.Equal("holder", (await midwife.Get($"/api/maternal-care/v1/children/{id}")).Ok["ground"]!.GetValue<string>());
            (await other.Get($"/api/maternal-care/v1/children/{id}")).Expect(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Twins_born_on_either_side_of_midnight_have_a_birth_date_each()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var ids = (await Registered(midwife, "198008312384", children: 2))["childIds"]!.AsArray().Select(id => id!.GetValue<Guid>()).ToList();
        (await midwife.Post(Births, new { childId = ids[0], birthDate = "2026-02-27", reserveNumber = "20260227R001" })).Expect(HttpStatusCode.NoContent);
        (await midwife.Post(Births, new { childId = ids[1], birthDate = "2026-02-28", reserveNumber = "20260228R001" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();

        var nurse = await town.As("BVC-0780-1-staff");
        string[] born = ["2026-02-27", "2026-02-28"];
        for (var i = 0; i < 2; i++)
        {
            var page = (await nurse.Get($"/api/child-health-care/v1/children/{ids[i]}")).Ok;
            Assert.Equal(("holder", born[i]), (page["ground"]!.GetValue<string>(), page["birthDate"]!.GetValue<string>()));
            Assert.Equal("former", (await midwife.Get($"/api/maternal-care/v1/children/{ids[i]}")).Ok["ground"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_birth_is_reported_once()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var child = Only(await Registered(midwife, "198104292381"));
        (await midwife.Post(Births, new { childId = child, birthDate = "2026-03-01" }, key: "b1")).Expect(HttpStatusCode.NoContent);
        (await midwife.Post(Births, new { childId = child, birthDate = "2026-03-01" }, key: "b1")).Expect(HttpStatusCode.NoContent);
        var again = (await midwife.Post(Births, new { childId = child, birthDate = "2026-03-02" }, key: "b2")).Expect(HttpStatusCode.Conflict);
        Assert.Equal("birth-already-reported", again["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2025-12-31")]
    [InlineData("2026-03-03")]
    public async Task A_birth_before_the_pregnancy_or_after_today_is_refused(string birthDate)
    {
        var midwife = await town.As("MVC-0761-1-staff");
        var child = Only(await Registered(midwife, birthDate.StartsWith("2025", StringComparison.Ordinal) ? "198112272391" : "198208252398"));
        (await midwife.Post(Births, new { childId = child, birthDate })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Two_children_cannot_have_one_reserve_number()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var ids = (await Registered(midwife, "198304232393", children: 2))["childIds"]!.AsArray().Select(id => id!.GetValue<Guid>()).ToList();
        (await midwife.Post(Births, new { childId = ids[0], birthDate = "2026-03-01", reserveNumber = "20260301R009" })).Expect(HttpStatusCode.NoContent);
        var second = await midwife.Post(Births, new { childId = ids[1], birthDate = "2026-03-01", reserveNumber = "20260301R009" });
        Assert.Equal("number-taken", second.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_changed_due_date_needs_the_version_and_changes_the_week()
    {
        var midwife = await town.As("MVC-0780-2-staff");
        var pregnancy = await Registered(midwife, "198312222386");
        var url = $"{Pregnancies}/{pregnancy["pregnancyId"]}/due-date";
        (await midwife.Put(url, new { dueDate = "2026-08-24" }, etag: null)).Expect((HttpStatusCode)428);
        (await midwife.Put(url, new { dueDate = "2026-08-24" }, etag: "\"7\"")).Expect(HttpStatusCode.PreconditionFailed);
        (await midwife.Put(url, new { dueDate = "2027-01-01" }, etag: "\"1\"")).Expect(HttpStatusCode.BadRequest);
        var changed = await midwife.Put(url, new { dueDate = "2026-08-24" }, etag: "\"1\"");
        changed.Expect(HttpStatusCode.NoContent);
        Assert.Equal("\"2\"", changed.ETag);

        // 175 days before the due date: 280 - 175 = 105 days are 15 full weeks.
        var listed = Assert.Single((await midwife.Get($"{Pregnancies}?week=15")).Ok["pregnancies"]!.AsArray(), p => p!["pregnancyId"]!.ToString() == pregnancy["pregnancyId"]!.ToString())!;
        Assert.Equal((15, 0, 2), (listed["week"]!.GetValue<int>(), listed["day"]!.GetValue<int>(), listed["version"]!.GetValue<int>()));
        Assert.DoesNotContain((await midwife.Get($"{Pregnancies}?week=14")).Ok["pregnancies"]!.AsArray(), p => p!["pregnancyId"]!.ToString() == pregnancy["pregnancyId"]!.ToString());
    }

    [Fact]
    public async Task A_pregnancy_that_ends_without_birth_leaves_nobody_responsible()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var pregnancy = await Registered(midwife, "198408199290");
        var url = $"{Pregnancies}/{pregnancy["pregnancyId"]}/endings";
        (await midwife.Post(url, new { on = "2026-03-03" })).Expect(HttpStatusCode.BadRequest);
        (await midwife.Post(url, new { on = "2026-03-02" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();

        Assert.Equal("former", (await midwife.Get($"/api/maternal-care/v1/children/{Only(pregnancy)}")).Ok["ground"]!.GetValue<string>());
        Assert.Equal("pregnancy-over", (await midwife.Post(url, new { on = "2026-03-02" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await midwife.Post(Births, new { childId = Only(pregnancy), birthDate = "2026-03-02" })).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Only_the_pregnancys_own_unit_may_change_it()
    {
        var pregnancy = await Registered(await town.As("MVC-0780-1-staff"), "198504192389");
        var other = await town.As("MVC-0780-2-head");
        (await other.Put($"{Pregnancies}/{pregnancy["pregnancyId"]}/due-date", new { dueDate = "2026-08-24" }, etag: "\"1\"")).Expect(HttpStatusCode.NotFound);
        (await other.Post($"{Pregnancies}/{pregnancy["pregnancyId"]}/endings", new { on = "2026-03-02" })).Expect(HttpStatusCode.NotFound);
        (await other.Post(Births, new { childId = Only(pregnancy), birthDate = "2026-03-02" })).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain((await other.Get($"{Pregnancies}?limit=100")).Ok["pregnancies"]!.AsArray(), p => p!["pregnancyId"]!.ToString() == pregnancy["pregnancyId"]!.ToString());
    }

    [Fact]
    public async Task Other_organisations_and_strangers_register_nothing()
    {
        (await (await town.As("BVC-0780-1-staff")).Post(Pregnancies, Body("198512172381"))).Expect(HttpStatusCode.Forbidden);
        (await town.Anonymous().Post(Pregnancies, Body("198512172381"))).Expect(HttpStatusCode.Unauthorized);
        (await town.Anonymous().Get(Pregnancies)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_same_registration_twice_is_one_pregnancy()
    {
        var midwife = await town.As("MVC-0761-2-staff");
        var first = (await midwife.Post(Pregnancies, Body("198608162387"), key: "p1")).Created;
        var second = (await midwife.Post(Pregnancies, Body("198608162387"), key: "p1")).Created;
        Assert.Equal(first["pregnancyId"]!.ToString(), second["pregnancyId"]!.ToString());
        var slip = await midwife.Post(Pregnancies, Body("198608162387"), key: "p2");
        Assert.Equal("pregnancy-already-registered", slip.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2026-01-01", "2025-12-31", 1)]
    [InlineData("2026-01-01", "2026-11-08", 1)]
    [InlineData("2026-03-03", "2026-09-01", 1)]
    [InlineData("2026-01-01", "2026-09-01", 0)]
    [InlineData("2026-01-01", "2026-09-01", 5)]
    public async Task Impossible_dates_and_counts_are_refused(string from, string dueDate, int children)
    {
        var midwife = await town.As("MVC-0780-1-staff");
        (await midwife.Post(Pregnancies, Body("198704182396", from, dueDate, children))).Expect(HttpStatusCode.BadRequest);
    }

    private async Task<JsonNode> Registered(Staff midwife, string mother, int children = 1)
    {
        var answer = (await midwife.Post(Pregnancies, Body(mother, children: children))).Created;
        await town.DeliverEvents();
        return answer;
    }

    private static object Body(string mother, string from = "2026-01-01", string dueDate = "2026-09-01", int children = 1) =>
        new { motherNumber = mother, motherGivenName = "Ella", motherFamilyName = "Ek", municipality = "0780", from, dueDate, expectedChildren = children };

    private static Guid Only(JsonNode pregnancy) => pregnancy["childIds"]!.AsArray().Single()!.GetValue<Guid>();
}
