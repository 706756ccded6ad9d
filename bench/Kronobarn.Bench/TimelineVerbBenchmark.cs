using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kronobarn.Responsibility;

namespace Kronobarn.Bench;

/// <summary>
/// The whole way of the timeline verb, file to file, beside a single-threaded program that only parses and writes the same JSON by
/// generated code. Each run is a process of its own, so that its memory can be told.
/// </summary>
internal sealed class TimelineVerbBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int FewLines = 10_000;

    public string Name => "timeline-verb";

    public string Help => "[--lines N] time and peak memory of the verb, beside parsing and writing alone";

    public async Task<int> Run(string[] args)
    {
        switch (args)
        {
            case ["verb", var source, var target]:
                {
                    await using var output = File.Create(target);
                    return await TimelineVerb.Run([source], Stream.Null, output, Console.Error, County.KronobergCodes, CancellationToken.None);
                }
            case ["parse-and-write", var source, var target]:
                return ParseAndWrite(source, target);
            case []:
                return await Compare(1_000_000);
            case ["--lines", var lines]:
                return await Compare(int.Parse(lines, CultureInfo.InvariantCulture));
            default:
                Console.Error.WriteLine(Help);
                return 2;
        }
    }

    private static async Task<int> Compare(int lines)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-bench").FullName;
        try
        {
            var few = Path.Combine(folder, "few.ndjson");
            var many = Path.Combine(folder, "many.ndjson");
            WriteChildren(few, FewLines);
            WriteChildren(many, lines);
            Print($"{lines:N0} lines, {new FileInfo(many).Length / 1048576.0:N0} MiB, best of {Rounds}, {Environment.ProcessorCount} cores");

            var verb = await Best("verb", many, folder);
            var verbFew = await Best("verb", few, folder);
            var plain = await Best("parse-and-write", many, folder);
            Print($"verb                      {verb.Seconds,7:F2} s {lines / verb.Seconds,12:N0} lines/s, peak {verb.PeakMebibytes:N0} MiB");
            Print($"verb, {FewLines:N0} lines         {verbFew.Seconds,7:F2} s {FewLines / verbFew.Seconds,12:N0} lines/s, peak {verbFew.PeakMebibytes:N0} MiB");
            Print($"parse and write, 1 thread {plain.Seconds,7:F2} s {lines / plain.Seconds,12:N0} lines/s, peak {plain.PeakMebibytes:N0} MiB");
            Print($"verb / parse and write: {verb.Seconds / plain.Seconds:F2} times");
            return 0;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, double PeakMebibytes)> Best(string what, string source, string folder)
    {
        var best = (Seconds: double.MaxValue, PeakMebibytes: 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
                start.ArgumentList.Add(typeof(TimelineVerbBenchmark).Assembly.Location);
            foreach (var argument in new[] { "timeline-verb", what, source, Path.Combine(folder, "out.ndjson") })
                start.ArgumentList.Add(argument);
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var peak = 0L;
            while (!process.HasExited)
            {
                process.Refresh();
                peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
                await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(5));
            }
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{what} ended with {process.ExitCode}.");
            best = (Math.Min(best.Seconds, clock.Elapsed.TotalSeconds), Math.Max(best.PeakMebibytes, peak / 1048576.0));
        }
        return best;
    }

    private static int ParseAndWrite(string source, string target)
    {
        using var lines = new StreamReader(source, new FileStreamOptions { BufferSize = 1 << 16, Options = FileOptions.SequentialScan });
        using var output = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        while (lines.ReadLine() is { } line)
        {
            JsonSerializer.Serialize(output, JsonSerializer.Deserialize(line, ChildJson.Default.Child)!, ChildJson.Default.Child);
            output.WriteByte((byte)'\n');
        }
        return 0;
    }

    private static void WriteChildren(string file, int count)
    {
        var random = new Random(1);
        using var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        for (var i = 0; i < count; i++)
        {
            var facts = TypicalChild.Make(random, i);
            JsonSerializer.Serialize(output, new Child
            {
                Id = facts.Child,
                BirthDate = facts.BirthDate,
                Pregnancy = facts.Pregnancy,
                Residence = facts.Residences,
                ChildHealthCare = facts.Listings,
                Preschool = facts.Placements,
                School = facts.Enrolments,
                Exceptions = facts.Exceptions,
            }, ChildJson.Default.Child);
            output.WriteByte((byte)'\n');
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

/// <summary>The verb's input as generated code sees it.</summary>
internal sealed record Child
{
    [JsonPropertyName("child")]
    public required string Id { get; init; }
    public DateOnly? BirthDate { get; init; }
    public DateOnly? DeathDate { get; init; }
    public Pregnancy? Pregnancy { get; init; }
    public List<Residence>? Residence { get; init; }
    public List<Listing>? ChildHealthCare { get; init; }
    public List<Placement>? Preschool { get; init; }
    public List<Enrolment>? School { get; init; }
    public List<AgreedException>? Exceptions { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Child))]
internal sealed partial class ChildJson : JsonSerializerContext;
