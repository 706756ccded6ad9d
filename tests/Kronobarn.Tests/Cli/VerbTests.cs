using System.Diagnostics;
using System.Reflection;
using Kronobarn.Kernel;

namespace Kronobarn.Tests.Cli;

/// <summary>The command line as it is typed: a process, its streams and its exit code.</summary>
public sealed class VerbTests
{
    [Fact]
    public async Task A_childs_timeline_comes_out_as_the_fixed_surface_says()
    {
        const string Child = """{"child":"c1","birthDate":"2019-03-04","residence":[{"municipality":"0780","from":"2019-03-04","to":null}],"school":[{"unit":"S-2","form":"FKLASS","from":"2025-08-18","to":null}]}""";
        var (exit, output, _) = await Run($"{Child}\n", "timeline", "-");
        Assert.Equal(0, exit);
        Assert.Equal("""
            {"child":"c1","periods":[{"from":"2019-03-04","to":"2025-08-18","organisation":"child-health-care","unit":"BVC-0780","rule":"child-health-care"},{"from":"2025-08-18","to":"2037-03-04","organisation":"school","unit":"S-2","rule":"school"}],"alerts":[]}

            """.ReplaceLineEndings("\n"), output);
    }

    [Fact]
    public async Task A_bad_line_is_told_with_its_number_and_the_rest_goes_on()
    {
        var (exit, output, error) = await Run("{\"child\":\"a\",\"birthDate\":\"2019-02-30\"}\n{\"child\":\"b\"}\n", "timeline");
        Assert.Equal((1, "{\"child\":\"b\",\"periods\":[],\"alerts\":[]}\n"), (exit, output));
        Assert.Contains("1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_is_bad_usage_and_names_the_known_ones()
    {
        var (exit, _, error) = await Run("", "sow");
        Assert.Equal(2, exit);
        foreach (var verb in (string[])["timeline", "migrate", "seed", "import", "simulate", "verify", "backup", "restore", "openapi"])
            Assert.Contains($"  {verb} ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verb_has_the_one_way_in_that_the_command_line_takes()
    {
        var verbs = ModuleList.Scan().All.Select(m => m.Assembly).Append(typeof(Program).Assembly).SelectMany(a => a.GetTypes()).Where(t => t.IsClass && typeof(IVerb).IsAssignableFrom(t)).ToList();
        Assert.NotEmpty(verbs);
        Rule.NoOffenders("Verbs that cannot be run:", verbs.Where(v => v.GetMethod(nameof(IVerb.Run), BindingFlags.Static | BindingFlags.Public, [typeof(VerbContext)]) is null).Select(v => v.Name));
    }

    private static async Task<(int Exit, string Output, string Error)> Run(string input, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(info)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
