using System.Net;
using Kronobarn.Casework;

namespace Kronobarn.Tests.Caseworks;

/// <summary>What the screens of a case ask for besides the case itself.</summary>
public sealed class ChildCasesTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";

    [Fact]
    public async Task A_unit_sees_its_own_cases_and_concerns_on_a_child_and_nobody_elses()
    {
        var child = await town.Resident("201901012391", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901012391");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901012391");

        var ours = await town.Read(Head, $"children/{child}/cases");

        Assert.Equal([("case", file, "gathering"), ("concern", concern, "new")], ours["items"]!.AsArray()
            .Select(i => (i!["kind"]!.GetValue<string>(), i["id"]!.GetValue<Guid>(), i["state"]!.GetValue<string>())).Order());
        (await (await town.As("SOC-0780-1-staff")).Get($"{Cases.Api("SOC-0780-1-staff")}/children/{child}/cases")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_concern_tells_until_when_it_is_to_be_acknowledged()
    {
        await town.Resident("201901022382", "2020-01-01");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901022382");
        Assert.NotNull((await town.Concern(Nurse, concern))["dueOn"]);

        (await town.Step(Nurse, concern, "closings", new { outcome = "no-need", reason = "Familjen har stöd sedan tidigare." })).Expect(HttpStatusCode.OK);

        Assert.Null((await town.Concern(Nurse, concern))["dueOn"]);
    }

    [Fact]
    public async Task A_notes_versions_tell_whether_the_reader_may_change_it()
    {
        await town.Resident("201901032399", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901032399");
        var note = (await town.Work(Head, file, "notes", new { text = "Mamma ringde." })).Created["noteId"]!.GetValue<Guid>();

        async Task<bool> MayChange(string person) => (await town.Read(person, $"cases/{file}/notes/{note}/versions"))["mayChange"]!.GetValue<bool>();

        Assert.True(await MayChange(Head));
        Assert.False(await MayChange(Nurse));
        (await town.Work(Head, file, "decisions", Cases.Decision("no-need"))).Expect(HttpStatusCode.Created);
        Assert.False(await MayChange(Head));
    }

    [Theory]
    [InlineData("gathering", "opened", "Information")]
    [InlineData("gathering", "opened source-asked", "Analys")]
    [InlineData("gathering", "opened source-asked analysed", "Beslut")]
    [InlineData("gathering", "opened analysed decided", "Överlämning")]
    [InlineData("measures", "opened decided", "Egna insatser")]
    [InlineData("offered", "opened decided hand-over-offered", "Överlämning")]
    [InlineData("collaborating", "opened decided", "Samverkan")]
    [InlineData("closed", "opened decided closed", "Avslutat")]
    public void Where_in_the_model_a_case_is_can_be_seen(string state, string events, string step)
    {
        var steps = CaseProgress.Of(state, events.Split(' '));

        Assert.Equal([step], steps.Where(s => s.IsCurrent).Select(s => s.Name), StringComparer.Ordinal);
        Assert.Equal(["Oro", "Information", "Analys", "Beslut"], steps.Take(4).Select(s => s.Name), StringComparer.Ordinal);
    }
}
