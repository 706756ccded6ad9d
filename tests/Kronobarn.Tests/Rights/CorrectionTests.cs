using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Collaborations;

namespace Kronobarn.Tests.Rights;

public sealed class CorrectionTests(Town town) : IClassFixture<Town>
{
    private const string Head = "BVC-0780-1-head";
    private const string Family = "/api/family/v1";
    private const string Shared = "/api/collaboration/v1";
    private const string Mother = "198501012382";
    private const string Father = "198501012390";

    [Fact]
    public async Task A_correction_stands_beside_the_part_which_stays_as_it_was()
    {
        var table = await PlanTable.Lay(town, "201901012391", [Mother], "F-0780-1");
        var part = await table.Write("F-0780-1", new { background = new { text = "Bor hos mormor." } });

        _ = (await Correct(Head, table, "Bor hos farmor.", part)).Created;

        foreach (var unit in (string[])["BVC-0780-1", "F-0780-1"])
        {
            var shown = (await table.Read(unit))["parts"]!.AsArray().Single(p => p!["partId"]!.GetValue<Guid>() == part)!;
            Assert.Equal(("Bor hos mormor.", 1, "Bor hos farmor.", "BVC-0780-1"), (shown["content"]!["background"]!["text"]!.GetValue<string>(), shown["version"]!.GetValue<int>(),
                shown["corrections"]!.AsArray().Single()!["text"]!.GetValue<string>(), shown["corrections"]![0]!["unitId"]!.GetValue<string>()));
            Assert.Equal("Bor hos farmor.", (await (await table.At(unit)).Get($"{table.Url}/corrections")).Ok["corrections"]!.Row("text"));
        }

        var url = $"{table.Url}/corrections/{(await (await town.As(Head)).Get($"{table.Url}/corrections")).Ok["corrections"]![0]!["correctionId"]}";
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
        {
            using var request = new HttpRequestMessage(method, url);
            using var refused = await (await town.As(Head)).Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_note_is_seen_by_nobody_who_may_not_see_the_part_and_written_by_nobody_who_may_not()
    {
        var table = await PlanTable.Lay(town, "201901022382", [Mother], "F-0780-1");
        // The school is at the table, and may have what the nurse's unit tells of the plan, and nothing of concern.
        _ = await table.Consent(["plan"], ["BVC-0780-1", "S-0780-1"]);
        await table.Seat("S-0780-1");
        var part = await table.Write("F-0780-1", new { background = new { text = "Bor hos mormor." } });
        _ = (await Correct("F-0780-1-head", table, "Kanarie i rättelsen", part)).Created;

        Assert.Contains("Kanarie i rättelsen", await table.TextFor("BVC-0780-1"), StringComparison.Ordinal);
        Assert.DoesNotContain("Kanarie i rättelsen", await table.TextFor("S-0780-1"), StringComparison.Ordinal);
        Assert.DoesNotContain("Kanarie", (await (await table.At("S-0780-1")).Get($"{table.Url}/corrections")).Ok.ToJsonString(PlanTable.Readable), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Correct("S-0780-1-head", table, "Får inte.", part)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Correct("HAB-0780-1-head", table, "Får inte.", part)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Correct("BVC-0780-1-staff", table, "Får inte.", part)).Status);
    }

    [Fact]
    public async Task The_family_asks_the_head_refuses_with_a_way_to_appeal_and_the_one_who_asked_reads_it_alone()
    {
        var table = await PlanTable.Lay(town, "201901032399", [Mother, Father], "F-0780-1");
        var asked = (await Ask(Mother, table.Child, new { about = "plan", id = table.Plan, text = "Det där har vi aldrig sagt." })).Created["correctionId"]!.GetValue<Guid>();

        var listed = (await (await town.As(Head)).Get($"{Shared}/corrections")).Ok["corrections"]!.AsArray().Single(c => c!["correctionId"]!.GetValue<Guid>() == asked)!;
        Assert.Equal(("guardian", "Det där har vi aldrig sagt."), (listed["who"]!.GetValue<string>(), listed["text"]!.GetValue<string>()));
        Assert.DoesNotContain(asked.ToString(), (await (await town.As("S-0780-1-head")).Get($"{Shared}/corrections")).Ok.ToJsonString(), StringComparison.Ordinal);

        Assert.True(listed["isHolder"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.BadRequest, (await Reply(Head, asked, new { word = "refused", reason = "Det står så i anteckningen." })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Reply("S-0780-1-head", asked, new { word = "noted" })).Status);
        _ = (await Reply(Head, asked, new { word = "refused", reason = "Det står så i anteckningen.", appeal = "Skriv till förvaltningsrätten inom tre veckor." })).Ok;
        Assert.DoesNotContain(asked.ToString(), (await (await town.As(Head)).Get($"{Shared}/corrections?waitingOnly=true")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("already-answered", (await Reply(Head, asked, new { word = "noted" })).Code());

        var mine = (await Read(Mother, table.Child)).Single()!;
        Assert.Equal(("refused", "Det står så i anteckningen.", "Skriv till förvaltningsrätten inom tre veckor.", "BVC 0780 1"),
            (mine["answer"]!.GetValue<string>(), mine["reason"]!.GetValue<string>(), mine["appeal"]!.GetValue<string>(), mine["answeredBy"]!.GetValue<string>()));
        Assert.Empty(await Read(Father, table.Child));
    }

    [Fact]
    public async Task Nobody_asks_about_what_is_not_its_own_and_a_closed_view_learns_of_nothing()
    {
        var table = await PlanTable.Lay(town, "201901042380", [Mother, Father], "F-0780-1");
        var other = await PlanTable.Lay(town, "201901052397", [Father], "F-0780-1");
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(Mother, table.Child, new { about = "plan", id = other.Plan, text = "Fel." })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(Mother, table.Child, new { about = "consent", id = await table.ConsentOf(table.Form, Father), text = "Fel." })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(Mother, other.Child, new { about = "register", text = "Fel." })).Status);
        _ = (await Ask(Mother, table.Child, new { about = "consent", id = await table.ConsentOf(table.Form, Mother), text = "Fel." })).Created;

        await town.CloseView(table.Child, Mother);

        var closed = await (await town.As(Mother)).Get($"{Family}/children/{table.Child}/corrections");
        Assert.Equal(HttpStatusCode.NotFound, closed.Status);
        Assert.Equal((await (await town.As(Mother)).Get($"{Family}/children/{Guid.NewGuid()}/corrections")).Body, closed.Body);
    }

    [Fact]
    public async Task When_the_holder_changes_the_request_lies_before_the_new_ones_head()
    {
        var child = await town.Family("201901062388", "2019-01-06", Mother);
        var asked = (await Ask(Mother, child, new { about = "register", text = "Namnet är fel." })).Created["correctionId"]!.ToString();
        Assert.Contains(asked, (await (await town.As(Head)).Get($"{Shared}/corrections")).Ok.ToJsonString(), StringComparison.Ordinal);

        await town.MovesTo(child, "0761", "2026-03-02");

        Assert.DoesNotContain(asked, (await (await town.As(Head)).Get($"{Shared}/corrections")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(asked, (await (await town.As("BVC-0761-1-head")).Get($"{Shared}/corrections")).Ok.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<Answer> Correct(string person, PlanTable table, string text, Guid? partId) => await (await town.As(person)).Post($"{table.Url}/corrections", new { text, partId });

    private async Task<Answer> Ask(string number, Guid child, object wish) => await (await town.As(number)).Post($"{Family}/children/{child}/corrections", wish);

    private async Task<Answer> Reply(string person, Guid asked, object reply) => await (await town.As(person)).Post($"{Shared}/corrections/{asked}/answers", reply);

    private async Task<JsonArray> Read(string number, Guid child) => (await (await town.As(number)).Get($"{Family}/children/{child}/corrections")).Ok["corrections"]!.AsArray();
}
