using System.Net;

namespace Kronobarn.Tests.Caseworks;

public sealed class IdentifiedAgainTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_number_that_was_found_out_stays_with_the_concern_when_the_register_does_not_know_it()
    {
        var concern = await town.RaiseConcern("POL-0780-1-staff", new { harm = false, about = new { kind = "unidentified", description = "En pojke i röd jacka." }, text = "Går ensam.", spokes = Array.Empty<string>() });
        Assert.Contains(concern, await town.Inbox("SOC-0780-1-staff"));
        (await town.Step("SOC-0780-1-staff", concern, "identifications", new { identityNumber = "201906042393" })).Expect(HttpStatusCode.OK);

        var back = await town.Concern("SOC-0780-1-staff", concern);
        Assert.Equal(("new", "child", "201906042393"), (back["state"]!.GetValue<string>(), back["about"]!.GetValue<string>(), back["identityNumber"]?.GetValue<string>()));
    }
}
