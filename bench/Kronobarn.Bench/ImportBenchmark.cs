using System.Diagnostics;
using System.Globalization;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.DemoCounty;
using Kronobarn.Responsibility.Feeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Bench;

/// <summary>
/// A county's feeds imported into an empty SQLite store, and again; beside it, as the limit, the very rows that the import left behind put into an
/// empty store of the same tables and indexes by prepared inserts, a transaction a table.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    public string Name => "import";
    public string Help => "[--children 50000]: first and repeated import as ratios to a bulk insert of the same rows";

    public async Task<int> Run(string[] args)
    {
        var children = args is ["--children", var n] ? int.Parse(n, CultureInfo.InvariantCulture) : 50_000;
        var folder = Path.Combine(Path.GetTempPath(), $"kronobarn-bench-{Environment.ProcessId}");
        try
        {
            var feeds = Path.Combine(folder, "feeds");
            CountyWriter.Write(children, 1, new DateOnly(2026, 11, 22), feeds);
            // A small county first, so that neither side pays for the other's warm-up.
            var warm = Path.Combine(folder, "warm-feeds");
            CountyWriter.Write(500, 2, new DateOnly(2026, 11, 22), warm);
            await Import(Path.Combine(folder, "warm"), warm, report: false);
            BulkInsert(Path.Combine(folder, "warm", "Responsibility.db"), Path.Combine(folder, "warm-limit.db"));

            var store = Path.Combine(folder, "store");
            var first = await Import(store, feeds, report: true);
            var again = await Import(store, feeds, report: true);
            var (limit, rows) = BulkInsert(Path.Combine(store, "Responsibility.db"), Path.Combine(folder, "limit.db"));
            Console.WriteLine($"limit: {rows:N0} rows of {children:N0} children in {limit.TotalSeconds:F2} s");
            Console.WriteLine($"first import: {first.TotalSeconds:F2} s = {first / limit:F2} x the limit (goal: at most 4)");
            Console.WriteLine($"repeated import: {again.TotalSeconds:F2} s = {first / again:F1} times faster (goal: at least 5)");
            return 0;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> Import(string store, string feeds, bool report)
    {
        var builder = WebApplication.CreateBuilder([$"--Kronobarn:DataFolder={store}", "--environment=Production"]);
        builder.Logging.ClearProviders();
        builder.AddHouse();
        await using var app = builder.Build();
        await House.Migrate(app.Services, default);
        var desk = app.Services.GetRequiredService<FeedDesk>();
        await File(desk.Directory, "directory.ndjson");

        var total = TimeSpan.Zero;
        total += await Time("population", () => File(desk.Population, "population.ndjson"));
        total += await Time("ss12000", () => desk.Ss12000(Path.Combine(feeds, "ss12000"), modifiedAfter: null, default));
        total += await Time("health", () => File(desk.Health, "health.ndjson"));
        return total;

        async Task<FeedOutcome> File(Func<Stream, CancellationToken, Task<FeedOutcome>> take, string name)
        {
            await using var stream = System.IO.File.OpenRead(Path.Combine(feeds, name));
            return await take(stream, default);
        }

        async Task<TimeSpan> Time(string name, Func<Task<FeedOutcome>> take)
        {
            var started = Stopwatch.GetTimestamp();
            var outcome = await take();
            var took = Stopwatch.GetElapsedTime(started);
            if (report)
                Console.WriteLine($"  {name}: {took.TotalSeconds:F2} s, {outcome.Read:N0} read, {outcome.Changed:N0} changed, {outcome.State}");
            return took;
        }
    }

    private static (TimeSpan Took, long Rows) BulkInsert(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        source.Open();
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        target.Open();
        Run(target, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        foreach (var ddl in Strings(source, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END"))
            Run(target, ddl);

        var tables = Strings(source, "SELECT name FROM sqlite_master WHERE type = 'table'").ToDictionary(t => t, t => Rows(source, t), StringComparer.Ordinal);
        var started = Stopwatch.GetTimestamp();
        foreach (var (table, rows) in tables)
            Insert(target, table, rows);
        return (Stopwatch.GetElapsedTime(started), tables.Values.Sum(rows => (long)rows.Count));
    }

    private static void Insert(SqliteConnection target, string table, List<object[]> rows)
    {
        if (rows.Count == 0)
            return;
        using var transaction = target.BeginTransaction();
        using var insert = target.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", rows[0].Select((_, i) => $"@p{i}"))})";
        var parameters = rows[0].Select((_, i) => new SqliteParameter($"@p{i}", null)).ToArray();
        insert.Parameters.AddRange(parameters);
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i];
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static List<object[]> Rows(SqliteConnection source, string table)
    {
        using var command = source.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static List<string> Strings(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
            found.Add(reader.GetString(0));
        return found;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
