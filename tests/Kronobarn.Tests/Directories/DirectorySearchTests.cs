using System.Net;

namespace Kronobarn.Tests.Directories;

public sealed class DirectorySearchTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/directory/v1";

    [Fact]
    public async Task Anyone_on_staff_finds_units_by_organisation_municipality_and_a_part_of_the_name()
    {
        var nurse = await town.As("BVC-0780-1-staff");

        var schools = (await nurse.Get($"{Api}/units?organisation=school&municipality=0761&text=s%200761")).Ok;
        var page = (await nurse.Get($"{Api}/units?organisation=police&limit=1&offset=1")).Ok;

        Assert.Equal(["S-0761-1", "S-0761-2"], schools["units"]!.AsArray().Select(u => u!["unitId"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Equal(4, page["total"]!.GetValue<int>());
        Assert.Equal("POL-0761-2", Assert.Single(page["units"]!.AsArray())!["unitId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_search_text_is_a_text_and_no_pattern_and_knows_the_swedish_letters()
    {
        var admin = await town.As("it-admin-0780");
        (await admin.Post($"{Api}/units", new { unitId = "F-ORN", organisation = "preschool", name = "Örnens 100%_förskola", from = "2026-01-01", municipality = "0780" })).Expect(HttpStatusCode.Created);

        foreach (var (text, found) in new[] { ("örnens", 1), ("ÖRNENS", 1), ("0%25_f", 1), ("%25", 1), ("_", 1), ("[a-z]", 0), ("Ö_nens", 0) })
            Assert.Equal(found, (await admin.Get($"{Api}/units?text={text}")).Ok["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Whom_to_call_for_advice_is_found_also_at_partners_and_private_care_givers_and_nowhere_that_is_closed()
    {
        var region = await Scene.RegionAdmin(town);
        await Scene.Unit(region, "HAB-9", "partner", "Habiliteringen", null, partnerKind: "habilitering");
        await Scene.Unit(region, "BVC-P9", "child-health-care", "Privata BVC", "0780", isPrivate: true);
        await Scene.Unit(region, "BVC-OLD", "child-health-care", "Gamla BVC", "0780", to: "2026-02-01");
        foreach (var unit in (string[])["HAB-9", "BVC-P9", "BVC-OLD"])
            (await region.Put($"{Api}/units/{unit}/contact-ways/{unit}.advice", new { purpose = "advice", label = "Rådgivning för ängsliga", phone = "08-46500400" }, etag: null)).Expect(HttpStatusCode.OK);

        var police = await town.As("POL-0780-1-staff");
        var found = (await police.Get($"{Api}/contact-ways?municipality=0780&purpose=advice&text=Ängsliga")).Ok["contactWays"]!.AsArray();

        Assert.Equal(["BVC-P9", "HAB-9"], found.Select(w => w!["unitId"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.True(found[0]!["private"]!.GetValue<bool>());
        Assert.Equal("habilitering", found[1]!["partnerKind"]!.GetValue<string>());
        Assert.Equal(0, (await police.Get($"{Api}/contact-ways?purpose=urgent&text=Ängsliga")).Ok["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("S-0780-1-staff", true)]
    [InlineData("coordinator-0780", true)]
    [InlineData("it-admin-0780", true)]
    [InlineData("coordinator-0761", false)]
    [InlineData("it-admin-0761", false)]
    [InlineData("S-0780-2-head", false)]
    public async Task Who_works_at_a_unit_is_for_the_unit_the_municipalitys_coordinator_and_its_administrator(string person, bool sees)
    {
        var answer = await (await town.As(person)).Get($"{Api}/units/S-0780-1/people");

        if (sees)
            Assert.Equal(["elevhalsoteam", "rektor"], answer.Ok["people"]!.AsArray().Select(p => p!["role"]!.GetValue<string>()), StringComparer.Ordinal);
        else
            Assert.Equal((await (await town.As(person)).Get($"{Api}/units/NONE/people")).Body, answer.Body);
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.Status);
    }

    [Theory]
    [InlineData("/units?organisation=church")]
    [InlineData("/units?municipality=78")]
    [InlineData("/units?limit=101")]
    [InlineData("/contact-ways?purpose=fun")]
    [InlineData("/contact-ways?offset=-1")]
    public async Task A_search_that_cannot_be_meant_is_told_why(string query) =>
        (await (await town.As("S-0780-1-head")).Get(Api + query)).Expect(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Without_signing_in_there_is_no_directory()
    {
        foreach (var path in (string[])["/units", "/units/S-0780-1", "/units/S-0780-1/people", "/contact-ways"])
            (await town.Anonymous().Get(Api + path)).Expect(HttpStatusCode.Unauthorized);
    }
}
