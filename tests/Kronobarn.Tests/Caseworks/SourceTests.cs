using System.Net;

namespace Kronobarn.Tests.Caseworks;

public sealed class SourceTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";

    private static readonly object Preschool = new
    {
        organisation = "preschool",
        unitId = "F-0780-1",
        question = "Hur leker barnet?",
        ground = "consent",
        consentText = "Båda vårdnadshavarna, i telefon i dag, om lek och tal.",
    };

    [Fact]
    public async Task Who_was_asked_on_what_ground_and_what_they_answered_stands_in_the_case()
    {
        await town.Resident("201901012391", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901012391");
        var preschool = await Ask(file, Preschool);
        var grandmother = await Ask(file, new { words = "Mormor", question = "Hur var sommaren?", ground = "own-organisation" });
        (await town.Add(Head, file, $"sources/{preschool}/answers", new { on = "2026-03-01", text = "Leker gärna med andra." })).Expect(HttpStatusCode.Created);
        (await town.Add(Head, file, $"sources/{preschool}/answers", new { on = "2026-03-02", text = "Talar mer än i höstas." })).Expect(HttpStatusCode.Created);

        var sources = (await town.Read(Nurse, file, "sources")).Ok["sources"]!.AsArray();
        Assert.Equal([preschool, grandmother], sources.Select(s => s!["sourceId"]!.GetValue<Guid>()));
        Assert.Equal(("preschool", "F-0780-1", "consent", "Båda vårdnadshavarna, i telefon i dag, om lek och tal.", Nurse), (Text("organisation"), Text("unitId"), Text("ground"), Text("consentText"), Text("askedBy")));
        Assert.Equal([("2026-03-01", "Leker gärna med andra.", Head), ("2026-03-02", "Talar mer än i höstas.", Head)],
            sources[0]!["answers"]!.AsArray().Select(a => (a!["on"]!.GetValue<string>(), a["text"]!.GetValue<string>(), a["recordedBy"]!.GetValue<string>())));
        Assert.Empty(sources[1]!["answers"]!.AsArray());
        Assert.Equal(["source-asked", "source-asked", "source-answered", "source-answered"], (await Kinds(file)).Where(kind => kind.StartsWith("source", StringComparison.Ordinal)), StringComparer.Ordinal);

        string Text(string member) => sources[0]![member]!.GetValue<string>();
    }

    [Fact]
    public async Task Another_organisation_is_asked_with_a_consent_in_words_or_not_at_all()
    {
        await town.Resident("201901022382", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901022382");
        var answer = await town.Add(Nurse, file, "sources", new { organisation = "preschool", question = "Hur leker barnet?", ground = "own-organisation" });

        Assert.Equal("consent-needed", answer.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        await Ask(file, new { organisation = "child-health-care", unitId = "BVC-0780-2", question = "Var barnet hos er?", ground = "own-organisation" });
        Assert.Single((await town.Read(Nurse, file, "sources")).Ok["sources"]!.AsArray());
    }

    [Fact]
    public async Task A_question_without_receiver_ground_or_consent_in_words_is_refused()
    {
        await town.Resident("201901032399", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901032399");
        foreach (var body in (string[])
        [
            """{"organisation":"preschool","question":"Hur?","ground":"consent"}""",
            """{"organisation":"preschool","question":"Hur?","ground":"consent","consentText":" "}""",
            """{"words":"Mormor","question":"Hur?","ground":"own-organisation","consentText":"Hon sade ja."}""",
            """{"words":"Mormor","organisation":"child-health-care","question":"Hur?","ground":"own-organisation"}""",
            """{"question":"Hur?","ground":"own-organisation"}""",
            """{"words":"Mormor","unitId":"BVC-0780-2","question":"Hur?","ground":"own-organisation"}""",
            """{"organisation":"child-health-care","unitId":"F-0780-1","question":"Hur?","ground":"own-organisation"}""",
            """{"organisation":"child-health-care","unitId":"nowhere","question":"Hur?","ground":"own-organisation"}""",
            """{"organisation":"the-neighbours","question":"Hur?","ground":"consent","consentText":"Ja."}""",
            """{"words":"Mormor","question":"Hur?","ground":"curiosity"}""",
            """{"words":"Mormor","question":"","ground":"own-organisation"}""",
        ])
        {
            (await town.Add(Nurse, file, "sources", body)).Expect(HttpStatusCode.BadRequest);
        }

        Assert.Empty((await town.Read(Nurse, file, "sources")).Ok["sources"]!.AsArray());
    }

    [Fact]
    public async Task What_has_happened_stands_in_the_chronology_on_its_own_day()
    {
        await town.Resident("201901042380", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901042380");
        (await town.Add(Nurse, file, "events", new { on = "2026-01-15", text = "Familjen flyttade." })).Expect(HttpStatusCode.Created);

        var first = (await town.Read(Head, file, "")).Ok["chronology"]![0]!;
        Assert.Equal(("2026-01-15", "happened", "Familjen flyttade.", Nurse), (first["on"]!.GetValue<string>(), first["kind"]!.GetValue<string>(), first["text"]!.GetValue<string>(), first["personId"]!.GetValue<string>()));
        (await town.Add(Nurse, file, "events", new { on = "2099-01-01", text = "Ännu inte." })).Expect(HttpStatusCode.BadRequest);
        (await town.Add(Nurse, file, "events", new { on = "2026-01-15", text = new string('a', 501) })).Expect(HttpStatusCode.BadRequest);
        Assert.Single(await Kinds(file), "happened");
    }

    [Fact]
    public async Task An_answer_belongs_to_a_question_of_its_own_case_and_no_day_to_come()
    {
        await town.Resident("201901052397", "2020-01-01");
        await town.Resident("201901062388", "2020-01-01");
        var (file, other) = (await town.OpenCase(Nurse, "201901052397"), await town.OpenCase(Nurse, "201901062388"));
        var source = await Ask(file, Preschool);

        (await town.Add(Nurse, other, $"sources/{source}/answers", new { on = "2026-03-01", text = "Fel ärende." })).Expect(HttpStatusCode.NotFound);
        (await town.Add(Nurse, file, $"sources/{source}/answers", new { on = "2099-01-01", text = "I framtiden." })).Expect(HttpStatusCode.BadRequest);
        Assert.Empty((await town.Read(Nurse, file, "sources")).Ok["sources"]![0]!["answers"]!.AsArray());
    }

    [Fact]
    public async Task The_sources_are_the_units_own_and_read_only_when_the_case_is_over()
    {
        await town.Resident("201901072395", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901072395");
        var source = await Ask(file, Preschool);
        await town.IsNobodyElses(file, Routes(source));
        await town.IsReadOnlyWhenOver(Nurse, file, Routes(source));
    }

    [Fact]
    public async Task The_sources_on_a_child_with_protected_identity_are_for_the_head_and_the_named()
    {
        var child = await town.Resident("201901082386", "2020-01-01", protection: "skyddad-folkbokforing");
        var file = await town.OpenCase(Head, "201901082386");
        var source = (await town.Add(Head, file, "sources", Preschool)).Created["sourceId"]!.GetValue<Guid>();
        await town.IsForTheHeadAndTheNamed(file, child, Routes(source));
    }

    private static CaseRoute[] Routes(Guid source) =>
    [
        new("sources"), new("sources", Preschool), new($"sources/{source}/answers", new { on = "2026-03-01", text = "Ja." }), new("events", new { on = "2026-03-01", text = "Hände." }),
    ];

    private async Task<Guid> Ask(Guid file, object body)
    {
        var source = (await town.Add(Nurse, file, "sources", body)).Created["sourceId"]!.GetValue<Guid>();
        town.MoveClock(TimeSpan.FromMinutes(1));
        return source;
    }

    private async Task<IEnumerable<string>> Kinds(Guid file) => (await town.Read(Nurse, file, "")).Ok["chronology"]!.AsArray().Select(line => line!["kind"]!.GetValue<string>());
}
