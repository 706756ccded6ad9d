using System.Globalization;
using System.Net;

namespace Kronobarn.Tests.Collaborations;

/// <summary>What the days do to a consent, in a town of its own whose clock is moved.</summary>
public sealed class ConsentDayTests(Town town) : IClassFixture<Town>
{
    private const string Mother = "198501012382";

    [Fact]
    public async Task It_counts_on_its_last_day_and_not_on_the_day_after_and_is_not_answered_then_and_a_ground_neither()
    {
        var child = await town.Family("201901012391", "2019-01-01", Mother);
        var until = town.Today.AddDays(10).ToString("O", CultureInfo.InvariantCulture);
        var form = await town.Ask(child, Consents.Question(until));
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        var ground = (await (await town.As(Consents.Head)).Post($"{Consents.Api}/children/{child}/other-grounds",
            new { kind = "osl-10-2", toUnitId = "SOC-0780-1", categories = new[] { "contact" }, reasons = "Behövs för vår egen uppgift.", until })).Created["groundIds"]![0]!.GetValue<Guid>();

        await town.MorningOf(until);
        Assert.Equal(form, await town.Covered(child));
        Assert.Equal(ground, await town.Covered(child, to: "SOC-0780-1", category: "contact"));

        await town.MorningOf(town.Today.AddDays(1).ToString("O", CultureInfo.InvariantCulture));
        Assert.Null(await town.Covered(child));
        Assert.Null(await town.Covered(child, to: "SOC-0780-1", category: "contact"));
        Assert.Equal("expired", (await town.Form(child, form))["state"]!.GetValue<string>());
        Assert.Equal("expired", (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task On_the_day_on_which_the_child_is_old_enough_to_be_needed_it_rests_until_the_child_has_said_yes()
    {
        var birthday = town.Today.AddDays(3);
        const string number = "201104012388";
        var child = await town.Family(number, birthday.AddYears(-15).ToString("O", CultureInfo.InvariantCulture), Mother);
        await town.HeldByNurse(child);
        var form = await town.Ask(child);
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));

        await town.MorningOf(birthday.ToString("O", CultureInfo.InvariantCulture));
        Assert.Null(await town.Covered(child));
        (await town.Says(number, child, form, "given")).Expect(HttpStatusCode.OK);
        Assert.Equal(form, await town.Covered(child));
    }
}
