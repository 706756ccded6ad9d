using System.Net;
using Kronobarn.Tests.MaternalCares;

namespace Kronobarn.Tests.Collaborations;

/// <summary>A plan that begins before the child is born.</summary>
public sealed class PlanFromPregnancyTests(Town town) : IClassFixture<Town>
{
    private const string Midwife = "MVC-0780-1";
    private const string Nurse = "BVC-0780-1";
    private const string Mother = "199009222382";

    [Fact]
    public async Task It_goes_on_with_the_born_child_and_twins_have_each_their_own()
    {
        var midwife = await town.As($"{Midwife}-staff");
        var twins = Registration.Children(await town.Registered(midwife, Mother, children: 2));
        var plans = new List<Guid>();
        foreach (var child in twins)
        {
            string[] units = [Midwife, Nurse];
            var asked = (await midwife.Post($"{PlanTable.Api}/children/{child}/consent-forms", new
            {
                purpose = "Att BVC är redo när barnet kommer.",
                until = town.Today.AddMonths(9),
                lines = new[] { new { from = units, to = units, categories = PlanTable.Usual } },
            })).Created["asked"]!.AsArray();
            _ = (await (await town.As(Mother)).Post($"{PlanTable.Family}/consents/{Assert.Single(asked)!["consentId"]}/answers", new { answer = "given" })).Ok;
            plans.Add((await midwife.Post($"{PlanTable.Api}/children/{child}/plans", new { nextFollowUp = town.Today.AddMonths(5) })).Created["planId"]!.GetValue<Guid>());
        }

        _ = (await midwife.Post($"{PlanTable.Api}/plans/{plans[0]}/parts", new { background = new { text = "Väntar tvillingar ensam." } })).Created;
        Assert.Contains("Väntar tvillingar", (await midwife.Get($"{PlanTable.Api}/plans/{plans[0]}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Väntar tvillingar", (await midwife.Get($"{PlanTable.Api}/plans/{plans[1]}")).Body, StringComparison.Ordinal);

        await town.MorningOf("2026-08-28");
        midwife = await town.As($"{Midwife}-staff");
        (await midwife.Post(Registration.Births, new { childId = twins[0], birthDate = "2026-08-28", reserveNumber = "20260828R001" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();

        // The born child's holder follows, and reads what the mother has let it; the plan is the same.
        var nurse = await town.As($"{Nurse}-staff");
        Assert.Contains((await nurse.Get($"{PlanTable.Api}/plans?view=followed")).Ok["plans"]!.AsArray(), plan => plan!["planId"]!.GetValue<Guid>() == plans[0]);
        Assert.Contains("Väntar tvillingar", (await nurse.Get($"{PlanTable.Api}/plans/{plans[0]}")).Body, StringComparison.Ordinal);
        Assert.Equal("open", (await midwife.Get($"{PlanTable.Api}/plans/{plans[1]}/state")).Ok["state"]!.GetValue<string>());
    }
}
