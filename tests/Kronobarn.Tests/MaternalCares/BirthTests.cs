using System.Net;
using static Kronobarn.Tests.MaternalCares.Registration;

namespace Kronobarn.Tests.MaternalCares;

public sealed class BirthTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Twins_born_on_either_side_of_midnight_have_a_birth_date_each()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var ids = Children(await town.Registered(midwife, "198008312384", children: 2));
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
        var child = Only(await town.Registered(midwife, "198104292381"));
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
        var child = Only(await town.Registered(midwife, birthDate.StartsWith("2025", StringComparison.Ordinal) ? "198112272391" : "198208252398"));
        (await midwife.Post(Births, new { childId = child, birthDate })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Two_children_cannot_have_one_reserve_number()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        var ids = Children(await town.Registered(midwife, "198304232393", children: 2));
        (await midwife.Post(Births, new { childId = ids[0], birthDate = "2026-03-01", reserveNumber = "20260301R009" })).Expect(HttpStatusCode.NoContent);
        var second = await midwife.Post(Births, new { childId = ids[1], birthDate = "2026-03-01", reserveNumber = "20260301R009" });
        Assert.Equal("number-taken", second.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }
}
