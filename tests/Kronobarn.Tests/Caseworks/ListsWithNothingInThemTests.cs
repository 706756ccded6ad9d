using System.Net;

namespace Kronobarn.Tests.Caseworks;

public sealed class ListsWithNothingInThemTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";

    [Fact]
    public async Task An_item_that_is_null_is_the_senders_fault_wherever_a_list_stands()
    {
        await town.Resident("201906012388", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201906012388");
        (await town.Work(Nurse, file, "decisions", Cases.Questions)).Expect(HttpStatusCode.Created);

        (await town.Work(Nurse, file, "hand-overs", """
            {"toUnitId":"SOC-0780-1","message":"Er sak.","checklist":[null],"takes":{"concern":true,"analysis":false,"decision":false},"ground":"osl-10-2"}
            """)).Expect(HttpStatusCode.BadRequest);
        (await town.Work(Nurse, file, "decisions", """{"kind":"own","motivation":"Vi kan.","measures":[null]}""")).Expect(HttpStatusCode.BadRequest);
        (await (await town.As(Nurse)).Post("/api/child-health-care/v1/concerns", """
            {"harm":false,"about":{"kind":"child","identityNumber":"201906012388"},"text":"Ofta ensam.","spokes":[null]}
            """)).Expect(HttpStatusCode.BadRequest);
        (await (await town.As(Nurse)).Post("/api/child-health-care/v1/text-checks", """{"text":"Ofta ensam.","knownNames":[null]}""")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("gathering", await town.StateOf(Nurse, file));
    }
}
