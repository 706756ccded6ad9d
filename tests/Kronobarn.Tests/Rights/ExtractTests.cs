using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Collaborations;

namespace Kronobarn.Tests.Rights;

public sealed class ExtractTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";
    private const string Mother = "198501092392";
    private const string Father = "198501102381";

    [Fact]
    public async Task Everything_that_the_unit_has_is_in_its_own_heads_extract_and_its_bytes_can_be_proved()
    {
        var child = await town.Resident("201901012391", "2019-01-01");
        await PlantedCase("201901012391", "Kanarie ett");

        var answer = await Extract(Head, child);

        var text = Text(answer);
        foreach (var planted in (string[])["Kanarie ett, anteckningen", "Kanarie ett, händelsen", "Kanarie ett, frågan", "Kanarie ett, svaret", "Vi kan möta behovet.", "Samtal varje vecka", "\"name\":\"rule\""])
            Assert.Contains(planted, text, StringComparison.Ordinal);
        using var whole = JsonDocument.Parse(answer.Body);
        Assert.Equal(whole.RootElement.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.RootElement.GetProperty("content").GetRawText()))));
        Assert.Equal(["disclosed|holder|done"], await Logged("child-health-care", child));
    }

    [Fact]
    public async Task Nobody_elses_extract_has_anything_of_the_units_and_a_stranger_learns_of_no_child()
    {
        var child = await town.Resident("201901022382", "2019-01-02");
        await PlantedCase("201901022382", "Kanarie två");
        // The school has a case of its own on the same child.
        await OwnCase("S-0780-1", child, "closed");

        var school = await Extract("S-0780-1-head", child);

        Assert.DoesNotContain("Kanarie två", Text(school), StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"case\"", Text(school), StringComparison.Ordinal);
        Assert.DoesNotContain("\"kind\":\"guardian\"", Text(school), StringComparison.Ordinal);
        foreach (var stranger in (string[])["BVC-0780-2-head", "SOC-0780-1-head", "POL-0780-1-head"])
        {
            var refused = await Extract(stranger, child);
            Assert.Equal(HttpStatusCode.NotFound, refused.Status);
            Assert.Equal((await Extract(stranger, Guid.NewGuid())).Body, refused.Body);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await Extract(Nurse, child)).Status);
    }

    [Fact]
    public async Task The_familys_extract_has_its_own_consents_and_nothing_that_a_unit_has_written_for_itself()
    {
        var table = await PlanTable.Lay(town, "201901032399", [Mother, Father], "F-0780-1");
        await PlantedCase("201901032399", "Kanarie tre");
        _ = await table.Write("BVC-0780-1", new { background = new { text = "Familjens plan, bakgrunden" } });

        var mine = await (await town.As(Mother)).Get($"/api/family/v1/children/{table.Child}/extract");

        var text = Text(mine);
        Assert.Contains("Att vi tillsammans kan hjälpa barnet.", text, StringComparison.Ordinal);
        Assert.Contains("BVC 0780 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kanarie", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"kind\":\"case\"", text, StringComparison.Ordinal);
        foreach (var extract in (string[])[text, Text(await Extract(Head, table.Child))])
            Assert.Contains("Familjens plan, bakgrunden", extract, StringComparison.Ordinal);
        _ = await town.Family("201901062388", "2019-01-06", "198501032380");
        Assert.Equal(HttpStatusCode.NotFound, (await (await town.As("198501032380")).Get($"/api/family/v1/children/{table.Child}/extract")).Status);
    }

    [Fact]
    public async Task What_the_plan_says_leaves_the_owners_extract_with_the_consent_and_its_shell_stays()
    {
        var table = await PlanTable.Lay(town, "201901042380", [Mother], "F-0780-1");
        _ = await table.Write("F-0780-1", new { background = new { text = "Kanarie fyra" } });
        Assert.Contains("Kanarie fyra", Text(await Extract(Head, table.Child)), StringComparison.Ordinal);

        await table.Withdraw(table.Form, Mother);

        var text = Text(await Extract(Head, table.Child));
        Assert.DoesNotContain("Kanarie fyra", text, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"plan\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_an_identity_is_protected_the_familys_extract_names_no_unit()
    {
        var table = await PlanTable.Lay(town, "201901052397", [Mother, Father], "F-0780-1");
        await town.Custody(table.Child, Father, protection: "sekretessmarkering");

        var text = Text(await (await town.As(Mother)).Get($"/api/family/v1/children/{table.Child}/extract"));

        Assert.Contains("child-health-care", text, StringComparison.Ordinal);
        foreach (var place in (string[])["BVC", "F-0780", " 0780"])
            Assert.DoesNotContain(place, text, StringComparison.Ordinal);
    }

    private Task<Answer> Extract(string person, Guid child) => town.Get(person, $"{Cases.Api(person)}/children/{child}/extract");

    private static string Text(Answer answer) => JsonSerializer.Serialize(answer.Ok, PlanTable.Readable);

    private async Task PlantedCase(string number, string canary)
    {
        var file = await town.OpenCase(Nurse, number);
        _ = (await town.Add(Nurse, file, "notes", new { text = $"{canary}, anteckningen" })).Created;
        _ = (await town.Add(Nurse, file, "events", new { on = "2026-03-01", text = $"{canary}, händelsen" })).Created;
        var source = (await town.Add(Nurse, file, "sources", new { question = $"{canary}, frågan", ground = "own-organisation", words = "Läkaren" })).Created["sourceId"]!.GetValue<Guid>();
        _ = (await town.Add(Nurse, file, $"sources/{source}/answers", new { on = "2026-03-01", text = $"{canary}, svaret" })).Created;
        _ = (await town.Work(Nurse, file, "decisions", Cases.Decision("own"))).Created;
    }

    private Task OwnCase(string unit, Guid child, string state) => town.Put(TownPlan.OrganisationOf(unit), "CaseFile", ["CaseId", "ChildId", "UnitId", "IsProtected", "State", "Origin", "OpenedAt", "ClosedAt", "Version"],
        [Guid.CreateVersion7(), child, unit, false, state, "concern", Kronobarn.Kernel.Clock.StartOf(Town.FirstDay), Kronobarn.Kernel.Clock.StartOf(Town.FirstDay), 1]);

    private async Task<IReadOnlyList<string>> Logged(string slug, Guid child) =>
        await town.Rows(slug, "SELECT Action, Ground, Outcome FROM {Module}.Audit WHERE Slice = 'MakeExtract' AND SubjectId = @child", new { child });
}
