using System.Net;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Caseworks;

public sealed class AssignCaseTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";
    private const string Rektor = "S-0780-1-head";

    [Fact]
    public async Task A_case_is_given_to_a_colleague_and_back_to_the_unit_and_the_chronology_tells()
    {
        await town.Resident("201901012391", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901012391");
        _ = (await town.Add(Nurse, file, "assignments", new { personId = Head })).Ok;
        Assert.Contains(file, await town.Inbox(Head, "mine"));
        Assert.DoesNotContain(file, await town.Inbox(Nurse, "mine"));

        town.MoveClock(TimeSpan.FromMinutes(1));
        _ = (await town.Add(Head, file, "assignments", new { })).Ok;

        var read = (await town.Read(Nurse, file, "")).Ok;
        Assert.Null(read["handlerId"]);
        Assert.Equal(3, read["version"]!.GetValue<int>());
        Assert.Equal([(Nurse, Head), (Head, null)], read["chronology"]!.AsArray().Where(line => line!["kind"]!.GetValue<string>() == "assigned")
            .Select(line => (line!["personId"]!.GetValue<string>(), line["text"]?.GetValue<string>())));
    }

    [Fact]
    public async Task Only_a_colleague_who_works_with_children_at_the_unit_is_given_a_case()
    {
        await town.Resident("201901022382", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901022382");
        foreach (var personId in (string[])["BVC-0780-2-staff", "SOC-0780-1-staff", "coordinator-0780", "nobody", new string('a', 65)])
            (await town.Add(Nurse, file, "assignments", new { personId })).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(Nurse, (await town.Read(Nurse, file, "")).Ok["handlerId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_case_is_assigned_by_its_own_unit_alone_and_not_when_it_is_over()
    {
        await town.Resident("201901032399", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901032399");
        CaseRoute[] routes = [new("assignments", new { personId = Head }), new("delegations")];
        await town.IsNobodyElses(file, routes);
        await town.IsReadOnlyWhenOver(Nurse, file, routes);
        Assert.Equal(Nurse, (await town.Read(Nurse, file, "")).Ok["handlerId"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_case_of_a_child_with_protected_identity_is_given_to_the_head_and_the_named_only()
    {
        var child = await town.Resident("201901042380", "2020-01-01", protection: "sekretessmarkering");
        var file = await town.OpenCase(Head, "201901042380");
        (await town.Add(Head, file, "assignments", new { personId = Nurse })).Expect(HttpStatusCode.BadRequest);
        await town.IsForTheHeadAndTheNamed(file, child, new CaseRoute("assignments", new { personId = Head }), new CaseRoute("delegations"));
        _ = (await town.Add(Head, file, "assignments", new { personId = Nurse })).Ok;
        Assert.Contains(file, await town.Inbox(Nurse, "mine"));
    }

    [Fact]
    public async Task A_rektor_lets_the_student_health_team_do_a_case_and_the_school_keeps_it()
    {
        var file = await PupilsCase("201705012381");
        (await town.Add(Rektor, file, "delegations", new { team = "Elevhälsan" })).Expect(HttpStatusCode.BadRequest);
        await Delegate(new { task = "Tar emot orossignaler", from = "2026-03-02", to = "2026-06-12", toTeam = "Elevhälsan" });
        await town.DeliverEvents();

        var answer = (await town.Add(Rektor, file, "delegations", new { team = "Elevhälsan" })).Ok;

        Assert.Equal("2026-06-12", answer["until"]!.GetValue<string>());
        Assert.Equal([("Elevhälsan", null, true)], await Given(file));
        var read = (await town.Read("S-0780-1-staff", file, "")).Ok;
        Assert.Null(read["handlerId"]);
        Assert.Equal("gathering", read["state"]!.GetValue<string>());
        // Nobody sees more for it: another school's team of the same name knows of no case.
        await town.KnowsOfNone("S-0780-2-staff", file, new CaseRoute("delegations"), new CaseRoute("notes"));
        _ = (await town.Add("S-0780-1-staff", file, "assignments", new { personId = "S-0780-1-staff" })).Ok;
        Assert.Contains(file, await town.Inbox("S-0780-1-staff", "mine"));

        town.MoveClock(TimeSpan.FromMinutes(1));
        _ = (await town.Add(Rektor, file, "delegations", new { })).Ok;
        Assert.Equal([("Elevhälsan", null, false)], await Given(file));
        Assert.Equal("not-delegated", (await town.Add(Rektor, file, "delegations", new { })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        Assert.Equal([("delegated", "Elevhälsan"), ("delegation-ended", null)], (await town.Read(Rektor, file, "")).Ok["chronology"]!.AsArray()
            .Select(line => (line!["kind"]!.GetValue<string>(), line["text"]?.GetValue<string>())).Where(line => line.Item1.StartsWith("delegat", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_person_whom_work_is_delegated_to_becomes_the_handler_until_the_delegation_is_taken_back()
    {
        var file = await PupilsCase("201705022398");
        (await town.Add(Rektor, file, "delegations", new { personId = "S-0780-1-staff" })).Expect(HttpStatusCode.BadRequest);
        var delegation = (await Delegate(new { task = "Handlägger ärenden", from = "2026-03-02", to = "2026-06-12", toPersonId = "S-0780-1-staff" }))["delegationId"]!.GetValue<Guid>();
        await town.DeliverEvents();

        _ = (await town.Add(Rektor, file, "delegations", new { personId = "S-0780-1-staff" })).Ok;

        Assert.Contains(file, await town.Inbox("S-0780-1-staff", "mine"));
        Assert.Equal([(null, "S-0780-1-staff", true)], await Given(file));
        (await (await town.As(Rektor)).Post($"/api/school/v1/delegations/{delegation}/endings", body: null)).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        Assert.Equal([(null, "S-0780-1-staff", false)], await Given(file));
    }

    [Fact]
    public async Task Only_the_units_head_delegates_a_case_and_to_one_of_the_two()
    {
        var file = await PupilsCase("201705032389");
        (await town.Add("S-0780-1-staff", file, "delegations", new { team = "Elevhälsan" })).Expect(HttpStatusCode.Forbidden);
        (await town.Add(Rektor, file, "delegations", new { team = "Elevhälsan", personId = "S-0780-1-staff" })).Expect(HttpStatusCode.BadRequest);
        (await town.Add(Rektor, file, "delegations", new { team = "" })).Expect(HttpStatusCode.BadRequest);
        await town.KnowsOfNone("S-0780-2-head", file, new CaseRoute("delegations", new { team = "Elevhälsan" }));
        await town.HasCome(Rektor, file, "closed");
        Assert.Equal("wrong-state", (await town.Add(Rektor, file, "delegations", new { team = "Elevhälsan" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    private async Task<Guid> PupilsCase(string number)
    {
        await town.Resident(number, $"{number[..4]}-{number[4..6]}-{number[6..8]}");
        (await (await town.As(Rektor)).Post("/api/school/v1/enrolments", new { identityNumber = number, form = "GR", from = "2024-08-19" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();
        return await town.OpenCase("S-0780-1-staff", number);
    }

    private async Task<JsonNode> Delegate(object body) => (await (await town.As(Rektor)).Post("/api/school/v1/delegations", body)).Created;

    private async Task<List<(string? Team, string? PersonId, bool IsInForce)>> Given(Guid file) => [.. (await town.Read("S-0780-1-staff", file, "delegations")).Ok["delegations"]!.AsArray()
        .Select(d => (d!["team"]?.GetValue<string>(), d["personId"]?.GetValue<string>(), d["isInForce"]!.GetValue<bool>()))];
}
