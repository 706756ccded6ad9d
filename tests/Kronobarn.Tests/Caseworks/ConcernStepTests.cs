using System.Net;
using Kronobarn.Casework;

namespace Kronobarn.Tests.Caseworks;

/// <summary>Every step of a concern in every state by every kind of person: the table says which are possible, and all others change nothing.</summary>
public sealed class ConcernStepTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";

    private static readonly Dictionary<string, (string Address, object? Body)> Steps = new(StringComparer.Ordinal)
    {
        [ConcernSteps.Acknowledge] = ("acknowledgements", null),
        [ConcernSteps.Assign] = ("assignments", new { personId = Nurse }),
        [ConcernSteps.Pass] = ("passings", new { unitId = "F-0780-1", reason = "Hör till förskolan." }),
        [ConcernSteps.Identify] = ("identifications", new { identityNumber = "201901022382" }),
        [ConcernSteps.TakeUp] = ("uptakes", new { }),
        [ConcernSteps.Close] = ("closings", new { outcome = "no-need", reason = "Samtalet räckte." }),
    };

    [Theory]
    [InlineData("new")]
    [InlineData("acknowledged")]
    [InlineData("in-case")]
    [InlineData("passed")]
    [InlineData("closed")]
    public async Task Only_what_the_table_allows_is_done_and_only_by_the_unit_that_has_the_concern(string state)
    {
        await town.Resident(Number(state), "2020-01-01");
        foreach (var (step, (address, body)) in Steps)
        {
            // The child is known, so there is nobody to find.
            var may = step != ConcernSteps.Identify && ConcernSteps.May(state, step);
            foreach (var (person, refusal) in ((string, HttpStatusCode)[])[
                (Nurse, state == "passed" ? HttpStatusCode.NotFound : HttpStatusCode.Conflict), ("BVC-0780-1-head", state == "passed" ? HttpStatusCode.NotFound : HttpStatusCode.Conflict),
                ("BVC-0780-2-staff", HttpStatusCode.NotFound), ("BVC-0761-1-head", HttpStatusCode.NotFound)])
            {
                var concern = await In(state);
                var before = await Row(concern);
                var answer = await town.Step(person, concern, address, body);
                if (may && person.StartsWith("BVC-0780-1", StringComparison.Ordinal))
                {
                    Assert.True(answer.Status == HttpStatusCode.OK, $"{person} {step} in {state}: {answer.Status} {answer.Body}");
                    continue;
                }

                Assert.True(answer.Status == refusal, $"{person} {step} in {state}: {answer.Status} {answer.Body}");
                Assert.Equal(before, await Row(concern));
            }
        }
    }

    // A child for each state, whom the other rows of the table know nothing of.
    private static string Number(string state) => state switch
    {
        "new" => "201901012391",
        "acknowledged" => "201901032399",
        "in-case" => "201901042380",
        "passed" => "201901052397",
        _ => "201901062388",
    };

    private async Task<Guid> In(string state)
    {
        var concern = await town.RaiseConcern("POL-0780-1-staff", Number(state));
        foreach (var step in (string[])(state switch
        {
            "acknowledged" => [ConcernSteps.Acknowledge],
            "in-case" => [ConcernSteps.TakeUp],
            "passed" => [ConcernSteps.Pass],
            "closed" => [ConcernSteps.Close],
            _ => [],
        }))
            (await town.Step(Nurse, concern, Steps[step].Address, Steps[step].Body)).Expect(HttpStatusCode.OK);
        return concern;
    }

    private async Task<string> Row(Guid concern) =>
        Assert.Single(await town.Rows("child-health-care", "SELECT State, HandlerId, CaseId, WentToUnitId, Version FROM {Module}.Concern WHERE ConcernId = @concern", new { concern }));
}
