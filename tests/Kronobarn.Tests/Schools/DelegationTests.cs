using System.Net;
using Kronobarn.Directory.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Schools;

public sealed class DelegationTests(Town town) : IClassFixture<Town>
{
    private const string Delegations = "/api/school/v1/delegations";

    [Fact]
    public async Task The_one_that_the_rektor_delegates_to_is_spoken_to_for_the_period_and_the_school_keeps_the_child()
    {
        var child = await town.Resident("201705012381", "2017-05-01");
        var rektor = await town.As("S-0780-1-head");
        (await rektor.Post("/api/school/v1/enrolments", new { identityNumber = "201705012381", form = "GR", from = "2024-08-19" })).Expect(HttpStatusCode.Created);
        var body = new { task = "Tar emot orossignaler", from = "2026-03-02", to = "2026-06-12", toPersonId = "S-0780-1-staff" };
        var first = (await rektor.Post(Delegations, body, key: "d1")).Created["delegationId"]!.ToString();
        Assert.Equal(first, (await rektor.Post(Delegations, body, key: "d1")).Created["delegationId"]!.ToString());
        await town.DeliverEvents();

        Assert.Equal("S-0780-1-staff", await ContactPerson("S-0780-1"));
        Assert.Equal("holder", (await rektor.Get($"/api/school/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
        (await (await town.As("S-0780-2-head")).Post($"{Delegations}/{first}/endings", body: null)).Expect(HttpStatusCode.NotFound);
        (await rektor.Post($"{Delegations}/{first}/endings", body: null)).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        Assert.Equal("S-0780-1-head", await ContactPerson("S-0780-1"));
        Assert.Equal("delegation-ended", (await rektor.Post($"{Delegations}/{first}/endings", body: null)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_team_can_be_delegated_to_by_its_name()
    {
        var rektor = await town.As("S-0761-1-head");
        (await rektor.Post(Delegations, new { task = "Tar emot orossignaler", from = "2026-03-02", to = "2026-06-12", toTeam = "Elevhälsan" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();
        Assert.Equal("Elevhälsan", await ContactPerson("S-0761-1"));
    }

    [Fact]
    public async Task What_the_team_does_now_or_later_is_told_until_it_is_taken_back()
    {
        var rektor = await town.As("S-0780-2-head");
        var later = (await rektor.Post(Delegations, new { task = "Tar emot orossignaler", from = "2026-04-01", to = "2026-06-12", toTeam = "Elevhälsan" })).Created["delegationId"]!.ToString();
        await town.DeliverEvents();
        var told = Assert.Single((await (await town.As("S-0780-2-staff")).Get(Delegations)).Ok["delegations"]!.AsArray())!;
        Assert.Equal((later, "Elevhälsan", "2026-04-01"), (told["delegationId"]!.ToString(), told["to"]!.ToString(), told["from"]!.ToString()));
        Assert.DoesNotContain((await (await town.As("S-0780-1-head")).Get(Delegations)).Ok["delegations"]!.AsArray(), d => d!["delegationId"]!.ToString() == later);

        (await rektor.Post($"{Delegations}/{later}/endings", body: null)).Expect(HttpStatusCode.NoContent);
        Assert.Empty((await rektor.Get(Delegations)).Ok["delegations"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"task":"T","from":"2026-03-02","toTeam":"Elevhälsan"}""")]
    [InlineData("""{"task":"T","from":"2026-03-02","to":"2026-03-02","toTeam":"Elevhälsan"}""")]
    [InlineData("""{"task":"T","from":"2026-01-01","to":"2026-03-02","toTeam":"Elevhälsan"}""")]
    [InlineData("""{"task":"T","from":"2026-03-02","to":"2026-06-12"}""")]
    [InlineData("""{"task":"T","from":"2026-03-02","to":"2026-06-12","toTeam":"Elevhälsan","toPersonId":"S-0780-2-staff"}""")]
    [InlineData("""{"task":"T","from":"2026-03-02","to":"2026-06-12","toPersonId":"S-0780-1-staff"}""")]
    [InlineData("""{"task":"T","from":"2026-03-02","to":"2026-06-12","toPersonId":"nobody"}""")]
    public async Task A_delegation_without_end_receiver_or_task_for_this_schools_team_is_refused(string body) =>
        (await (await town.As("S-0780-2-head")).Post(Delegations, body)).Expect(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Only_a_rektor_delegates()
    {
        var body = new { task = "T", from = "2026-03-02", to = "2026-06-12", toTeam = "Elevhälsan" };
        (await (await town.As("S-0780-1-staff")).Post(Delegations, body)).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("F-0780-1-head")).Post(Delegations, body)).Expect(HttpStatusCode.Forbidden);
        (await town.Anonymous().Post(Delegations, body)).Expect(HttpStatusCode.Unauthorized);
    }

    private Task<string?> ContactPerson(string unit) => town.Services.GetRequiredService<IUnits>().ContactPerson(unit, town.Today, default);
}
