using System.Net;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Caseworks;

public sealed class TextThatGrowsTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";

    // Twelve characters as JSON for the two that it is.
    private static readonly string Emoji = string.Concat(Enumerable.Repeat("\U0001F622", 1000));

    [Fact]
    public async Task A_case_whose_concerns_grow_when_they_are_told_still_goes_along_with_its_child()
    {
        var child = await town.Resident("201906022395", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201906022395");
        for (var i = 0; i < 10; i++)
            (await town.Step(Nurse, await town.RaiseConcern("POL-0780-1-staff", "201906022395", Emoji), "uptakes", new { caseId = file })).Expect(HttpStatusCode.OK);

        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("placement", "preschool", "p-grows", new FactContent { UnitId = "F-0780-1", FromDate = town.Today }));
        await town.Change(change);

        Assert.Equal("transferred", await town.StateOf(Nurse, file));
        var inbox = (await town.Read("F-0780-1-head", "inbox?view=unit&limit=100"))["items"]!.AsArray();
        var came = Assert.Single(inbox, i => i!["kind"]!.GetValue<string>() == "case")!;
        var taken = (await town.Read("F-0780-1-head", $"cases/{came["id"]}"))["concerns"]!.AsArray().Count;
        Assert.Equal(11, taken + inbox.Count(i => i!["kind"]!.GetValue<string>() == "concern"));
    }

    [Fact]
    public async Task A_parcel_that_grows_when_it_is_told_arrives_whole()
    {
        await town.Resident("201906032386", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201906032386");
        for (var i = 0; i < 10; i++)
            (await town.Step(Nurse, await town.RaiseConcern("POL-0780-1-staff", "201906032386", Emoji), "uptakes", new { caseId = file })).Expect(HttpStatusCode.OK);
        var accepted = (await town.Answer("SOC-0780-1-staff", "child-health-care", await town.Offered(Nurse, file), "acceptances")).Ok;
        Assert.Equal(4 + 11, (await town.Read("SOC-0780-1-staff", $"cases/{accepted["caseId"]}"))["parcel"]!.AsArray().Count);
    }
}
