using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

public sealed class NoteTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";

    [Fact]
    public async Task A_note_is_read_by_the_unit_and_changed_by_its_author_and_what_it_said_before_is_kept()
    {
        await town.Resident("201901012391", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901012391");
        var note = await Write(file, "Mamma ringde.");

        var read = (await town.Read(Head, file, "notes")).Ok;
        Assert.Equal((1, "Mamma ringde.", Nurse), (read["total"]!.GetValue<int>(), read["notes"]![0]!["text"]!.GetValue<string>(), read["notes"]![0]!["authorId"]!.GetValue<string>()));
        var changed = await town.Change(Nurse, file, $"notes/{note}", new { text = "Mamma ringde igen." }, "\"1\"");
        Assert.Equal("\"2\"", changed.ETag);
        Assert.Equal([(2, "Mamma ringde igen."), (1, "Mamma ringde.")], await Versions(file, note));
    }

    [Fact]
    public async Task A_notes_text_can_be_cleared_and_what_it_said_stays_among_its_versions()
    {
        await town.Resident("201901022382", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901022382");
        var note = await Write(file, "Skrevs om fel barn.");
        _ = (await town.Change(Nurse, file, $"notes/{note}", new { text = (string?)null }, "\"1\"")).Ok;

        Assert.Null((await town.Read(Nurse, file, "notes")).Ok["notes"]![0]!["text"]);
        Assert.Equal([(2, null), (1, "Skrevs om fel barn.")], await Versions(file, note));
        _ = (await town.Change(Nurse, file, $"notes/{note}", new { text = "Rätt barn." }, "\"2\"")).Ok;
        Assert.Equal([(3, "Rätt barn."), (2, null), (1, "Skrevs om fel barn.")], await Versions(file, note));
    }

    [Fact]
    public async Task Two_who_edit_the_same_note_both_get_to_see_both_texts_and_none_is_lost()
    {
        await town.Resident("201901032399", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901032399");
        var note = await Write(file, "Första.");
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await town.Change(Nurse, file, $"notes/{note}", new { text = "Utan version." }, null)).Status);
        _ = (await town.Change(Head, file, $"notes/{note}", new { text = "Chefens." }, "\"1\"")).Ok;
        var before = await Told("stale");

        var stale = (await town.Change(Nurse, file, $"notes/{note}", new { text = "Författarens." }, "\"1\"")).Expect(HttpStatusCode.PreconditionFailed);

        Assert.Equal((2, "Chefens.", Head), Side(stale["current"]!));
        Assert.Equal((1, "Författarens.", Nurse), Side(stale["yours"]!));
        // What the answer showed was read: the log tells it as it tells of every read.
        Assert.Equal(before + 1, await Told("stale"));
        Assert.Equal([(2, "Chefens."), (1, "Första.")], await Versions(file, note));
    }

    [Fact]
    public async Task Only_its_author_and_the_units_head_change_a_note()
    {
        await town.Resident("201901042380", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901042380");
        var note = (await town.Add(Head, file, "notes", new { text = "Chefens anteckning." })).Created["noteId"]!.GetValue<Guid>();

        Assert.Equal("not-author", (await town.Change(Nurse, file, $"notes/{note}", new { text = "Någon annans." }, "\"1\"")).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        Assert.False((await town.Read(Nurse, file, "notes")).Ok["notes"]![0]!["mayChange"]!.GetValue<bool>());
        Assert.Equal([(1, "Chefens anteckning.")], await Versions(file, note));
    }

    [Fact]
    public async Task A_note_is_found_under_its_own_case_only()
    {
        await town.Resident("201901052397", "2020-01-01");
        await town.Resident("201901062388", "2020-01-01");
        var (file, other) = (await town.OpenCase(Nurse, "201901052397"), await town.OpenCase(Nurse, "201901062388"));
        var note = await Write(file, "Här.");

        (await town.Read(Nurse, other, $"notes/{note}/versions")).Expect(HttpStatusCode.NotFound);
        (await town.Change(Nurse, other, $"notes/{note}", new { text = "Där." }, "\"1\"")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Half_a_note_is_refused()
    {
        await town.Resident("201901072395", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901072395");
        foreach (var body in (string[])
        [
            """{"text":" "}""",
            """{"text":null}""",
            """{}""",
            """{"text":"Ja","to":"SOC-0780-1"}""",
        ])
        {
            (await town.Add(Nurse, file, "notes", body)).Expect(HttpStatusCode.BadRequest);
        }

        (await town.Add(Nurse, file, "notes", new { text = new string('a', 4001) })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Many_notes_come_page_by_page_the_latest_first()
    {
        await town.Resident("201901082386", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901082386");
        foreach (var text in (string[])["Ett", "Två", "Tre"])
        {
            await Write(file, text);
            town.MoveClock(TimeSpan.FromMinutes(1));
        }

        var page = (await town.Read(Nurse, file, "notes?limit=2&offset=1")).Ok;
        Assert.Equal(3, page["total"]!.GetValue<int>());
        Assert.Equal(["Två", "Ett"], page["notes"]!.AsArray().Select(n => n!["text"]!.GetValue<string>()));
        (await town.Read(Nurse, file, "notes?limit=0")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_notes_of_a_case_that_has_gone_are_read_by_the_unit_that_wrote_them_alone_and_changed_by_nobody()
    {
        await town.Resident("201901092393", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901092393");
        var note = await Write(file, "Stannar här.");
        await town.IsNobodyElses(file, Routes(note));
        await town.IsReadOnlyWhenOver(Nurse, file, Routes(note));
        Assert.False((await town.Read(Nurse, file, "notes")).Ok["notes"]![0]!["mayChange"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_notes_on_a_child_with_protected_identity_are_for_the_head_and_the_named()
    {
        var child = await town.Resident("201901102382", "2020-01-01", protection: "sekretessmarkering");
        var file = await town.OpenCase(Head, "201901102382");
        var note = (await town.Add(Head, file, "notes", new { text = "Skyddat." })).Created["noteId"]!.GetValue<Guid>();
        await town.IsForTheHeadAndTheNamed(file, child, new CaseRoute("notes"), new CaseRoute("notes", new { text = "Mer." }), new CaseRoute($"notes/{note}/versions"));
    }

    private static CaseRoute[] Routes(Guid note) =>
        [new("notes"), new("notes", new { text = "Ny." }), new($"notes/{note}", new { text = "Ändrad." }, IsChange: true), new($"notes/{note}/versions")];

    private static (int Version, string Text, string ChangedBy) Side(JsonNode side) => (side["version"]!.GetValue<int>(), side["text"]!.GetValue<string>(), side["changedBy"]!.GetValue<string>());

    private async Task<Guid> Write(Guid file, string text) => (await town.Add(Nurse, file, "notes", new { text })).Created["noteId"]!.GetValue<Guid>();

    private async Task<List<(int Version, string? Text)>> Versions(Guid file, Guid note) =>
        [.. (await town.Read(Nurse, file, $"notes/{note}/versions")).Ok["versions"]!.AsArray().Select(v => (v!["version"]!.GetValue<int>(), v["text"]?.GetValue<string>()))];

    private Task<int> Told(string outcome) => town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>().Actor("child-health-care")!]
        .Read(db => db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Audit WHERE Outcome = @outcome AND SubjectId IS NOT NULL", new { outcome }), default);
}
