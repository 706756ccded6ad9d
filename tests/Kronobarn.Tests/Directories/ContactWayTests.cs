using System.Net;

namespace Kronobarn.Tests.Directories;

public sealed class ContactWayTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/directory/v1";

    [Fact]
    public async Task A_head_sets_the_units_contact_ways_by_their_version_and_removes_them()
    {
        var head = await town.As("S-0780-1-head");
        const string way = $"{Api}/units/S-0780-1/contact-ways/eht";
        object Way(string label) => new { purpose = "advice", label, email = "eht@skola.example" };

        (await head.Put(way, Way("Elevhälsan"), etag: "\"1\"")).Expect(HttpStatusCode.PreconditionFailed);
        Assert.Equal("\"1\"", (await head.Put(way, Way("Elevhälsan"), etag: null)).ETag);
        (await head.Put(way, Way("Elevhälsoteamet"), etag: null)).Expect(HttpStatusCode.PreconditionRequired);
        (await head.Put(way, Way("Elevhälsoteamet"), etag: "\"3\"")).Expect(HttpStatusCode.PreconditionFailed);
        Assert.Equal("\"2\"", (await head.Put(way, Way("Elevhälsoteamet"), etag: "\"1\"")).ETag);
        var found = Assert.Single((await head.Get($"{Api}/contact-ways?unitId=S-0780-1")).Ok["contactWays"]!.AsArray());
        Assert.Equal(2, found!["version"]!.GetValue<int>());

        Assert.Equal(HttpStatusCode.NoContent, (await head.Client.DeleteAsync(way)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await head.Client.DeleteAsync(way)).StatusCode);
        Assert.Equal(0, (await head.Get($"{Api}/contact-ways?unitId=S-0780-1")).Ok["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ways_belong_to_their_unit_and_to_those_who_answer_for_it()
    {
        var body = new { purpose = "case", label = "Kontakt", phone = "08-46500400" };
        var admin = await town.As("it-admin-0780");
        (await admin.Put($"{Api}/units/F-0780-1/contact-ways/f1", body, etag: null)).Expect(HttpStatusCode.OK);

        (await admin.Put($"{Api}/units/F-0780-2/contact-ways/f1", body, etag: "\"1\"")).Refused("already-there");
        (await admin.Put($"{Api}/units/F-0761-1/contact-ways/f2", body, etag: null)).Refused("wrong-municipality");
        (await admin.Put($"{Api}/units/NONE/contact-ways/f2", body, etag: null)).Expect(HttpStatusCode.NotFound);
        var other = await town.As("F-0780-2-head");
        (await other.Put($"{Api}/units/F-0780-1/contact-ways/f1", body, etag: "\"1\"")).Refused("wrong-unit");
        Assert.Equal(HttpStatusCode.Conflict, (await other.Client.DeleteAsync($"{Api}/units/F-0780-1/contact-ways/f1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Client.DeleteAsync($"{Api}/units/F-0780-2/contact-ways/f1")).StatusCode);
        (await (await town.As("SOC-0780-1-staff")).Put($"{Api}/units/SOC-0780-1/contact-ways/s", body, etag: null)).Expect(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"purpose":"fun","label":"A","phone":"1"}""")]
    [InlineData("""{"purpose":"case","label":"","phone":"1"}""")]
    [InlineData("""{"purpose":"case","label":"A"}""")]
    [InlineData("""{"purpose":"case","label":"A","email":"nowhere"}""")]
    [InlineData("""{"purpose":"case","label":"A","phone":"1","fax":"2"}""")]
    public async Task A_way_that_reaches_nobody_is_told_why(string body) =>
        (await (await town.As("S-0780-1-head")).Put($"{Api}/units/S-0780-1/contact-ways/w", body, etag: null)).Expect(HttpStatusCode.BadRequest);
}
