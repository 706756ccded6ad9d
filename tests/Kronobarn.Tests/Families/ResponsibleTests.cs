using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Families;

/// <summary>Who is responsible, as each of the family is told.</summary>
public sealed class ResponsibleTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_guardian_is_told_the_unit_and_a_small_child_what_kind_of_unit_it_is()
    {
        var child = await town.Household("201901012391", "2019-01-01");

        var (guardians, own) = (await Told(FamilyScene.GuardianA, child), await Told("201901012391", child));

        Assert.Equal(("guardian", true, "BVC 0780 1"), (guardians["who"]!.GetValue<string>(), guardians["takesPart"]!.GetValue<bool>(), guardians["responsible"]!["by"]!["unit"]!.GetValue<string>()));
        Assert.Equal(("child", false, "child-health-care"), (own["who"]!.GetValue<string>(), own["takesPart"]!.GetValue<bool>(), own["responsible"]!["by"]!["kind"]!.GetValue<string>()));
        Assert.DoesNotContain("0780", own.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_somebody_is_protected_nobody_is_told_which_unit_it_is()
    {
        var child = await town.Household("201901032399", "2019-01-03", ofGuardianB: "skyddad-folkbokforing", guardianA: "198501032380", guardianB: "198501032398");

        foreach (var reader in (string[])["201901032399", "198501032380", "198501032398"])
        {
            var told = await Told(reader, child);
            Assert.Equal("child-health-care", told["responsible"]!["by"]!["kind"]!.GetValue<string>());
            Assert.DoesNotContain("0780", told.ToJsonString(), StringComparison.Ordinal);
        }
    }

    private async Task<JsonNode> Told(string reader, Guid child) => (await (await town.As(reader)).Get($"/api/family/v1/children/{child}/responsible")).Ok;
}
