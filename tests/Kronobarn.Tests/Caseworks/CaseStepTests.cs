using System.Net;
using Kronobarn.Casework;
using Kronobarn.Responsibility;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

/// <summary>Every state of a case, every step, every role, over HTTP: what the table does not allow changes nothing.</summary>
public sealed class CaseStepTests(Town town) : IClassFixture<Town>
{
    private const string Number = "201902222395";
    private const string Unit = "BVC-0780-1";
    private const string Giver = "child-health-care";

    private static readonly string[] States = ["gathering", "measures", "offered", "collaborating", "handed-over", "transferred", "closed"];

    private static readonly string[] Others = ["BVC-0780-2-staff", "BVC-0780-2-head", "SOC-0780-1-staff", "POL-0780-1-staff", "coordinator-0780", "it-admin-0780"];

    private static readonly (string Name, string Step, string Url, object Body)[] Actions =
    [
        ("own", CaseSteps.Decide, "decisions", Cases.Decision("own")),
        ("hand-over", CaseSteps.Decide, "decisions", Cases.Questions),
        ("collaboration", CaseSteps.Decide, "decisions", Cases.Decision("collaboration")),
        ("no-need", CaseSteps.Decide, "decisions", Cases.Decision("no-need")),
        ("offer", CaseSteps.Offer, "hand-overs", Cases.Offer()),
        ("withdraw", CaseSteps.Withdraw, "hand-overs/{offer}/withdrawals", new { reason = "Vi löser det." }),
        ("end-measure", CaseSteps.EndMeasure, "measures/{measure}/outcomes", new { outcome = "done", text = "Det gick bra." }),
        ("close", CaseSteps.Close, "closings", new { outcome = "Det gick bra.", feedback = "taken-care-of" }),
    ];

    private Guid child;

    public static TheoryData<string> All => [.. States];

    [Fact]
    public void The_table_knows_every_state_and_every_step_has_one_in_which_it_may()
    {
        Assert.Equal(CaseSteps.All.Order(StringComparer.Ordinal), Actions.Select(a => a.Step).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(CaseSteps.All, step => Assert.Contains(States, state => CaseSteps.May(state, step)));
        Assert.All(States.Where(state => !CaseStates.IsOpen(state)), state => Assert.DoesNotContain(CaseSteps.All, step => CaseSteps.May(state, step)));
        Assert.All(DecisionKinds.All, kind => Assert.Contains(CaseSteps.After(kind), States));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_may_not_be_done_with_a_case_changes_nothing_whoever_tries(string state)
    {
        await Child();
        var made = await In(state);
        foreach (var action in Actions)
        {
            foreach (var person in Others)
                await IsRefused(made, person, action, HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
            if (!CaseSteps.May(state, action.Step))
                foreach (var person in (string[])[$"{Unit}-staff", $"{Unit}-head"])
                    await IsRefused(made, person, action, HttpStatusCode.Conflict, HttpStatusCode.NotFound);
        }

        foreach (var person in Others.Append($"{Unit}-staff").Where(p => state != "offered" || p != "SOC-0780-1-staff"))
            foreach (var answer in (string[])["acceptances", "refusals"])
                await IsAnswerRefused(made, person, answer);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_may_be_done_with_a_case_is_done_by_its_units_staff_and_head_alike(string state)
    {
        await Child();
        foreach (var action in Actions.Where(a => CaseSteps.May(state, a.Step) && IsPossible(state, a.Name)))
            foreach (var person in (string[])[$"{Unit}-staff", $"{Unit}-head"])
            {
                var made = await In(state);
                var before = await Row(made.Case);
                var answer = await town.Work(person, made.Case, Url(made, action.Url), action.Body);
                Assert.True((int)answer.Status is 200 or 201, $"{state} {action.Name} {person}: {answer.Status} {answer.Body}");
                if (action.Step != CaseSteps.EndMeasure)
                    Assert.NotEqual(before, await Row(made.Case));
            }
    }

    // A measure runs only where it was decided, and what has no decision for other hands is not offered: those have tests of their own.
    private static bool IsPossible(string state, string action) => action switch
    {
        "end-measure" or "own" => state == "measures" || action == "own",
        "no-need" or "close" => state != "measures",
        _ => true,
    };

    private static string Url(Made made, string url) =>
        url.Replace("{offer}", made.Offer.ToString(), StringComparison.Ordinal).Replace("{measure}", made.Measure.ToString(), StringComparison.Ordinal);

    private async Task IsRefused(Made made, string person, (string Name, string Step, string Url, object Body) action, params HttpStatusCode[] with)
    {
        var before = await Row(made.Case);
        var organisation = person.Contains('-', StringComparison.Ordinal) && !person.StartsWith("coord", StringComparison.Ordinal) && !person.StartsWith("it-", StringComparison.Ordinal)
            ? TownPlan.OrganisationOf(person) : Giver;
        var staff = await town.As(person);
        foreach (var api in (string[])[$"/api/{organisation}/v1", $"/api/{Giver}/v1"])
        {
            var answer = await staff.Post($"{api}/cases/{made.Case}/{Url(made, action.Url)}", action.Body);
            Assert.True(with.Contains(answer.Status) || (api.Contains(Giver, StringComparison.Ordinal) && answer.Status == HttpStatusCode.Forbidden && organisation != Giver),
                $"{action.Name} {person} {api}: {answer.Status} {answer.Body}");
        }

        Assert.Equal(before, await Row(made.Case));
    }

    private async Task IsAnswerRefused(Made made, string person, string answer)
    {
        var before = await Row(made.Case);
        var organisation = person.StartsWith("coord", StringComparison.Ordinal) || person.StartsWith("it-", StringComparison.Ordinal) ? "social-services" : TownPlan.OrganisationOf(person);
        var told = await (await town.As(person)).Post($"/api/{organisation}/v1/offers/{Giver}/{made.Offer}/{answer}", answer == "refusals" ? new { reason = "Inte vårt." } : null);
        Assert.True(told.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{answer} {person}: {told.Status} {told.Body}");
        Assert.Equal(before, await Row(made.Case));
    }

    private async Task<string> Row(Guid file) => Assert.Single(await town.Rows(Giver, """
        SELECT State, UnitId, HandlerId, WentToUnitId, Outcome, ClosedAt, Version, (SELECT COUNT(*) FROM {Module}.CaseDecision d WHERE d.CaseId = f.CaseId),
          (SELECT COUNT(*) FROM {Module}.CaseMeasure m WHERE m.CaseId = f.CaseId AND m.EndedAt IS NULL), (SELECT COUNT(*) FROM {Module}.HandOver h WHERE h.CaseId = f.CaseId AND h.State = 'offered'),
          (SELECT COUNT(*) FROM {Module}.CaseEvent e WHERE e.CaseId = f.CaseId)
        FROM {Module}.CaseFile f WHERE CaseId = @file
        """, new { file }));

    /// <summary>A case that has come to the state by the ways that people go.</summary>
    private async Task<Made> In(string state)
    {
        const string Nurse = $"{Unit}-staff";
        var file = await town.OpenCase(Nurse, Number);
        var (offer, measure) = (Guid.NewGuid(), Guid.NewGuid());
        if (state is "gathering")
            (await town.Work(Nurse, file, "decisions", Cases.Questions)).Expect(HttpStatusCode.Created);
        if (state is "collaborating" or "closed")
            (await town.Work(Nurse, file, "decisions", Cases.Decision(state == "closed" ? "no-need" : "collaboration"))).Expect(HttpStatusCode.Created);
        if (state is "measures" or "transferred")
        {
            (await town.Work(Nurse, file, "decisions", Cases.Decision("own"))).Expect(HttpStatusCode.Created);
            measure = (await town.Read(Nurse, $"cases/{file}/measures"))["measures"]![0]!["measureId"]!.GetValue<Guid>();
        }

        if (state is "offered" or "handed-over")
            offer = await town.Offered(Nurse, file);
        if (state is "handed-over")
            (await town.Answer("SOC-0780-1-staff", Giver, offer, "acceptances")).Expect(HttpStatusCode.OK);
        if (state is "transferred")
        {
            await Listed("BVC-0761-1", withdrawn: false);
            await Listed("BVC-0761-1", withdrawn: true);
        }

        Assert.Equal(state, await town.StateOf(Nurse, file));
        return new Made(file, offer, measure);
    }

    private Task Listed(string unit, bool withdrawn)
    {
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("listing", Giver, "step", withdrawn ? null : new FactContent { UnitId = unit, FromDate = Town.FirstDay }));
        return town.Change(change);
    }

    private async Task Child()
    {
        var there = await town.Services.GetRequiredService<IResponsibility>().ChildWith(Number, default);
        child = there?.ChildId ?? await town.Resident(Number, "2020-01-01");
    }

    private sealed record Made(Guid Case, Guid Offer, Guid Measure);
}
