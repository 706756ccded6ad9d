using System.Text;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

/// <summary>The timeline verb as a script meets it: lines in, lines out, and what it says of lines it cannot judge.</summary>
public sealed class TimelineVerbTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("kronobarn").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static Task<(int Exit, string Out, string Error)> Run(string input, params string[] args) => RunBytes(Encoding.UTF8.GetBytes(input), args);

    private static async Task<(int Exit, string Out, string Error)> RunBytes(byte[] input, params string[] args)
    {
        using var source = new MemoryStream(input);
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        var exit = await TimelineVerb.Run(args, source, output, error, County.KronobergCodes, CancellationToken.None);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    private static string Simple(string child) =>
        $$"""{"child":"{{child}}","birthDate":"2020-01-01","deathDate":"2020-02-01","residence":[{"municipality":"0780","from":"2020-01-01"}]}""";

    private static string SimpleTimeline(string child) =>
        $$"""{"child":"{{child}}","periods":[{"from":"2020-01-01","to":"2020-02-01","organisation":"child-health-care","unit":"BVC-0780","rule":"child-health-care"}],"alerts":[]}""" + "\n";

    private string Temporary(string content)
    {
        var file = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, content);
        return file;
    }

    [Fact]
    public async Task The_format_s_own_example_gives_its_timeline_byte_by_byte()
    {
        const string child = """
            {"child":"c1","birthDate":"2019-03-04","deathDate":null,"pregnancy":{"unit":"MVC-1","from":"2018-09-01","dueDate":"2019-02-01","endedWithoutBirth":null},"residence":[{"municipality":"0780","from":"2018-09-01","to":null}],"childHealthCare":[{"unit":"BVC-3","from":"2019-03-10","to":null}],"preschool":[{"unit":"F-7","from":"2020-08-17","to":"2025-08-18"}],"school":[{"unit":"S-2","form":"FKLASS","from":"2025-08-18","to":null}],"exceptions":[{"organisation":"social-services","unit":"X-1","from":"2026-01-01","to":"2026-03-01","reason":"…"}]}
            """;
        var (exit, output, error) = await Run(child);
        Assert.Equal("", error);
        Assert.Equal(0, exit);
        Assert.Equal(
            """{"child":"c1","periods":[{"from":"2018-09-01","to":"2019-03-04","organisation":"maternal-care","unit":"MVC-1","rule":"unborn"},"""
            + """{"from":"2019-03-04","to":"2019-03-10","organisation":"child-health-care","unit":"BVC-0780","rule":"child-health-care"},"""
            + """{"from":"2019-03-10","to":"2020-08-17","organisation":"child-health-care","unit":"BVC-3","rule":"child-health-care"},"""
            + """{"from":"2020-08-17","to":"2025-08-18","organisation":"preschool","unit":"F-7","rule":"preschool"},"""
            + """{"from":"2025-08-18","to":"2026-01-01","organisation":"school","unit":"S-2","rule":"school"},"""
            + """{"from":"2026-01-01","to":"2026-03-01","organisation":"social-services","unit":"X-1","rule":"exception"},"""
            + """{"from":"2026-03-01","to":"2037-03-04","organisation":"school","unit":"S-2","rule":"school"}],"alerts":[{"code":"overdue-birth","from":"2019-02-22","to":"2019-03-04"}]}""" + "\n",
            output);
    }

    [Fact]
    public async Task The_rule_set_can_be_chosen()
    {
        const string child = """{"child":"c1","birthDate":"2020-01-01","deathDate":"2020-02-01","residence":[{"municipality":"0780","from":"2020-01-01"}],"preschool":[{"unit":"F-1","from":"2020-01-01"}]}""";
        Assert.Contains("\"F-1\"", (await Run(child)).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"F-1\"", (await Run(child, "--rules", "styrgrupp-2021-04-09")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_units_file_names_the_default_units_and_what_it_leaves_out_is_missing()
    {
        var units = Temporary("""{"0780":{"childHealthCare":"BVC-9"},"9999":{"kaa":"KAA-1"}}""");
        var (exit, output, _) = await Run(Simple("c1") + "\n" + Simple("c2").Replace("0780", "0781", StringComparison.Ordinal), "--units", units);
        Assert.Equal(0, exit);
        Assert.Equal(
            SimpleTimeline("c1").Replace("BVC-0780", "BVC-9", StringComparison.Ordinal)
            + SimpleTimeline("c2").Replace("\"BVC-0780\"", "null", StringComparison.Ordinal)
                .Replace("\"alerts\":[]", "\"alerts\":[{\"code\":\"unit-missing\",\"from\":\"2020-01-01\",\"to\":\"2020-02-01\"}]", StringComparison.Ordinal),
            output);
    }

    [Fact]
    public async Task A_file_is_read_when_it_is_named()
    {
        var file = Temporary(Simple("c1"));
        Assert.Equal((0, SimpleTimeline("c1"), ""), await Run("", file));
        Assert.Equal((0, SimpleTimeline("c2"), ""), await Run(Simple("c2"), "-"));
    }

    [Fact]
    public async Task Byte_order_mark_carriage_returns_blank_lines_and_a_last_line_without_an_end_are_fine()
    {
        byte[] input = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Simple("c1") + "\r\n\r\n \t\n" + Simple("c2"))];
        Assert.Equal((0, SimpleTimeline("c1") + SimpleTimeline("c2"), ""), await RunBytes(input));
    }

    [Fact]
    public async Task No_input_gives_no_output() => Assert.Equal((0, "", ""), await Run(""));

    [Fact]
    public async Task Lists_may_be_missing_or_null_and_a_child_without_facts_has_no_periods() =>
        Assert.Equal(
            (0, """{"child":"c1","periods":[],"alerts":[]}""" + "\n", ""),
            await Run("""{"child":"c1","birthDate":null,"pregnancy":null,"residence":null,"childHealthCare":null,"preschool":[],"school":null,"exceptions":null}"""));

    [Fact]
    public async Task Other_school_types_are_ignored_whatever_their_dates()
    {
        var child = Simple("c1").Replace("}]}", "}],\"school\":[{\"unit\":\"S-1\",\"form\":\"FTH\",\"from\":\"2020-01-05\",\"to\":\"2020-01-01\"}]}", StringComparison.Ordinal);
        Assert.Equal((0, SimpleTimeline("c1"), ""), await Run(child));
    }

    [Theory]
    [InlineData("FKLASS")]
    [InlineData("GR")]
    [InlineData("GRS")]
    [InlineData("SP")]
    [InlineData("SAM")]
    [InlineData("GY")]
    [InlineData("GYS")]
    public async Task Every_school_form_is_an_enrolment(string form)
    {
        var child = Simple("c1").Replace("}]}", $"}}],\"school\":[{{\"unit\":\"S-1\",\"form\":\"{form}\",\"from\":\"2020-01-01\"}}]}}", StringComparison.Ordinal);
        Assert.Contains("\"rule\":\"school\"", (await Run(child)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swedish_letters_and_escapes_come_back_as_they_were_meant()
    {
        var (exit, output, _) = await Run(Simple("Åsa \\\"\\u00f6\\\" 𝄞"));
        Assert.Equal(0, exit);
        using var json = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal("Åsa \"ö\" 𝄞", json.RootElement.GetProperty("child").GetString());
        Assert.Contains("Åsa", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"child":"c9" """, "line 2: child c9: not JSON")]
    [InlineData("c9", "line 2: not JSON")]
    [InlineData("""{"child":"c9"} {}""", "not JSON")]
    [InlineData("""{"child":"c9",}""", "not JSON")]
    [InlineData("""["c9"]""", "line 2: the line must be an object")]
    [InlineData("""{"birthDate":"2020-01-01"}""", "line 2: child is missing")]
    [InlineData("""{"child":""}""", "child must not be empty")]
    [InlineData("""{"child":null}""", "child must not be null")]
    [InlineData("""{"child":9}""", "child must be a text")]
    [InlineData("""{"child":"\ud800"}""", "half a character")]
    [InlineData("""{"\ud800":"c9"}""", "half a character")]
    [InlineData("""{"child":"c9","child":"c9"}""", "child c9: child comes twice")]
    [InlineData("""{"child":"c9","birthDay":"2020-01-01"}""", "child c9: the line has an unknown member birthDay")]
    [InlineData("""{"child":"c9","201912121212":1}""", "child c9: the line has an unknown member (byte 14)")]
    [InlineData("""{"child":"c9","birthDate":"2021-02-29"}""", "child c9: birthDate: 2021-02-29 is no day of the calendar")]
    [InlineData("""{"child":"c9","birthDate":"2021-2-1"}""", "child c9: birthDate must be a date written YYYY-MM-DD")]
    [InlineData("""{"child":"c9","birthDate":"2021-02-01T00:00:00Z"}""", "must be a date written")]
    [InlineData("""{"child":"c9","birthDate":20210201}""", "child c9: birthDate must be a date")]
    [InlineData("""{"child":"c9","birthDate":"0000-01-01"}""", "0000-01-01 is no day of the calendar")]
    [InlineData("""{"child":"c9","pregnancy":[]}""", "child c9: pregnancy must be an object")]
    [InlineData("""{"child":"c9","pregnancy":{"unit":"M","unit":"M"}}""", "child c9: pregnancy: unit comes twice")]
    [InlineData("""{"child":"c9","pregnancy":{"due":"2020-01-01"}}""", "child c9: pregnancy has an unknown member due")]
    [InlineData("""{"child":"c9","residence":{}}""", "child c9: residence must be a list")]
    [InlineData("""{"child":"c9","residence":[null]}""", "child c9: residence must be an object")]
    [InlineData("""{"child":"c9","residence":[{"from":"2020-01-01"}]}""", "child c9: residence lacks municipality")]
    [InlineData("""{"child":"c9","residence":[{"municipality":780,"from":"2020-01-01"}]}""", "child c9: residence: municipality must be a text")]
    [InlineData("""{"child":"c9","preschool":[{"unit":"F-1"}]}""", "child c9: preschool lacks from")]
    [InlineData("""{"child":"c9","preschool":[{"unit":"F-1","from":null}]}""", "child c9: preschool lacks from")]
    [InlineData("""{"child":"c9","preschool":[{"unit":"F-1","form":"GR","from":"2020-01-01"}]}""", "child c9: preschool has an unknown member form")]
    [InlineData("""{"child":"c9","school":[{"unit":"S-1","from":"2020-01-01"}]}""", "child c9: school lacks form")]
    [InlineData("""{"child":"c9","exceptions":[{"organisation":"Soc Tjänst","unit":"X-1","from":"2020-01-01"}]}""", "child c9: exceptions: organisation must be a slug")]
    [InlineData("""{"child":"c9","exceptions":[{"organisation":"police","unit":"X-1","from":"2020-01-01","reason":{}}]}""", "child c9: exceptions: reason must be a text")]
    [InlineData("""{"child":"c9","preschool":[{"unit":"F-1","from":"2020-01-02","to":"2020-01-02"}]}""", "line 2: child c9: preschool from 2020-01-02 to 2020-01-02: the end must be later than the start")]
    [InlineData("""{"preschool":[{"unit":"F-1","from":"2020-01-02","to":"2020-01-01"}],"child":"c9"}""", "line 2: child c9: preschool from 2020-01-02 to 2020-01-01")]
    public async Task A_bad_line_is_told_by_number_and_reason_and_the_others_go_on(string bad, string told)
    {
        var (exit, output, error) = await Run(Simple("c1") + "\n" + bad + "\n" + Simple("c2") + "\n");
        Assert.Equal(1, exit);
        Assert.Equal(SimpleTimeline("c1") + SimpleTimeline("c2"), output);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("line 2: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_not_UTF_8_is_told()
    {
        byte[] input = [.. Encoding.UTF8.GetBytes("{\"child\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}\n" + Simple("c2"))];
        Assert.Equal((1, SimpleTimeline("c2"), "line 1: not UTF-8\n"), await RunBytes(input));
    }

    [Fact]
    public async Task A_child_s_id_cannot_write_control_characters_to_the_terminal()
    {
        var (_, _, error) = await Run("""{"child":"\u001b[2J\n","birthDate":1}""");
        Assert.Equal("line 1: child ?[2J?: birthDate must be a date\n", error);
    }

    [Theory]
    [InlineData(TimelineStream.LongestLine, true)]
    [InlineData(TimelineStream.LongestLine + 1, false)]
    [InlineData(5 * TimelineStream.LongestLine, false)]
    public async Task A_line_may_be_1_MiB_and_a_longer_one_is_told_and_skipped(int length, bool fine)
    {
        var start = Simple("long")[..^1] + ",\"exceptions\":[]}";
        var padded = start[..^1] + new string(' ', length - start.Length) + "}";
        foreach (var end in new[] { "\n", "\r\n" })
        {
            var (exit, output, error) = await Run(Simple("c1") + end + padded + end + Simple("c3") + end + Simple("c4"));
            Assert.Equal(SimpleTimeline("c1") + (fine ? SimpleTimeline("long") : "") + SimpleTimeline("c3") + SimpleTimeline("c4"), output);
            Assert.Equal(fine ? (0, "") : (1, "line 2: longer than 1 MiB\n"), (exit, error));
            Assert.Equal(fine ? 0 : 1, (await Run(padded)).Exit);
        }
    }

    [Fact]
    public async Task Tens_of_thousands_of_lines_come_out_in_order_with_every_bad_one_told_by_its_number()
    {
        var input = new StringBuilder();
        var output = new StringBuilder();
        var error = new StringBuilder();
        for (var i = 1; i <= 30_000; i++)
        {
            input.Append(i % 1_000 == 0 ? "{\n" : Simple($"c{i}") + "\n");
            if (i % 1_000 == 0)
                error.Append(System.Globalization.CultureInfo.InvariantCulture, $"line {i}: ");
            else
                output.Append(SimpleTimeline($"c{i}"));
        }
        var (exit, told, faults) = await Run(input.ToString());
        Assert.Equal(1, exit);
        Assert.True(output.Equals(told.AsSpan()), "the timelines are not those of the children in order");
        Assert.Equal(error.ToString(), string.Concat(faults.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..(line.IndexOf(':', StringComparison.Ordinal) + 2)])));
    }

    [Fact]
    public async Task The_verb_draws_what_the_engine_draws_for_children_on_the_edges()
    {
        var children = new RandomChild(7);
        var county = new County(County.KronobergCodes, County.KronobergCodes.SelectMany(code => new[]
        {
            DefaultUnit.Undated(code, "child-health-care", $"BVC-{code}"),
            DefaultUnit.Undated(code, "kaa", $"KAA-{code}"),
        }));
        var drawn = Enumerable.Range(0, 500).Select(_ => children.Next()).ToList();
        var (exit, output, _) = await Run(string.Join('\n', drawn.Select(RandomChild.Json)));
        Assert.Equal(0, exit);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < drawn.Count; i++)
        {
            using var line = System.Text.Json.JsonDocument.Parse(lines[i]);
            var timeline = Timeline.Of(drawn[i], RuleSchedule.Always(RuleSets.ById["faq-2022-02-23"]), county);
            Assert.Equal(
                timeline.Periods.ConvertAll(p => $"{p.From:O} {p.To:O} {p.Organisation} {p.Unit} {p.Rule}"),
                line.RootElement.GetProperty("periods").EnumerateArray().Select(p => $"{p.GetProperty("from")} {p.GetProperty("to")} {p.GetProperty("organisation")} {p.GetProperty("unit")} {p.GetProperty("rule")}"),
                StringComparer.Ordinal);
            Assert.Equal(
                timeline.Alerts.ConvertAll(a => $"{a.Code} {a.From:O} {a.To:O}"),
                line.RootElement.GetProperty("alerts").EnumerateArray().Select(a => $"{a.GetProperty("code")} {a.GetProperty("from")} {a.GetProperty("to")}"),
                StringComparer.Ordinal);
        }
    }

    [Theory]
    [InlineData("--rules", "no-such-rules")]
    [InlineData("--rules")]
    [InlineData("--units")]
    [InlineData("--rulez", "x")]
    [InlineData("-", "-")]
    [InlineData("--rules", "faq-2022-02-23", "--rules", "faq-2022-02-23")]
    [InlineData("no/such/file")]
    [InlineData("--units", "no/such/file")]
    public async Task Bad_usage_is_2_and_says_how_the_verb_is_used(params string[] args)
    {
        var (exit, output, error) = await Run(Simple("c1"), args);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(TimelineVerb.Help, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("""{"0780":null}""")]
    [InlineData("""{"0780":{"bvc":"BVC-1"}}""")]
    [InlineData("""{"0780":{"kaa":1}}""")]
    [InlineData("""{"0780":{"kaa":""}}""")]
    [InlineData("""{"0780":{"kaa":"K-1","kaa":"K-2"}}""")]
    public async Task A_units_file_of_another_form_is_bad_input(string units)
    {
        var (exit, output, error) = await Run(Simple("c1"), "--units", Temporary(units));
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("is not JSON of the form", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_fails_ends_the_verb_and_does_not_leave_it_waiting()
    {
        await using var broken = new BrokenStream();
        using var output = new MemoryStream();
        await Assert.ThrowsAsync<IOException>(() =>
            TimelineVerb.Run([], broken, output, TextWriter.Null, County.KronobergCodes, CancellationToken.None));
    }

    [Fact]
    public async Task A_writer_that_fails_ends_the_verb_and_does_not_leave_it_waiting()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Simple("c1") + "\n", 50_000))));
        await using var broken = new BrokenStream();
        await Assert.ThrowsAsync<IOException>(() =>
            TimelineVerb.Run([], input, broken, TextWriter.Null, County.KronobergCodes, CancellationToken.None));
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
