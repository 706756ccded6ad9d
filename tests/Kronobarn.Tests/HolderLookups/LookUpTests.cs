using System.Net;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.HolderLookups;

public sealed class LookUpTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData("social-services", "SOC-0780-1-staff")]
    [InlineData("police", "POL-0761-2-staff")]
    public async Task A_named_childs_holder_is_told_with_its_contact_person_and_never_the_childs_name(string slug, string person)
    {
        var number = slug == "police" ? "202304242395" : "202303152397";
        var child = await town.Resident(number, slug == "police" ? "2023-04-24" : "2023-03-15");
        var answer = await (await town.As(person)).Post($"/api/{slug}/v1/holder-lookups", new { identityNumber = number, purpose = "Orosanmälan, förhandsbedömning" });

        Assert.Equal(("child-health-care", "BVC-0780-1", "BVC-0780-1-head"),
            (answer.Ok["organisation"]!.GetValue<string>(), answer.Ok["unitId"]!.GetValue<string>(), answer.Ok["contactPerson"]!.GetValue<string>()));
        Assert.DoesNotContain("Barn", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(child.ToString(), answer.Body, StringComparison.OrdinalIgnoreCase);
        var row = Assert.Single(await Audit(slug == "police" ? "Police" : "SocialServices"), a => a.SubjectId == child);
        Assert.Equal(("read", "done", "Orosanmälan, förhandsbedömning"), (row.Action, row.Outcome, row.Purpose));
    }

    [Fact]
    public async Task Unknown_out_of_scope_and_protected_children_are_told_apart_by_nobody()
    {
        await town.Resident("202306032398", "2023-06-03", protection: "skyddad-folkbokforing");
        await town.Resident("202307132395", "2023-07-13", municipality: "1280");
        var head = await town.As("SOC-0780-1-head");
        var answers = new List<Answer>();
        foreach (var number in (string[])["202308222393", "202306032398", "202307132395"])
            answers.Add(await head.Post("/api/social-services/v1/holder-lookups", new { identityNumber = number, purpose = "Orosanmälan" }));

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.NotFound, answers[0].Body), (a.Status, a.Body)));
        Assert.Equal(3, (await Audit("SocialServices")).Count(a => a is { Slice: "LookUpHolder", Outcome: "refused", Purpose: "Orosanmälan" }));
    }

    [Fact]
    public async Task Nobody_else_looks_a_holder_up_and_a_purpose_is_needed()
    {
        await town.Resident("202310012394", "2023-10-01");
        var body = new { identityNumber = "202310012394", purpose = "Orosanmälan" };
        (await (await town.As("S-0780-1-head")).Post("/api/social-services/v1/holder-lookups", body)).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("S-0780-1-head")).Post("/api/police/v1/holder-lookups", body)).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("coordinator-0780")).Post("/api/social-services/v1/holder-lookups", body)).Expect(HttpStatusCode.Forbidden);
        (await town.Anonymous().Post("/api/police/v1/holder-lookups", body)).Expect(HttpStatusCode.Unauthorized);
        var officer = await town.As("POL-0780-1-staff");
        (await officer.Post("/api/police/v1/holder-lookups", new { identityNumber = "202310012394", purpose = "ok" })).Expect(HttpStatusCode.BadRequest);
        (await officer.Post("/api/police/v1/holder-lookups", new { identityNumber = "202310012394" })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_childs_key_is_found_by_its_number_where_the_unit_has_a_relation_and_nowhere_else()
    {
        var child = await town.Resident("202311102392", "2023-11-10");
        var body = new { identityNumber = "20231110-2392", purpose = "Besök på mottagningen" };
        var mine = (await (await town.As("BVC-0780-1-staff")).Post("/api/child-health-care/v1/children/lookups", body)).Ok;
        Assert.Equal((child, "holder"), (mine["childId"]!.GetValue<Guid>(), mine["ground"]!.GetValue<string>()));

        var other = await town.As("BVC-0780-2-staff");
        var unrelated = await other.Post("/api/child-health-care/v1/children/lookups", body);
        var unknown = await other.Post("/api/child-health-care/v1/children/lookups", new { identityNumber = "202312202399", purpose = "Besök på mottagningen" });
        Assert.Equal((HttpStatusCode.NotFound, unknown.Body), (unrelated.Status, unrelated.Body));
        unknown.Expect(HttpStatusCode.NotFound);
        (await town.Anonymous().Post("/api/child-health-care/v1/children/lookups", body)).Expect(HttpStatusCode.Unauthorized);
        (await other.Post("/api/school/v1/children/lookups", body)).Expect(HttpStatusCode.Forbidden);

        var rows = (await Audit("ChildHealthCare")).Where(a => a.Slice == "LookUpChild").ToList();
        Assert.Contains(rows, a => a.SubjectId == child && a is { Outcome: "done", Ground: "holder", Purpose: "Besök på mottagningen" });
        Assert.Contains(rows, a => a.SubjectId == child && a is { Outcome: "refused", Ground: null });
        Assert.Contains(rows, a => a.SubjectId is null && a.Outcome == "refused");
    }

    private Task<List<AuditRow>> Audit(string module)
    {
        var modules = town.Services.GetRequiredService<ModuleList>();
        return town.Services.GetRequiredService<Stores>()[modules[module]].Read(db => db.Query<AuditRow>("SELECT Action, Slice, SubjectId, Ground, Purpose, Outcome FROM {Module}.Audit"), default);
    }

    private sealed class AuditRow
    {
        public required string Action { get; init; }
        public required string Slice { get; init; }
        public Guid? SubjectId { get; init; }
        public string? Ground { get; init; }
        public string? Purpose { get; init; }
        public required string Outcome { get; init; }
    }
}
