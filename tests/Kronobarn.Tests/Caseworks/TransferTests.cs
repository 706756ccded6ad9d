using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Caseworks;

public sealed class TransferTests(Town town) : IClassFixture<Town>
{
    private const string Old = "BVC-0780-1-staff";
    private const string New = "BVC-0780-2-staff";
    private const string Preschool = "F-0780-1-head";

    [Fact]
    public async Task When_the_holder_changes_its_cases_and_concerns_go_along_by_themselves_and_the_reporter_is_answered_by_the_new_one()
    {
        var child = await town.Resident("201902122397", "2020-01-01");
        var (inCase, untaken) = (await town.RaiseConcern("POL-0780-1-staff", "201902122397"), await town.RaiseConcern("SOC-0780-2-staff", "201902122397", "En till."));
        var file = (await town.Step(Old, inCase, "uptakes", new { })).Ok["caseId"]!.GetValue<Guid>();
        (await town.Work(Old, file, "decisions", Cases.Decision("own"))).Expect(HttpStatusCode.Created);
        var offered = await town.OpenCase(Old, "201902122397");
        var offer = await town.Offered(Old, offered);

        await Placed(child, "F-0780-1");

        var old = await town.Read(Old, $"cases/{file}");
        Assert.Equal(("transferred", "preschool", "F-0780-1"), (old["state"]!.GetValue<string>(), old["wentTo"]!["organisation"]!.GetValue<string>(), old["wentTo"]!["unitId"]!.GetValue<string>()));
        Assert.Empty(old.Clocks());
        Assert.EndsWith("transferred", old.Chronology(), StringComparison.Ordinal);
        Assert.Equal("transferred", (await town.Concern(Old, untaken))["state"]!.GetValue<string>());
        Assert.Empty((await town.Inbox(Old)).Intersect([file, untaken, inCase, offered]));
        Assert.Equal("withdrawn", (await town.Read("SOC-0780-1-staff", $"offers/child-health-care/{offer}"))["state"]!.GetValue<string>());

        Assert.Contains(untaken, await town.Inbox(Preschool, "new"));
        Assert.Equal("transferred", (await town.Concern(Preschool, untaken))["because"]!.GetValue<string>());
        var ours = await CasesOf(Preschool);
        Assert.Equal(2, ours.Count);
        var taken = Assert.Single(ours, c => c["concerns"]!.AsArray().Any(id => id!.GetValue<Guid>() == inCase));
        Assert.Equal(("gathering", "transfer", "BVC-0780-1"), (taken["state"]!.GetValue<string>(), taken["origin"]!.GetValue<string>(), taken["cameFrom"]!["unitId"]!.GetValue<string>()));
        Assert.Equal("first-decision", taken.Clocks());
        Assert.Equal("decision,measure", taken["parcel"]!.Row("kind"));

        (await town.Work(Preschool, taken["caseId"]!.GetValue<Guid>(), "decisions", Cases.Decision("no-need"))).Expect(HttpStatusCode.Created);
        Assert.Equal("closed", (await town.Receipt("POL-0780-1-staff", inCase))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Between_units_of_one_organisation_a_case_goes_the_same_way_and_one_that_was_handed_over_stays()
    {
        var child = await town.Resident("201902132388", "2020-01-01");
        var file = await town.OpenCase(Old, "201902132388");
        var received = (await town.Answer(New, "child-health-care", await town.Offered(Old, file, Cases.Offer("BVC-0780-2", "own-organisation", null)), "acceptances")).Ok["caseId"]!.GetValue<Guid>();
        var own = await town.OpenCase(Old, "201902132388");

        await Listed(child, "BVC-0780-2", "l1", Town.FirstDay);
        Assert.Equal("transferred", await town.StateOf(Old, own));
        var came = Assert.Single(await CasesOf(New), c => c["childId"]!.GetValue<Guid>() == child && c["origin"]!.GetValue<string>() == "transfer");
        Assert.Equal("gathering", came["state"]!.GetValue<string>());

        await Placed(child, "F-0780-2");
        Assert.Equal("gathering", await town.StateOf(New, received));
        Assert.Equal("transferred", await town.StateOf(New, came["caseId"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task Two_changes_at_once_leave_the_case_with_the_last_holder_and_nowhere_else()
    {
        var child = await town.Resident("201902142395", "2020-01-01");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201902142395");
        await town.Step(Old, concern, "uptakes", new { });
        // The nurse lists the child, the preschool has it already, and nobody has told anybody of either.
        await Quietly(Listing(child, "BVC-0780-2", "l1", Town.FirstDay));
        await Quietly(Placement(child, "F-0761-1"));
        var onItsWay = await town.RaiseConcern("POL-0780-1-staff", "201902142395", "En till.");

        var open = await OpenCases(child);
        Assert.Equal(["preschool|F-0761-1|gathering"], open);
        Assert.Contains(onItsWay, await town.Inbox("F-0761-1-head", "new"));
        Assert.Equal(["F-0761-1|in-case"], await town.Rows("preschool", "SELECT UnitId, State FROM {Module}.Concern WHERE ConcernId = @concern", new { concern }));
    }

    [Fact]
    public async Task A_correction_moves_a_case_as_a_transfer_does_and_back_again()
    {
        var child = await town.Resident("201902152386", "2020-01-01");
        var file = await town.OpenCase(Old, "201902152386");
        await Listed(child, "BVC-0780-2", "l1", Town.FirstDay.AddMonths(-2));
        Assert.Equal("transferred", await town.StateOf(Old, file));
        Assert.Equal(["child-health-care|BVC-0780-2|gathering"], await OpenCases(child));

        var withdrawn = new ChildChange(child);
        withdrawn.Facts.Add(new FactChange("listing", "child-health-care", "l1", Content: null));
        await town.Change(withdrawn);
        Assert.Equal(["child-health-care|BVC-0780-1|gathering"], await OpenCases(child));
    }

    [Fact]
    public async Task A_case_stays_open_with_its_unit_when_nobody_holds_the_child_any_more()
    {
        var child = await town.Resident("201902162393", "2020-01-01");
        var file = await town.OpenCase(Old, "201902162393");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201902162393");
        var death = new ChildChange(child);
        death.Facts.Add(new FactChange("death", "population", "d1", new FactContent { FromDate = Town.FirstDay }));
        await town.Change(death);

        var left = await town.Read(Old, $"cases/{file}");
        Assert.Equal("gathering", left["state"]!.GetValue<string>());
        Assert.Contains("holder-ended", left.Chronology(), StringComparison.Ordinal);
        Assert.NotEmpty(left.Clocks());
        Assert.Contains(concern, await town.Inbox(Old));
    }

    // The one is a transfer, and the other, with a day that has gone by, a correction.
    [Theory]
    [InlineData("201902222395", "2026-03-02")]
    [InlineData("201902232386", "2026-02-25")]
    public async Task A_case_that_waited_where_it_was_while_nobody_held_the_child_goes_on_when_somebody_does(string number, string backOn)
    {
        var child = await town.Resident(number, "2020-01-01");
        var file = await town.OpenCase(Old, number);
        var concern = await town.RaiseConcern("POL-0780-1-staff", number);
        await town.MovesTo(child, "1280", "2026-02-20");
        Assert.Equal("gathering", await town.StateOf(Old, file));
        Assert.Contains("holder-ended", (await town.Read(Old, $"cases/{file}")).Chronology(), StringComparison.Ordinal);

        await town.MovesTo(child, "0761", backOn);
        Assert.Equal("transferred", await town.StateOf(Old, file));
        Assert.Equal(["child-health-care|BVC-0761-1|gathering"], await OpenCases(child));
        Assert.Contains(concern, await town.Inbox("BVC-0761-1-staff", "new"));
    }

    [Fact]
    public async Task A_case_of_many_concerns_arrives_with_every_one_of_them()
    {
        var child = await town.Resident("201902242393", "2020-01-01");
        var file = await town.OpenCase(Old, "201902242393");
        for (var i = 0; i < 12; i++)
            (await town.Step(Old, await town.RaiseConcern("POL-0780-1-staff", "201902242393", new string('å', 2000)), "uptakes", new { caseId = file })).Expect(HttpStatusCode.OK);
        await Placed(child, "F-0761-2");

        // What one event does not hold goes on as concerns of their own.
        Assert.Equal(["in-case|10", "new|3"], await town.Rows("preschool", "SELECT State, COUNT(*) FROM {Module}.Concern WHERE ChildId = @child GROUP BY State ORDER BY State", new { child }));
        Assert.Equal(["transferred|13"], await town.Rows("child-health-care", "SELECT State, COUNT(*) FROM {Module}.Concern WHERE ChildId = @child GROUP BY State", new { child }));
    }

    [Fact]
    public async Task Where_a_protected_childs_case_went_is_told_to_nobody()
    {
        var child = await town.Resident("201902172384", "2020-01-01", protection: "sekretessmarkering");
        var file = await town.OpenCase("BVC-0780-1-head", "201902172384");
        await Placed(child, "F-0780-1");
        var gone = await town.Read("BVC-0780-1-head", $"cases/{file}");
        Assert.Equal("transferred", gone["state"]!.GetValue<string>());
        Assert.DoesNotContain("F-0780", gone.ToJsonString(), StringComparison.Ordinal);
    }

    private static ChildChange Listing(Guid child, string unit, string key, DateOnly from)
    {
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("listing", "child-health-care", key, new FactContent { UnitId = unit, FromDate = from }));
        return change;
    }

    private static ChildChange Placement(Guid child, string unit)
    {
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("placement", "preschool", "p1", new FactContent { UnitId = unit, FromDate = Town.FirstDay }));
        return change;
    }

    private Task Listed(Guid child, string unit, string key, DateOnly from) => town.Change(Listing(child, unit, key, from));

    private Task Placed(Guid child, string unit) => town.Change(Placement(child, unit));

    private Task Quietly(ChildChange change) => town.Record(change);

    private async Task<IReadOnlyList<JsonNode>> CasesOf(string person)
    {
        var found = new List<JsonNode>();
        foreach (var item in (await town.Read(person, "inbox?view=unit&limit=100"))["items"]!.AsArray().Where(i => i!["kind"]!.GetValue<string>() == "case"))
            found.Add(await town.Read(person, $"cases/{item!["id"]}"));
        return found;
    }

    private async Task<IReadOnlyList<string>> OpenCases(Guid child)
    {
        var found = new List<string>();
        foreach (var organisation in (string[])["child-health-care", "preschool", "school"])
            found.AddRange((await town.Rows(organisation, "SELECT UnitId, State FROM {Module}.CaseFile WHERE ChildId = @child AND State IN ('gathering', 'measures', 'offered', 'collaborating')", new { child }))
                .Select(row => $"{organisation}|{row}"));
        return found;
    }
}
