using System.Diagnostics;
using System.Globalization;
using Kronobarn.Responsibility.DemoCounty;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Kronobarn.Tests.Cli;

/// <summary>
/// The program itself is killed (kill -9) at random moments of an import, and finishes it when it is started again. Short here; the full form is
/// <c>KRONOBARN_TEST_KILLS=50 dotnet test --filter KilledImportTests</c>.
/// </summary>
public sealed class KilledImportTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "kronobarn-tests", Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task An_import_killed_at_random_points_and_then_finished_ends_in_the_same_state()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("KRONOBARN_TEST_KILLS") ?? "5", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("KRONOBARN_TEST_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        output.WriteLine($"{kills} kills, KRONOBARN_TEST_SEED={seed}");
        var chance = new Random(seed);
        var feeds = Path.Combine(folder, "feeds");
        CountyWriter.Write(1500, 1, Clock.Today, feeds);

        var whole = Path.Combine(folder, "whole");
        var took = Stopwatch.StartNew();
        await Finish(whole, feeds);
        var expected = State(whole);
        Assert.NotEmpty(expected);

        var torn = Path.Combine(folder, "torn");
        for (var i = 0; i < kills; i++)
        {
            // A new life for the store now and then, so that kills fall in first imports and in finished ones.
            if (i % 4 == 0 && System.IO.Directory.Exists(torn))
                System.IO.Directory.Delete(torn, recursive: true);
            await KilledAfter(TimeSpan.FromMilliseconds(chance.Next(200, 200 + (int)took.ElapsedMilliseconds / 2)), torn, feeds, chance.Next(4));
        }

        await Finish(torn, feeds);
        Assert.Equal(expected, State(torn));
        Assert.Equal(0, await Run(torn, "verify"));
    }

    public void Dispose()
    {
        if (System.IO.Directory.Exists(folder))
            System.IO.Directory.Delete(folder, recursive: true);
    }

    private static string[][] Steps(string feeds) =>
    [
        ["import", "directory", Path.Combine(feeds, "directory.ndjson")],
        // Before the births, so that every listing waits for its child.
        ["import", "health", Path.Combine(feeds, "health.ndjson")],
        ["import", "population", Path.Combine(feeds, "population.ndjson")],
        ["import", "ss12000", Path.Combine(feeds, "ss12000")],
    ];

    private static async Task Finish(string store, string feeds)
    {
        foreach (var step in Steps(feeds))
            Assert.Equal(0, await Run(store, step));
    }

    // The steps before the chosen one are finished, then that one is killed.
    private static async Task KilledAfter(TimeSpan time, string store, string feeds, int at)
    {
        foreach (var step in Steps(feeds).Take(at))
            await Run(store, step);
        using var process = Start(store, Steps(feeds)[at]);
        using var stop = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<int> Run(string store, params string[] verb)
    {
        using var process = Start(store, verb);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process Start(string store, string[] verb)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. verb, $"--Kronobarn:DataFolder={store}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    // What counts, by the children's numbers: keys and instants are a run's own.
    private static List<string> State(string store)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(store, "Responsibility.db")};Pooling=False");
        connection.Open();
        var state = new List<string>();
        foreach (var sql in (string[])
        [
            "SELECT COALESCE(MIN(i.Number), 'unborn of ' || MIN(g.Number)), c.Protection, c.BirthDate, c.ToldOrganisation, c.ToldUnitId FROM Child c LEFT JOIN ChildIdentity i ON i.ChildId = c.ChildId LEFT JOIN Guardian g ON g.ChildId = c.ChildId GROUP BY c.ChildId ORDER BY 1, 2, 3",
            "SELECT COALESCE(i.Number, 'unborn'), p.FromDate, p.ToDate, p.Organisation, p.UnitId, p.RuleName FROM Period p LEFT JOIN ChildIdentity i ON i.ChildId = p.ChildId WHERE p.SupersededAt IS NULL ORDER BY 1, 2, 3, 4, 5, 6",
            "SELECT COALESCE(i.Number, 'unborn'), f.Kind, f.Source, f.SourceKey, f.FromDate, f.ToDate FROM Fact f LEFT JOIN ChildIdentity i ON i.ChildId = f.ChildId WHERE f.SupersededAt IS NULL ORDER BY 1, 2, 3, 4, 5, 6",
            "SELECT Number, GivenName, FamilyName, FromDate, ToDate, Protection FROM Guardian ORDER BY 1, 2, 3, 4, 5, 6",
            "SELECT Source, RecordId, Hash FROM FeedRecord ORDER BY 1, 2",
            "SELECT Source, RecordId, Hash FROM WaitingRecord ORDER BY 1, 2",
        ])
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                state.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString())));
        }

        return state;
    }

    private static class Clock
    {
        public static DateOnly Today => Kernel.Clock.DayOf(TimeProvider.System.GetUtcNow());
    }
}
