using System.Net;
using Kronobarn.Responsibility;
using Kronobarn.Tests.Cli;

namespace Kronobarn.Tests.Responsibility;

public sealed class SimulationTests(Town town) : IClassFixture<Town>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Those_who_plan_are_told_which_rule_sets_there_are_and_which_one_is_in_force()
    {
        var sets = (await (await town.As("S-0780-1-head")).Get("/api/responsibility/v1/rule-sets")).Ok["ruleSets"]!.AsArray();

        Assert.Equal(["faq-2022-02-23", "styrgrupp-2021-04-09"], sets.Select(s => s!["id"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Equal([true, false], sets.Select(s => s!["isInForce"]!.GetValue<bool>()));
        Assert.Equal([true, false], sets.Select(s => s!["isUsed"]!.GetValue<bool>()));
        (await (await town.As("S-0780-1-staff")).Get("/api/responsibility/v1/rule-sets")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void Only_days_after_today_and_up_to_the_last_one_count()
    {
        var simulation = new Simulation(Today, new(2026, 8, 31));
        simulation.Add([Held("2020-01-01", "2026-03-02", "preschool", "F-1"), Held("2026-03-02", "2026-08-31", "school", "S-1"), Held("2026-08-31", "2026-09-01", "school", "S-2"), Held("2026-09-01", null, "school", "S-3")], null);

        Assert.Equal([new UnitMoves("school", "S-1", 1, 0), new UnitMoves("school", "S-2", 0, 1)], simulation.Units(_ => true));
        Assert.Equal([new OrganisationMoves("school", "school", 1)], simulation.Organisations(_ => true));
        Assert.Empty(simulation.UnitsAtOnce(_ => true));
    }

    [Fact]
    public void A_change_of_rule_alone_moves_nobody_and_an_end_and_a_start_are_counted_with_nobody_on_the_other_side()
    {
        var simulation = new Simulation(Today, new(2027, 1, 1));
        simulation.Add([Held("2020-01-01", "2026-06-10", "school", "S-1"), Held("2026-06-10", "2026-08-20", "school", "S-1", "school-bridge"), Held("2026-10-01", null, "kaa", null)], null);

        Assert.Equal([new UnitMoves("kaa", null, 0, 1), new UnitMoves("school", "S-1", 1, 0)], simulation.Units(_ => true));
        Assert.Equal([new OrganisationMoves(null, "kaa", 1), new OrganisationMoves("school", null, 1)], simulation.Organisations(_ => true));
        Assert.Equal([new OrganisationMoves("school", null, 1)], simulation.Organisations(unit => unit.UnitId == "S-1"));
    }

    [Fact]
    public void Other_rules_move_at_once_whom_they_give_another_holder_today()
    {
        var simulation = new Simulation(Today, new(2026, 8, 31));
        simulation.Add([Held("2024-01-01", null, "preschool", "F-1")], [Held("2024-01-01", "2026-08-20", "child-health-care", "B-1"), Held("2026-08-20", null, "school", "S-1")]);
        simulation.Add([Held("2024-01-01", null, "preschool", "F-1")], [Held("2024-01-01", null, "preschool", "F-1")]);

        Assert.Equal(2, simulation.Children);
        Assert.Equal([new OrganisationMoves("preschool", "child-health-care", 1)], simulation.OrganisationsAtOnce(_ => true));
        Assert.Equal([new OrganisationMoves("child-health-care", "school", 1)], simulation.Organisations(_ => true));
    }

    [Fact]
    public async Task The_county_is_counted_for_the_it_administrator_and_the_own_municipality_for_a_coordinator()
    {
        for (var i = 0; i < 3; i++)
            await InPreschool($"2020010123{i:00}", i == 2 ? "0761" : "0780");

        var all = (await (await town.As("it-admin-0780")).Get("/api/responsibility/v1/simulations?on=2026-12-31&rules=styrgrupp-2021-04-09")).Ok;
        var own = (await (await town.As("coordinator-0780")).Get("/api/responsibility/v1/simulations?on=2026-12-31")).Ok;
        var table = await CommandLine.Run<SimulateVerb>(town.Services, "--on", "2026-12-31", "--rules", "styrgrupp-2021-04-09");

        Assert.Equal(3, all["children"]!.GetValue<int>());
        Assert.Equal("""[{"from":"preschool","to":"child-health-care","children":3}]""", all["atOnce"]!["organisations"]!.ToJsonString());
        Assert.Equal("""[{"from":"child-health-care","to":"school","children":3}]""", all["ahead"]!["organisations"]!.ToJsonString());
        Assert.Null(own["atOnce"]);
        Assert.Equal("""[{"organisation":"preschool","unitId":"F-0780-1","unit":"F 0780 1","leaving":2,"coming":0},{"organisation":"school","unitId":"S-0780-1","unit":"S 0780 1","leaving":0,"coming":2}]""", own["ahead"]!["units"]!.ToJsonString());
        Assert.DoesNotContain("Barn", all.ToJsonString(), StringComparison.Ordinal);
        Assert.True(table.Exit == 0, table.All);
        Assert.Matches(@"F-0761-1 +1 +0\r?\n", table.Out);
        Assert.Contains("3 children.", table.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on=2026-02-31")]
    [InlineData("on=2026-03-01")]
    [InlineData("on=2026-08-31&rules=nothing")]
    [InlineData("rules=faq-2022-02-23")]
    public async Task A_bad_day_or_an_unknown_rule_set_is_told(string query) =>
        (await (await town.As("coordinator-0780")).Get($"/api/responsibility/v1/simulations?{query}")).Expect(HttpStatusCode.BadRequest);

    [Fact]
    public async Task It_is_for_those_who_plan() =>
        (await (await town.As("S-0780-1-head")).Get("/api/responsibility/v1/simulations?on=2026-08-31")).Expect(HttpStatusCode.Forbidden);

    [Theory]
    [InlineData(1, "--on", "2026-02-31")]
    [InlineData(1, "--on", "2026-03-01")]
    [InlineData(1, "--on", "2026-08-31", "--rules", "nothing")]
    [InlineData(2, "--rules", "faq-2022-02-23")]
    [InlineData(2)]
    public async Task The_verb_says_what_is_wrong(int exit, params string[] args)
    {
        var ran = await CommandLine.Run<SimulateVerb>(town.Services, args);
        Assert.Equal(exit, ran.Exit);
        Assert.NotEmpty(ran.Error);
    }

    private async Task InPreschool(string number, string municipality)
    {
        var change = new ChildChange(await town.Resident(number, "2020-01-01", municipality));
        change.Facts.Add(new FactChange("placement", "feed", "p", new FactContent { UnitId = $"F-{municipality}-1", FromDate = new(2022, 1, 10) }));
        change.Facts.Add(new FactChange("enrolment", "feed", "e", new FactContent { UnitId = $"S-{municipality}-1", Form = "FKLASS", FromDate = new(2026, 8, 17) }));
        await town.Change(change);
    }

    private static Period Held(string from, string? to, string organisation, string? unit, string rule = "any") =>
        new(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture), organisation, unit, rule);
}
