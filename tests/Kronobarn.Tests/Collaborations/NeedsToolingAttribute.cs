using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Collaborations;

/// <summary>
/// A test that asks a parser that is not ours, in tests/tooling. On a machine without Node, or where <c>npm ci --prefix tests/tooling</c> has not been run, it is passed over and
/// says so; <c>.ci/run</c> sets KRONOBARN_TEST_TOOLING, and then it is never passed over.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsToolingAttribute : FactAttribute
{
    public override string? Skip
    {
        get
        {
            var isThere = HasNode() && System.IO.Directory.Exists(Repository.In("tests/tooling/node_modules/ical.js"));
            return isThere || Environment.GetEnvironmentVariable("KRONOBARN_TEST_TOOLING") == "1" ? null : "Needs Node and 'npm ci --prefix tests/tooling'; .ci/run always runs it.";
        }
    }

    private static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}

/// <summary>What an independent parser (npm ical.js) reads in a calendar file.</summary>
internal static class CalendarReader
{
    public static async Task<JsonNode> Read(string content)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ics");
        await File.WriteAllTextAsync(file, content);
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [Repository.In("tests/tooling/read-calendar.mjs"), file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (told, wrong) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            await node.WaitForExitAsync();
            Assert.True(node.ExitCode == 0, $"The parser does not take the file: {await wrong}");
            return JsonNode.Parse(await told)!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
