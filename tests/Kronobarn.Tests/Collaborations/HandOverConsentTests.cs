using System.Net;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Directories;

namespace Kronobarn.Tests.Collaborations;

/// <summary>A case that is handed over on a consent that the family has answered, not on words about one.</summary>
public sealed class HandOverConsentTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Social = "SOC-0780-1-staff";
    private const string Mother = "198501012382";

    [Fact]
    public async Task It_rests_on_the_form_in_force_and_cannot_be_accepted_once_that_is_taken_back()
    {
        var table = await PlanTable.Empty(town, "201901012391", [Mother]);
        var form = await table.Consent(["concern"], ["BVC-0780-1", "SOC-0780-1"]);
        var file = await town.OpenCase(Nurse, "201901012391");
        var offer = await town.Offered(Nurse, file, Cases.Offer(consentText: null));
        await town.DeliverEvents();

        await table.Withdraw(form, Mother);
        (await town.Answer(Social, "child-health-care", offer, "acceptances")).Refused("consent-missing");
        Assert.Equal("offered", await town.StateOf(Nurse, file));
        Assert.Empty(await town.Rows("child-health-care", "SELECT What FROM {Module}.Disclosure WHERE CaseId = @file", new { file }));

        await table.Answer(form, Mother, "given");
        (await town.Answer(Social, "child-health-care", offer, "acceptances")).Expect(HttpStatusCode.OK);
        Assert.Equal([$"consent|{form}"], await town.Rows("child-health-care", "SELECT Ground, ConsentId FROM {Module}.Disclosure WHERE CaseId = @file", new { file }), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_that_does_not_cover_what_travels_is_none()
    {
        var table = await PlanTable.Empty(town, "201901022382", [Mother]);
        await table.Consent(["plan", "contact"], ["BVC-0780-1", "SOC-0780-1"]);
        var file = await town.OpenCase(Nurse, "201901022382");
        (await town.Work(Nurse, file, "decisions", Cases.Questions)).Expect(HttpStatusCode.Created);
        (await town.Work(Nurse, file, "hand-overs", Cases.Offer(consentText: null))).Expect(HttpStatusCode.BadRequest);
    }
}
