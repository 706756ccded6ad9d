using System.Net;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

public sealed class SchoolStartsTests(Town town) : IClassFixture<Town>
{
    private const string Starts = "/api/responsibility/v1/school-starts";

    [Fact]
    public async Task Next_autumns_school_starters_are_counted_with_those_who_have_no_school_yet()
    {
        var placed = new ChildChange(await town.Resident("202001012390", "2020-01-01", "0761"));
        placed.Facts.Add(new FactChange("enrolment", "feed", "e", new FactContent { UnitId = "S-0761-1", Form = "FKLASS", FromDate = new(2026, 8, 17) }));
        await town.Change(placed);
        _ = await town.Resident("202005042387", "2020-05-04", "0761");
        _ = await town.Resident("202105042386", "2021-05-04", "0761");

        var county = (await (await town.As("it-admin-0780")).Get(Starts)).Ok;

        Assert.Equal("""{"year":2026,"municipalities":[{"municipality":"0761","children":2,"withSchool":1}]}""", county.ToJsonString());
        Assert.Equal("""{"year":2026,"municipalities":[]}""", (await (await town.As("coordinator-0780")).Get(Starts)).Ok.ToJsonString());
        Assert.Equal("""[{"municipality":"0761","children":1,"withSchool":0}]""", (await (await town.As("it-admin-0780")).Get($"{Starts}?year=2027")).Ok["municipalities"]!.ToJsonString());
        (await (await town.As("S-0780-1-head")).Get(Starts)).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("it-admin-0780")).Get($"{Starts}?year=1999")).Expect(HttpStatusCode.BadRequest);
    }
}
