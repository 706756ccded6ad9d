using System.Net;

namespace Kronobarn.Tests.Schools;

public sealed class EnrolPupilTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_list_of_pupils_can_be_narrowed_to_a_form_and_a_year_of_birth()
    {
        var (younger, older) = (await town.Resident("201706072384", "2017-06-07"), await town.Resident("201604122380", "2016-04-12"));
        var rektor = await town.As("S-0761-1-head");
        (await rektor.Post("/api/school/v1/enrolments", new { identityNumber = "201706072384", form = "GR", from = "2024-08-19" })).Expect(HttpStatusCode.Created);
        (await rektor.Post("/api/school/v1/enrolments", new { identityNumber = "201604122380", form = "GRS", from = "2024-08-19" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();

        foreach (var (query, child) in new[] { ("form=GRS", older), ("born=2017", younger), ($"childId={older}", older) })
            Assert.Equal(child, Assert.Single((await rektor.Get($"/api/school/v1/enrolments?{query}")).Ok["enrolments"]!.AsArray())!["childId"]!.GetValue<Guid>());
        (await rektor.Get("/api/school/v1/enrolments?form=XX")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_enrolled_pupil_is_the_rektors_from_that_day_and_nobody_elses()
    {
        var child = await town.Resident("201903042386", "2019-03-04");
        var rektor = await town.As("S-0780-1-head");

        var answer = await rektor.Post("/api/school/v1/enrolments", new { identityNumber = "201903042386", form = "FKLASS", from = "2026-02-01" });
        Assert.Equal(child, answer.Created["childId"]!.GetValue<Guid>());
        await town.DeliverEvents();

        var page = (await rektor.Get($"/api/school/v1/children/{child}")).Ok;
        Assert.Equal("holder", page["ground"]!.GetValue<string>());
        Assert.Equal("S-0780-1", page["timeline"]!.AsArray()[^1]!["unitId"]!.GetValue<string>());
        Assert.Equal("school", page["timeline"]!.AsArray()[^1]!["why"]!["source"]!.GetValue<string>());
        var other = await town.As("S-0780-2-head");
        (await other.Get($"/api/school/v1/children/{child}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_request_twice_enrols_once()
    {
        await town.Resident("201905052383", "2019-05-05");
        var rektor = await town.As("S-0780-1-head");
        var body = new { identityNumber = "201905052383", form = "FKLASS", from = "2026-02-01" };

        var first = await rektor.Post("/api/school/v1/enrolments", body, key: "k1");
        var second = await rektor.Post("/api/school/v1/enrolments", body, key: "k1");
        var other = await rektor.Post("/api/school/v1/enrolments", new { identityNumber = "201905052383", form = "GR", from = "2026-02-01" }, key: "k1");

        Assert.Equal(first.Created["enrolmentId"]!.ToString(), second.Created["enrolmentId"]!.ToString());
        other.Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("""{"identityNumber":"201903042386","form":"FKLASS","from":"2026-02-01","holder":"me"}""")]
    [InlineData("""{"identityNumber":"201903042386","form":"FKLASS","form":"GR","from":"2026-02-01"}""")]
    [InlineData("""{"identityNumber":"201903042386","form":"XX","from":"2026-02-01"}""")]
    [InlineData("""{"identityNumber":"201903042386","form":"GR","from":"2026-02-01","to":"2026-02-01"}""")]
    [InlineData("""{"identityNumber":"201903042386","form":"GR","from":"2026-02-31"}""")]
    [InlineData("""{"identityNumber":"201903042386","form":"GR""")]
    public async Task A_bad_request_is_told_why_and_changes_nothing(string body)
    {
        var rektor = await town.As("S-0780-1-head");
        var answer = await rektor.Post("/api/school/v1/enrolments", body);
        answer.Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_organisation_may_not_enrol()
    {
        var nurse = await town.As("BVC-0780-1-staff");
        (await nurse.Post("/api/school/v1/enrolments", new { identityNumber = "201903042386", form = "GR", from = "2026-02-01" })).Expect(HttpStatusCode.Forbidden);
        (await town.Anonymous().Get("/api/school/v1/children")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_child_with_protected_identity_is_unknown_to_all_but_the_rektor()
    {
        await town.Resident("201907072387", "2019-07-07", protection: "skyddad-folkbokforing");
        var body = new { identityNumber = "201907072387", form = "FKLASS", from = "2026-02-01" };

        var hidden = await (await town.As("S-0780-1-staff")).Post("/api/school/v1/enrolments", body);
        var unknown = await (await town.As("S-0780-1-staff")).Post("/api/school/v1/enrolments", new { identityNumber = "201912122380", form = "FKLASS", from = "2026-02-01" });
        Assert.Equal((HttpStatusCode.Conflict, unknown.Body), (hidden.Status, hidden.Body));
        (await (await town.As("S-0780-1-head")).Post("/api/school/v1/enrolments", body)).Expect(HttpStatusCode.Created);
    }
}
