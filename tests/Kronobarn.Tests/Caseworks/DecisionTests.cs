using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Tests.Directories;

namespace Kronobarn.Tests.Caseworks;

public sealed class DecisionTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";

    [Fact]
    public async Task The_own_organisations_measures_are_followed_to_their_outcome_and_the_reporter_hears_when_the_case_is_closed()
    {
        await town.Resident("201902012382", "2020-01-01");
        var concern = await town.RaiseConcern("S-0780-1-staff", "201902012382");
        var file = (await town.Step(Nurse, concern, "uptakes", new { })).Ok["caseId"]!.GetValue<Guid>();
        Assert.Contains("first-decision", (await town.Read(Nurse, $"cases/{file}")).Clocks());

        (await town.Work(Nurse, file, "decisions", new
        {
            kind = "own",
            motivation = "Vi kan möta behovet.",
            measures = new object[] { new { what = "Samtal", until = "2026-04-01", responsiblePersonId = "BVC-0780-1-head" }, new { what = "Hembesök", until = "2026-03-20", responsible = "teamet" } },
        })).Expect(HttpStatusCode.Created);

        Assert.Equal("measures", await town.StateOf(Nurse, file));
        Assert.DoesNotContain("first-decision", (await town.Read(Nurse, $"cases/{file}")).Clocks());
        (await town.Work(Nurse, file, "closings", new { outcome = "Det gick bra.", feedback = "taken-care-of" })).Refused("measures-running");
        var measures = (await town.Read(Nurse, $"cases/{file}/measures"))["measures"]!.AsArray();
        Assert.Equal(["Hembesök", "Samtal"], measures.Select(m => m!["what"]!.GetValue<string>()));
        foreach (var measure in measures)
            (await town.Work(Nurse, file, $"measures/{measure!["measureId"]}/outcomes", new { outcome = "done", text = "Barnet sover bättre." })).Expect(HttpStatusCode.OK);
        (await town.Work(Nurse, file, $"measures/{measures[0]!["measureId"]}/outcomes", new { outcome = "done", text = "En gång till." })).Refused("already-ended");
        (await town.Work(Nurse, file, $"measures/{Guid.NewGuid()}/outcomes", new { outcome = "done", text = "Finns inte." })).Expect(HttpStatusCode.NotFound);
        Assert.NotEqual("closed", (await town.Receipt("S-0780-1-staff", concern))["status"]!.GetValue<string>());

        (await town.Work(Nurse, file, "closings", new { outcome = "Det gick bra.", feedback = "taken-care-of" })).Expect(HttpStatusCode.OK);

        var receipt = await town.Receipt("S-0780-1-staff", concern);
        Assert.Equal(("closed", "Oron är omhändertagen. Ansvarig verksamhet arbetar vidare."), (receipt["status"]!.GetValue<string>(), receipt["feedback"]!.GetValue<string>()));
        var closed = await town.Read(Nurse, $"cases/{file}");
        Assert.Equal(("closed", "Det gick bra."), (closed["state"]!.GetValue<string>(), closed["outcome"]!.GetValue<string>()));
        Assert.Empty(closed.Clocks());
        Assert.Equal(["decided", "measure-ended", "measure-ended", "closed"], closed.Chronology().Skip(2));
    }

    [Theory]
    [InlineData("""{"kind":"hand-over","motivation":"x","canWeMeetTheNeed":"Nej","isEverythingExhausted":"Ja"}""")]
    [InlineData("""{"kind":"hand-over","motivation":"x","canWeMeetTheNeed":"Nej","isEverythingExhausted":" ","whoMustAct":"De"}""")]
    [InlineData("""{"kind":"collaboration","motivation":"x"}""")]
    [InlineData("""{"kind":"own","motivation":"x"}""")]
    [InlineData("""{"kind":"own","motivation":"x","measures":[{"what":"y","until":"2026-04-01"}]}""")]
    [InlineData("""{"kind":"own","motivation":"x","measures":[{"what":"y","until":"2026-03-01","responsible":"z"}]}""")]
    [InlineData("""{"kind":"own","motivation":"x","measures":[{"what":"y","until":"2026-04-01","responsiblePersonId":"SOC-0780-1-staff"}]}""")]
    [InlineData("""{"kind":"no-need","motivation":" "}""")]
    [InlineData("""{"kind":"later","motivation":"x"}""")]
    public async Task A_decision_that_leaves_a_question_open_is_none(string body)
    {
        var file = await town.OpenCase(Nurse, await Child("201902022399"));
        (await town.Work(Nurse, file, "decisions", body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("gathering", await town.StateOf(Nurse, file));
        Assert.Empty((await town.Read(Nurse, $"cases/{file}/decisions"))["decisions"]!.AsArray());
    }

    [Fact]
    public async Task A_decision_may_be_reconsidered_and_each_stays_to_be_read()
    {
        var file = await town.OpenCase(Nurse, await Child("201902032380"));
        (await town.Work(Nurse, file, "closings", new { outcome = "Ingenting alls.", feedback = "no-need" })).Refused("undecided");
        (await town.Work(Nurse, file, "decisions", Cases.Decision("collaboration"))).Expect(HttpStatusCode.Created);
        Assert.Equal("collaborating", await town.StateOf(Nurse, file));
        Assert.Equal(["consent-to-meeting"], (await town.Read(Nurse, $"cases/{file}")).Clocks());

        (await town.Work(Nurse, file, "decisions", Cases.Questions)).Expect(HttpStatusCode.Created);
        Assert.Equal("gathering", await town.StateOf(Nurse, file));
        Assert.Empty((await town.Read(Nurse, $"cases/{file}")).Clocks());
        (await town.Work(Nurse, file, "decisions", Cases.Decision("no-need"))).Expect(HttpStatusCode.Created);

        Assert.Equal("closed", await town.StateOf(Nurse, file));
        var decisions = (await town.Read(Nurse, $"cases/{file}/decisions"))["decisions"]!.AsArray();
        Assert.Equal(["no-need", "hand-over", "collaboration"], decisions.Select(d => d!["kind"]!.GetValue<string>()));
        Assert.Equal("Ja, samtal och hembesök.", decisions[1]!["isEverythingExhausted"]!.GetValue<string>());
    }

    private async Task<string> Child(string number)
    {
        if (children.Add(number))
            await town.Resident(number, "2020-01-01");
        return number;
    }

    // The fixture outlives the test, and a number is one child's.
    private static readonly HashSet<string> children = [];
}
