using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Casework;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Tests.Caseworks;

public sealed class AnalysisTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";

    [Fact]
    public async Task An_analysis_is_read_as_it_was_saved_with_the_wheel_and_the_questions_it_was_made_by()
    {
        await town.Resident("201901012391", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901012391");
        var draft = new
        {
            basedOn = 0,
            views = new object[]
            {
                new { spoke = "safe", voice = "child", strengths = "Mormor.", needs = "Sova själv.", rating = 2 },
                new { spoke = "safe", voice = "guardian", rating = 4 },
                new { spoke = "included", voice = "professional" },
            },
            triangle = new[] { new { side = "my-wider-world", text = "Ny i byn." } },
            answers = new[] { new { question = "i-can", text = "Ringa på fredag." } },
            summary = "Trygg dagtid, ensam på kvällarna.",
        };
        Assert.Equal(1, (await town.Add(Nurse, file, "analyses", draft)).Created["version"]!.GetValue<int>());

        var read = (await town.Read(Head, file, "analyses/1")).Ok;
        Assert.Equal((1, 1, Nurse, "Trygg dagtid, ensam på kvällarna."),
            (read["wheelVersion"]!.GetValue<int>(), read["questionsVersion"]!.GetValue<int>(), read["savedBy"]!.GetValue<string>(), read["summary"]!.GetValue<string>()));
        Assert.Equal([("safe", "child", "Mormor.", "Sova själv.", 2), ("safe", "guardian", null, null, 4), ("included", "professional", null, null, (int?)null)], Views(read));
        Assert.Equal("""[{"side":"my-wider-world","text":"Ny i byn."}]""", Plain(read["triangle"]!));
        Assert.Equal("""[{"question":"i-can","text":"Ringa på fredag."}]""", Plain(read["answers"]!));
        Assert.Contains("analysed", (await town.Read(Head, file, "")).Ok["chronology"]!.AsArray().Select(line => line!["kind"]!.GetValue<string>()));
        (await town.Read(Head, file, "analyses/2")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_version_leaves_the_old_one_as_it_was_and_what_changed_between_them_can_be_asked()
    {
        await town.Resident("201901022382", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901022382");
        await Save(file, 0, "Först.", ("safe", "child", 2), ("healthy", "guardian", 3), ("active", "professional", 4));
        await Save(file, 1, "Sedan.", ("safe", "child", 4), ("healthy", "guardian", null), ("active", "professional", 4), ("included", "child", 1));

        Assert.Equal([(2, "Sedan."), (1, "Först.")], (await town.Read(Nurse, file, "analyses")).Ok["analyses"]!.AsArray().Select(a => (a!["version"]!.GetValue<int>(), a["summary"]!.GetValue<string>())));
        Assert.Equal("Först.", (await town.Read(Nurse, file, "analyses/1")).Ok["summary"]!.GetValue<string>());
        var changes = (await town.Read(Nurse, file, "analyses/changes?from=1&to=2")).Ok["changes"]!.AsArray();
        Assert.Equal([("safe", "child", "better"), ("healthy", "guardian", "no-longer-known"), ("included", "child", "newly-known")],
            changes.Select(c => (c!["spoke"]!.GetValue<string>(), c["voice"]!.GetValue<string>(), c["direction"]!.GetValue<string>())));
        Assert.All(changes, c => Assert.Equal("both", c!["presence"]!.GetValue<string>()));
        (await town.Read(Nurse, file, "analyses/changes?from=2&to=1")).Expect(HttpStatusCode.BadRequest);
        (await town.Read(Nurse, file, "analyses/changes?from=1&to=3")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_analysis_that_rests_on_an_old_version_answers_with_both_and_stores_nothing()
    {
        await town.Resident("201901032399", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901032399");
        await Save(file, 0, "Chefens.", ("safe", "child", 2));

        var stale = (await town.Add(Nurse, file, "analyses", Draft(0, "Sköterskans.", ("safe", "child", 5)))).Expect(HttpStatusCode.PreconditionFailed);

        Assert.Equal((1, "Chefens.", 2), Side(stale["current"]!));
        Assert.Equal((0, "Sköterskans.", 5), Side(stale["yours"]!));
        (await town.Add(Nurse, file, "analyses", Draft(7, "Hoppade över.", ("safe", "child", 5)))).Expect(HttpStatusCode.PreconditionFailed);
        Assert.Single((await town.Read(Nurse, file, "analyses")).Ok["analyses"]!.AsArray());
    }

    [Fact]
    public async Task Half_a_form_never_becomes_an_analysis()
    {
        await town.Resident("201901042380", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901042380");
        foreach (var body in (string[])
        [
            """{"basedOn":0,"summary":"Ingen bild.","views":[]}""",
            """{"basedOn":0,"summary":"Tomma fält.","views":[{"spoke":"safe","voice":"child","strengths":" ","needs":""}]}""",
            """{"basedOn":0,"summary":" ","views":[{"spoke":"safe","voice":"child","rating":3}]}""",
            """{"basedOn":0,"views":[{"spoke":"safe","voice":"child","rating":3}]}""",
            """{"summary":"Ingen version.","views":[{"spoke":"safe","voice":"child","rating":3}]}""",
            """{"basedOn":0,"summary":"Okänd eker.","views":[{"spoke":"rich","voice":"child","rating":3}]}""",
            """{"basedOn":0,"summary":"Okänd röst.","views":[{"spoke":"safe","voice":"neighbour","rating":3}]}""",
            """{"basedOn":0,"summary":"För högt.","views":[{"spoke":"safe","voice":"child","rating":6}]}""",
            """{"basedOn":0,"summary":"För lågt.","views":[{"spoke":"safe","voice":"child","rating":0}]}""",
            """{"basedOn":0,"summary":"Två gånger.","views":[{"spoke":"safe","voice":"child","rating":3},{"spoke":"safe","voice":"child","rating":4}]}""",
            """{"basedOn":0,"summary":"Inget alls.","views":[null]}""",
            """{"basedOn":0,"summary":"Okänd sida.","views":[{"spoke":"safe","voice":"child","rating":3}],"triangle":[{"side":"inside","text":"Ja."}]}""",
            """{"basedOn":0,"summary":"Okänd fråga.","views":[{"spoke":"safe","voice":"child","rating":3}],"answers":[{"question":"why","text":"Ja."}]}""",
            """{"basedOn":0,"summary":"Tomt svar.","views":[{"spoke":"safe","voice":"child","rating":3}],"answers":[{"question":"i-can","text":" "}]}""",
        ])
        {
            (await town.Add(Nurse, file, "analyses", body)).Expect(HttpStatusCode.BadRequest);
        }

        Assert.Empty((await town.Read(Nurse, file, "analyses")).Ok["analyses"]!.AsArray());
    }

    [Fact]
    public async Task An_analysis_that_no_hand_over_could_carry_is_refused()
    {
        await town.Resident("201901052397", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901052397");
        var text = new string('a', 1000);
        object Form(int views) => new
        {
            basedOn = 0,
            summary = "Allt.",
            views = Spokes.SelectMany(spoke => Voice.All.Select(voice => new { spoke, voice, strengths = text, needs = text })).Take(views),
            triangle = TriangleSide.All.Select(side => new { side, text = new string('b', 2000) }),
            answers = new[] { "in-the-way", "information", "i-can", "organisation-can", "others-help" }.Select(question => new { question, text = new string('c', 2000) }),
        };

        (await town.Add(Nurse, file, "analyses", Form(24))).Expect(HttpStatusCode.BadRequest);
        (await town.Add(Nurse, file, "analyses", Form(20))).Expect(HttpStatusCode.Created);
        (await town.Add(Nurse, file, "analyses", Draft(1, new string('a', 4001), ("safe", "child", 1)))).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_analyses_are_the_units_own_and_read_only_when_the_case_is_over()
    {
        await town.Resident("201901062388", "2020-01-01");
        var file = await town.OpenCase(Nurse, "201901062388");
        await Save(file, 0, "Först.", ("safe", "child", 2));
        await Save(file, 1, "Sedan.", ("safe", "child", 3));
        await town.IsNobodyElses(file, Routes(2));
        await town.IsReadOnlyWhenOver(Nurse, file, Routes(2));
    }

    [Fact]
    public async Task The_analyses_of_a_child_with_protected_identity_are_for_the_head_and_the_named()
    {
        var child = await town.Resident("201901072395", "2020-01-01", protection: "sekretessmarkering");
        var file = await town.OpenCase(Head, "201901072395");
        (await town.Add(Head, file, "analyses", Draft(0, "Först.", ("safe", "child", 2)))).Expect(HttpStatusCode.Created);
        (await town.Add(Head, file, "analyses", Draft(1, "Sedan.", ("safe", "child", 2)))).Expect(HttpStatusCode.Created);
        await town.IsForTheHeadAndTheNamed(file, child, [.. Routes(2).Where(route => route.Body is null)]);
    }

    [Fact]
    public async Task The_wheel_and_the_questions_in_force_can_be_asked_for_by_anyone_on_staff()
    {
        var wheel = (await (await town.As("POL-0780-1-staff")).Get("/api/police/v1/wheel")).Ok;
        Assert.Equal(Spokes, wheel["spokes"]!.AsArray().Select(s => s!["key"]!.GetValue<string>()));
        Assert.Equal(["child", "guardian", "professional"], wheel["voices"]!.AsArray().Select(v => v!.GetValue<string>()));
        Assert.Equal(5, wheel["questions"]!.AsArray().Count);
        Assert.Equal("Vad står i vägen för det här barnets välbefinnande?", wheel["questions"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void A_new_version_of_the_questions_holds_from_its_day()
    {
        var questions = Configured(("0:Version", "2"), ("0:From", "2027-01-01"), ("0:Questions:0:Key", "what-now"), ("0:Questions:0:Text", "Vad gör vi nu?"));
        Assert.Equal((1, 5), (questions.On(new DateOnly(2026, 12, 31)).Version, questions.On(new DateOnly(2026, 12, 31)).Questions.Count));
        Assert.Equal([new ModelQuestion("what-now", "Vad gör vi nu?")], questions.On(new DateOnly(2027, 1, 1)).Questions);
    }

    [Theory]
    [InlineData("0:Version", "1", "Kronobarn:Questions:Versions:0:Version is 1, which is taken")]
    [InlineData("0:Version", "two", "Kronobarn:Questions:Versions:0:Version is 'two'")]
    [InlineData("0:From", "1/1 2027", "Kronobarn:Questions:Versions:0:From is '1/1 2027'")]
    [InlineData("0:From", "0001-01-01", "Kronobarn:Questions:Versions:0:From must be after 0001-01-01")]
    [InlineData("0:Questions:1:Key", "what-now", "Kronobarn:Questions:Versions:0:Questions has the key 'what-now' twice")]
    [InlineData("0:Questions:1:Key", "Vad nu", "Kronobarn:Questions:Versions:0:Questions:1:Key is 'Vad nu'")]
    [InlineData("0:Questions:1:Text", " ", "Kronobarn:Questions:Versions:0:Questions:1:Text is missing")]
    public void A_wrong_version_of_the_questions_stops_the_start_by_its_name(string key, string value, string says)
    {
        (string Key, string Value)[] settings =
        [
            ("0:Version", "2"), ("0:From", "2027-01-01"), ("0:Questions:0:Key", "what-now"), ("0:Questions:0:Text", "Vad gör vi nu?"),
            ("0:Questions:1:Key", "who-else"), ("0:Questions:1:Text", "Vem mer?"),
        ];
        var wrong = settings.Select(s => s.Key == key ? (key, value) : s).ToArray();
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => Configured(wrong)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inside_a_case_everything_may_be_done_while_the_baton_is_here_and_nothing_after()
    {
        string[] open = [CaseStates.Gathering, CaseStates.Measures, CaseStates.Offered, CaseStates.Collaborating];
        string[] over = [CaseStates.HandedOver, CaseStates.Transferred, CaseStates.Closed, "unheard-of"];
        Assert.All(CaseWorkSteps.All, step => Assert.All(open, state => Assert.True(CaseWorkSteps.May(state, step), $"{state} {step}")));
        Assert.All(CaseWorkSteps.All, step => Assert.All(over, state => Assert.False(CaseWorkSteps.May(state, step), $"{state} {step}")));
        Assert.False(CaseWorkSteps.May(CaseStates.Gathering, "unheard-of"));
    }

    private static string[] Spokes => ["safe", "healthy", "achieving", "nurtured", "active", "respected", "responsible", "included"];

    private static CaseRoute[] Routes(int latest) =>
        [new("analyses"), new("analyses/1"), new("analyses/changes?from=1&to=2"), new("analyses", Draft(latest, "Ny.", ("safe", "child", 1)))];

    private static object Draft(int basedOn, string summary, params (string Spoke, string Voice, int? Rating)[] views) =>
        new { basedOn, summary, views = views.Select(v => new { spoke = v.Spoke, voice = v.Voice, strengths = "Finns.", rating = v.Rating }) };

    private static ModelQuestions Configured(params (string Key, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Kronobarn:Questions:Versions:{s.Key}", (string?)s.Value))).Build());

    private static string Plain(JsonNode node) => node.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static IEnumerable<(string? Spoke, string? Voice, string? Strengths, string? Needs, int? Rating)> Views(JsonNode analysis) => analysis["views"]!.AsArray().Select(v =>
        (v!["spoke"]?.GetValue<string>(), v["voice"]?.GetValue<string>(), v["strengths"]?.GetValue<string>(), v["needs"]?.GetValue<string>(), v["rating"]?.GetValue<int>()));

    private static (int Version, string Summary, int Rating) Side(JsonNode side) =>
        (side["version"]!.GetValue<int>(), side["summary"]!.GetValue<string>(), side["views"]![0]!["rating"]!.GetValue<int>());

    private async Task Save(Guid file, int basedOn, string summary, params (string Spoke, string Voice, int? Rating)[] views) =>
        (await town.Add(Head, file, "analyses", Draft(basedOn, summary, views))).Expect(HttpStatusCode.Created);
}
