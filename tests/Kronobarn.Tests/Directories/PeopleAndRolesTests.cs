using System.Net;
using System.Net.Http.Json;

namespace Kronobarn.Tests.Directories;

public sealed class PeopleAndRolesTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/directory/v1";

    [Fact]
    public async Task A_role_opens_the_unit_from_its_first_day_and_gives_nothing_from_the_day_it_ends()
    {
        var admin = await town.As("it-admin-0780");
        (await admin.Post($"{Api}/people", new { personId = "nina", name = "Nina Ny", email = "nina@kommun.example" })).Expect(HttpStatusCode.Created);
        Assert.False(await CanSignIn("nina"));
        var role = (await admin.Post($"{Api}/roles", new { personId = "nina", unitId = "S-0780-1", role = "elevhalsoteam", from = "2026-03-01" })).Created["assignmentId"]!.GetValue<string>();
        var nina = await town.As("nina");
        (await nina.Get("/api/school/v1/children")).Expect(HttpStatusCode.OK);

        (await admin.Post($"{Api}/roles/{role}/endings", new { to = "2026-02-01" })).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/roles/{role}/endings", new { to = "2026-03-02" })).Expect(HttpStatusCode.OK);
        (await admin.Post($"{Api}/roles/{role}/endings", new { to = "2026-03-05" })).Refused("already-ended");

        (await nina.Get("/api/school/v1/children")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_administrator_gives_no_role_to_themselves_nor_at_others_units_nor_twice()
    {
        var admin = await town.As("it-admin-0780");
        object Role(string personId, string unitId, string role = "rektor", string from = "2026-03-01") => new { personId, unitId, role, from };

        (await admin.Post($"{Api}/roles", Role("it-admin-0780", "S-0780-1"))).Refused("own-role");
        (await admin.Post($"{Api}/roles", Role("S-0761-1-head", "S-0761-2"))).Refused("wrong-municipality");
        (await admin.Post($"{Api}/roles", Role("S-0780-1-head", "S-0780-1"))).Refused("already-there");
        (await admin.Post($"{Api}/roles", Role("nobody", "S-0780-1"))).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/roles", Role("S-0780-1-head", "NONE"))).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/roles", Role("S-0780-1-head", "S-0780-2", role: "boss"))).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/roles", new { personId = "S-0780-1-head", unitId = "S-0780-2", role = "rektor", from = "2026-03-01", to = "2026-03-01" })).Expect(HttpStatusCode.BadRequest);
        (await admin.Post($"{Api}/roles/a-S-0761-1-head/endings", new { to = "2026-06-01" })).Refused("wrong-municipality");
        (await admin.Post($"{Api}/roles/none/endings", new { to = "2026-06-01" })).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"personId":"201903042386","name":"A"}""")]
    [InlineData("""{"personId":"p-190304-2386","name":"A"}""")]
    [InlineData("""{"personId":"a b","name":"A"}""")]
    [InlineData("""{"personId":"ok","name":""}""")]
    [InlineData("""{"personId":"ok","name":"A","email":"a"}""")]
    [InlineData("""{"personId":"ok","name":"A","role":"rektor"}""")]
    public async Task A_person_that_cannot_be_is_told_why(string body) =>
        (await (await town.As("it-admin-0780")).Post($"{Api}/people", body)).Expect(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_person_is_registered_once_and_by_an_administrator()
    {
        (await (await town.As("it-admin-0780")).Post($"{Api}/people", new { personId = "S-0780-1-head", name = "A" })).Refused("already-there");
        var head = await town.As("S-0780-1-head");
        (await head.Post($"{Api}/people", new { personId = "x", name = "A" })).Expect(HttpStatusCode.Forbidden);
        (await head.Post($"{Api}/roles", new { personId = "S-0780-1-head", unitId = "S-0780-2", role = "rektor", from = "2026-03-01" })).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_head_delegates_to_a_person_of_the_unit_or_to_a_team_and_takes_it_back()
    {
        var head = await town.As("S-0780-1-head");
        object Work(string? toPersonId = null, string? toTeam = null, string to = "2026-06-01") => new { task = "Barnensbästa-ärenden", from = "2026-03-02", to, toPersonId, toTeam };

        var id = (await head.Post($"{Api}/delegations", Work("S-0780-1-staff"))).Created["delegationId"]!.GetValue<Guid>();
        (await head.Post($"{Api}/delegations", Work(toTeam: "Elevhälsoteamet"))).Expect(HttpStatusCode.Created);
        (await head.Post($"{Api}/delegations", Work("S-0780-2-staff"))).Refused("not-at-unit");
        (await head.Post($"{Api}/delegations", Work())).Expect(HttpStatusCode.BadRequest);
        (await head.Post($"{Api}/delegations", Work("S-0780-1-staff", "Teamet"))).Expect(HttpStatusCode.BadRequest);
        (await head.Post($"{Api}/delegations", Work("S-0780-1-staff", to: "2026-03-02"))).Expect(HttpStatusCode.BadRequest);
        (await (await town.As("S-0780-1-staff")).Post($"{Api}/delegations", Work(toTeam: "Teamet"))).Expect(HttpStatusCode.Forbidden);

        var given = (await (await town.As("S-0780-1-staff")).Get($"{Api}/delegations")).Ok["delegations"]!.AsArray();
        Assert.Equal(2, given.Count);
        Assert.Contains(given, d => d!["to"]!.GetValue<string>() == "Elevhälsoteamet" && d["until"]!.GetValue<string>() == "2026-06-01");
        Assert.Empty((await (await town.As("S-0780-2-head")).Get($"{Api}/delegations")).Ok["delegations"]!.AsArray());

        (await (await town.As("S-0780-2-head")).Post($"{Api}/delegations/{id}/endings", null)).Expect(HttpStatusCode.NotFound);
        (await head.Post($"{Api}/delegations/{id}/endings", null)).Expect(HttpStatusCode.OK);
        (await head.Post($"{Api}/delegations/{id}/endings", null)).Refused("already-ended");
        Assert.Single((await head.Get($"{Api}/delegations")).Ok["delegations"]!.AsArray());
    }

    private async Task<bool> CanSignIn(string person) => (await town.CreateClient().PostAsJsonAsync("/dev/token", new { user = person })).IsSuccessStatusCode;
}
