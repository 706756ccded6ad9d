using System.Net;
using static Kronobarn.Tests.MaternalCares.Registration;

namespace Kronobarn.Tests.MaternalCares;

public sealed class PregnancyTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Twins_are_two_unborn_children_and_the_units_from_the_first_day()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var answer = await town.Registered(midwife, "198001022386", children: 2);

        var ids = Children(answer);
        Assert.Equal(2, ids.Distinct().Count());
        var other = await town.As("MVC-0780-2-staff");
        foreach (var id in ids)
        {
            Assert.Equal("holder", (await midwife.Get($"/api/maternal-care/v1/children/{id}")).Ok["ground"]!.GetValue<string>());
            (await other.Get($"/api/maternal-care/v1/children/{id}")).Expect(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_changed_due_date_needs_the_version_and_changes_the_week()
    {
        var midwife = await town.As("MVC-0780-2-staff");
        var pregnancy = await town.Registered(midwife, "198312222386");
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
        var pregnancy = await town.Registered(midwife, "198408199290");
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
        var pregnancy = await town.Registered(await town.As("MVC-0780-1-staff"), "198504192389");
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
}
