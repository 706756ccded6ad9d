using System.Net;

namespace Kronobarn.Tests.Directories;

public sealed class UnitAdministrationTests(Town town) : IClassFixture<Town>
{
    private const string Units = "/api/directory/v1/units";

    [Fact]
    public async Task An_administrator_registers_a_unit_and_changes_it_by_its_version()
    {
        var admin = await town.As("it-admin-0780");
        var created = await admin.Post(Units, new { unitId = "S-NEW", organisation = "school", name = "Nya skolan", municipality = "0780", hsaId = "SE2321000065-E01", schoolUnitCode = "12345678", from = "2026-01-01" });
        Assert.Equal("\"1\"", created.ETag);
        created.Expect(HttpStatusCode.Created);
        var change = new { name = "Nyare skolan", schoolUnitCode = "12345679" };

        (await admin.Put($"{Units}/S-NEW", change, etag: null)).Expect(HttpStatusCode.PreconditionRequired);
        (await admin.Put($"{Units}/S-NEW", change, etag: "\"7\"")).Expect(HttpStatusCode.PreconditionFailed);
        (await admin.Put($"{Units}/S-NEW", change, etag: "\"1\"")).Expect(HttpStatusCode.OK);
        (await admin.Put($"{Units}/S-NEW", change, etag: "\"1\"")).Expect(HttpStatusCode.PreconditionFailed);

        var read = await admin.Get($"{Units}/S-NEW");
        Assert.Equal("Nyare skolan", read.Ok["name"]!.GetValue<string>());
        Assert.Null(read.Ok["hsaId"]);
        Assert.Equal("\"2\"", read.ETag);
    }

    [Fact]
    public async Task An_id_names_one_unit_only()
    {
        var admin = await town.As("it-admin-0780");
        (await admin.Post(Units, new { unitId = "S-0780-1", organisation = "school", name = "En till", municipality = "0780", from = "2026-01-01" })).Refused("already-there");
    }

    [Fact]
    public async Task A_municipalitys_administrator_leaves_others_units_alone_and_the_regions_does_not()
    {
        var admin = await town.As("it-admin-0780");
        foreach (var municipality in (string?[])["0761", null])
            (await admin.Post(Units, new { unitId = "S-X", organisation = "school", name = "X", municipality, from = "2026-01-01" })).Refused("wrong-municipality");
        (await admin.Put($"{Units}/S-0761-1", new { name = "X" }, etag: "\"1\"")).Refused("wrong-municipality");
        (await admin.Post($"{Units}/S-0761-1/closures", new { to = "2026-06-01" })).Refused("wrong-municipality");

        var region = await Scene.RegionAdmin(town);
        await Scene.Unit(region, "BUP-1", "partner", "BUP", null, partnerKind: "bup");
        (await region.Put($"{Units}/G-0761-1", new { name = "Gymnasiet" }, etag: "\"1\"")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"unitId":"A","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01","holder":"me"}""")]
    [InlineData("""{"unitId":"A","organisation":"church","name":"A","municipality":"0780","from":"2026-01-01"}""")]
    [InlineData("""{"unitId":"A","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01","to":"2026-01-01"}""")]
    [InlineData("""{"unitId":"A","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01","hsaId":"SE232100006-E01"}""")]
    [InlineData("""{"unitId":"A","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01","hsaId":"SE2321000065-E0123456789012345678"}""")]
    [InlineData("""{"unitId":"A","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01","schoolUnitCode":"1234567"}""")]
    [InlineData("""{"unitId":"A","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01","partnerKind":"bup"}""")]
    [InlineData("""{"unitId":"A","organisation":"partner","name":"A","municipality":"0780","from":"2026-01-01"}""")]
    [InlineData("""{"unitId":"A/B","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01"}""")]
    [InlineData("""{"unitId":"20190304-2386","organisation":"school","name":"A","municipality":"0780","from":"2026-01-01"}""")]
    public async Task A_unit_that_cannot_be_is_told_why(string body) =>
        (await (await town.As("it-admin-0780")).Post(Units, body)).Expect(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Nobody_but_an_administrator_changes_units()
    {
        foreach (var person in (string[])["S-0780-1-head", "coordinator-0780"])
        {
            var staff = await town.As(person);
            (await staff.Post(Units, new { unitId = "A", organisation = "school", name = "A", municipality = "0780", from = "2026-01-01" })).Expect(HttpStatusCode.Forbidden);
            (await staff.Put($"{Units}/S-0780-1", new { name = "A" }, etag: "\"1\"")).Expect(HttpStatusCode.Forbidden);
            (await staff.Post($"{Units}/S-0780-1/closures", new { to = "2026-06-01" })).Expect(HttpStatusCode.Forbidden);
            (await staff.Post("/api/directory/v1/default-units", new { municipality = "0780", organisation = "kaa", unitId = "KAA-0780-2", from = "2026-06-01" })).Expect(HttpStatusCode.Forbidden);
        }
    }
}
