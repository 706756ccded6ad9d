using System.Net;
using Kronobarn.Collaboration;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Every event in every state of a consent: asked of the pure table against one that is written out here, and over HTTP.</summary>
public sealed class ConsentStepTests(Town town) : IClassFixture<Town>
{
    private const string Guardian = "198501012382";

    // Rows: states. Columns: given, refused, withdrawn, not-asked, replaced, cancelled. A dash: it cannot happen then.
    private static readonly string[] Events = ["given", "refused", "withdrawn", "not-asked", "replaced", "cancelled"];

    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["requested"] = "given refused - not-asked replaced cancelled",
        ["given"] = "given - withdrawn - replaced -",
        ["refused"] = "given - - - replaced cancelled",
        ["withdrawn"] = "given - - - replaced cancelled",
        ["not-asked"] = "given refused - - replaced cancelled",
        ["replaced"] = "- - - - - -",
        ["cancelled"] = "- - - - - -",
        ["expired"] = "- - - - - -",
    };

    [Fact]
    public void Every_event_in_every_state_leads_where_the_table_says()
    {
        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), ConsentStates.All.Order(StringComparer.Ordinal));
        Assert.Equal(Events.Order(StringComparer.Ordinal), ConsentEvents.All.Order(StringComparer.Ordinal));
        foreach (var (state, row) in Table)
            foreach (var (happens, after) in Events.Zip(row.Split(' ')))
                Assert.True((ConsentSteps.After(state, happens) ?? "-") == after, $"{happens} in {state} leads to {ConsentSteps.After(state, happens)}, not to {after}.");
    }

    [Theory]
    [InlineData("given", "2026-03-02", "given")]
    [InlineData("given", "2026-03-01", "expired")]
    [InlineData("requested", "2026-03-01", "expired")]
    [InlineData("withdrawn", "2026-03-01", "expired")]
    [InlineData("replaced", "2026-03-01", "replaced")]
    [InlineData("cancelled", "2026-03-01", "cancelled")]
    public void The_last_day_counts_and_the_day_after_it_is_over(string stored, string until, string told) =>
        Assert.Equal(told, ConsentSteps.On(stored, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 3, 2)));

    [Fact]
    public async Task Over_HTTP_a_step_out_of_turn_is_refused_and_changes_nothing()
    {
        var child = await town.Family("201901012391", "2019-01-01", Guardian);
        foreach (var state in (string[])["requested", "given", "refused", "withdrawn", "not-asked", "replaced", "cancelled"])
        {
            foreach (var (happens, after) in Events.Zip(Table[state].Split(' ')).Where(e => e.First != "replaced"))
            {
                var form = await town.Ask(child);
                var consent = await In(child, form, state);
                var answer = await Do(form, consent, happens);
                Assert.True(answer.Status == (after == "-" ? HttpStatusCode.Conflict : HttpStatusCode.OK), $"{happens} in {state}: {answer.Status} {answer.Body}");
                if (after == "-")
                    Assert.Equal("wrong-state", answer.Json["code"]!.GetValue<string>());
                Assert.Equal(after == "-" ? state : after, await State(consent));
            }
        }
    }

    private async Task<Guid> In(Guid child, Guid form, string state)
    {
        var consent = await town.ConsentOf(child, form, Guardian);
        foreach (var happens in (string[])(state switch { "requested" => [], "withdrawn" => ["given", "withdrawn"], "replaced" => ["given"], _ => [state] }))
            (await Do(form, consent, happens)).Expect(HttpStatusCode.OK);
        if (state == "replaced")
        {
            var newer = await town.Ask(child, Consents.Question(renews: form));
            (await Do(newer, await town.ConsentOf(child, newer, Guardian), "given")).Expect(HttpStatusCode.OK);
        }

        Assert.Equal(state, await State(consent));
        return consent;
    }

    private async Task<Answer> Do(Guid form, Guid consent, string happens) => happens switch
    {
        "cancelled" => await (await town.As(Consents.Head)).Post($"{Consents.Api}/consent-forms/{form}/cancellations", null),
        "not-asked" => await town.Notes(Consents.Head, consent, new { answer = happens, reason = "Går inte att nå på någon väg." }),
        _ => await town.Notes(Consents.Head, consent, new { answer = happens, how = "spoken" }),
    };

    private Task<string> State(Guid consent) => town.Store().Read(db => db.Scalar<string>("SELECT State FROM Collaboration.Consent WHERE ConsentId = @consent", new { consent }), default);
}
