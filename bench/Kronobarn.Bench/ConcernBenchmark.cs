using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Kronobarn.Bench;

/// <summary>
/// Concerns left by 16 clients at once, and an inbox over 20,000 cases, over HTTP on the published program with its demo county; beside it <see cref="BareServer"/>,
/// which does the same statements with the same durability and nothing else. In turn, the same clients, the same bodies.
/// </summary>
internal sealed class ConcernBenchmark : IBenchmark
{
    private const int Clients = 16;
    private const int Cases = 20_000;

    public string Name => "concern";
    public string Help => "HOST-DLL [--seconds 8] [--rounds 3]: concerns a second with 16 clients, and the inbox over 20,000 cases, as ratios to bare Kestrel and ADO.NET";

    public async Task<int> Run(string[] args)
    {
        if (args is ["bare", var at, var store])
            return await BareServer.Run(at, store);
        var seconds = Processes.Option(args, "--seconds", 8);
        var rounds = Processes.Option(args, "--rounds", 3);
        var folder = Path.Combine(Path.GetTempPath(), $"kronobarn-bench-{Environment.ProcessId}");
        System.IO.Directory.CreateDirectory(folder);
        var (ourUrl, bareUrl) = (Processes.FreeUrl(), Processes.FreeUrl());
        var ours = Processes.Start([args[0], $"--urls={ourUrl}", $"--Kronobarn:DataFolder={folder}"]);
        Process? bare = null;
        try
        {
            await Processes.Ready(ourUrl);
            var person = await SignedIn(ourUrl);
            Fill(Path.Combine(folder, "School.db"), person.Unit, Path.Combine(folder, "Responsibility.db"));
            CopyTables(Path.Combine(folder, "School.db"), Path.Combine(folder, "bare.db"));
            bare = Processes.Start([typeof(ConcernBenchmark).Assembly.Location, "concern", "bare", bareUrl, Path.Combine(folder, "bare.db")]);
            await Processes.Ready(bareUrl);
            Fill(Path.Combine(folder, "bare.db"), person.Unit, children: null);
            var numbers = Numbers(Path.Combine(folder, "Responsibility.db"));

            var (ourConcerns, bareConcerns, ourInbox, bareInbox, rests) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var window = TimeSpan.FromSeconds(round == 0 ? 2 : seconds);
                var one = await Rate(ourUrl, person.Token, window, (http, i) => http.PostAsJsonAsync("/api/school/v1/concerns", Body(numbers[i % numbers.Count])));
                // What has not been carried yet would take its share of the cores from the bare server.
                var rest = await Carried(folder);
                var two = await Rate(bareUrl, $"bare {person.Id}", window, (http, i) => http.PostAsJsonAsync("/concerns", Body(numbers[i % numbers.Count])));
                var three = await Rate(ourUrl, person.Token, window, (http, _) => http.GetAsync(new Uri("/api/school/v1/inbox?limit=20", UriKind.Relative)), clients: 1);
                var four = await Rate(bareUrl, $"bare {person.Id}", window, (http, _) => http.GetAsync(new Uri($"/inbox?unit={person.Unit}", UriKind.Relative)), clients: 1);
                // The first round warms both.
                if (round == 0)
                    continue;
                ourConcerns.Add(one);
                rests.Add(rest);
                bareConcerns.Add(two);
                ourInbox.Add(1000 / three);
                bareInbox.Add(1000 / four);
            }

            Console.WriteLine($"concerns: {Median(ourConcerns):F0} a second beside {Median(bareConcerns):F0} = {100 * Median(ourConcerns) / Median(bareConcerns):F0} % of the limit (goal: at least 50 %); our events are carried meanwhile, the rest in {Median(rests):F1} s after it");
            Console.WriteLine($"inbox over {Cases:N0} cases: {Median(ourInbox):F1} ms beside {Median(bareInbox):F1} ms = {Median(ourInbox) / Median(bareInbox):F2} times (goal: at most 2)");
            return 0;
        }
        finally
        {
            await Processes.Stop(ours);
            if (bare is not null)
                await Processes.Stop(bare);
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static object Body(string number) => new
    {
        harm = false,
        about = new { kind = "child", identityNumber = number },
        text = "Har varit borta många måndagar i rad och vill inte vara med kamraterna på rasterna.",
        spokes = new[] { "healthy", "included" },
        urgency = "normal",
        contact = "070-174 06 05",
    };

    private static async Task<(string Id, string Unit, string Token)> SignedIn(string url)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var user = (await http.GetFromJsonAsync<JsonArray>("/dev/users"))!.First(u => u!["role"]!.GetValue<string>() == "rektor")!;
        using var answer = await http.PostAsJsonAsync("/dev/token", new { user = user["id"]!.GetValue<string>() });
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
        return (user["id"]!.GetValue<string>(), user["unit"]!.GetValue<string>(), token);
    }

    /// <summary>Waits until no event is on its way; returns the seconds.</summary>
    private static async Task<double> Carried(string folder)
    {
        var started = Stopwatch.GetTimestamp();
        var stores = System.IO.Directory.GetFiles(folder, "*.db").Where(store => Path.GetFileName(store) != "bare.db").ToList();
        while (stores.Exists(store => Read(store, "SELECT 1 FROM Outbox LIMIT 1").Count > 0))
            await Task.Delay(100);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> Rate(string url, string token, TimeSpan window, Func<HttpClient, int, Task<HttpResponseMessage>> ask, int clients = Clients)
    {
        var done = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            using var http = new HttpClient { BaseAddress = new Uri(url) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            for (var i = client; Stopwatch.GetElapsedTime(started) < window; i += clients)
            {
                using var answer = await ask(http, i);
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                await answer.Content.ReadAsByteArrayAsync();
                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>20,000 open cases of one unit, each with a clock; on our side of children whom the register knows.</summary>
    private static void Fill(string store, string unit, string? children)
    {
        var known = children is null ? [] : Read(children, "SELECT ChildId FROM Child LIMIT 1000");
        using var db = new SqliteConnection($"Data Source={store};Pooling=False");
        db.Open();
        using var transaction = db.BeginTransaction();
        for (var i = 0; i < Cases; i++)
        {
            using var command = db.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = """
                INSERT INTO CaseFile (CaseId, ChildId, UnitId, IsProtected, State, Origin, OpenedAt, Version) VALUES (@id, @child, @unit, 0, 'gathering', 'concern', @at, 1);
                INSERT INTO Deadline (DeadlineId, Clock, ItemKind, ItemId, UnitId, StartedOn, DueOn, Step) VALUES (@deadline, 'first-decision', 'case', @id, @unit, '2026-01-01', @due, 0);
                """;
            command.Parameters.AddWithValue("@id", Key());
            command.Parameters.AddWithValue("@deadline", Key());
            command.Parameters.AddWithValue("@child", known.Count > 0 ? known[i % known.Count] : Key());
            command.Parameters.AddWithValue("@unit", unit);
            command.Parameters.AddWithValue("@at", "2026-01-01 08:00:00.0000000+00:00");
            command.Parameters.AddWithValue("@due", new DateOnly(2026, 1, 1).AddDays(i % 300).ToString("O", null));
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static void CopyTables(string from, string to)
    {
        var tables = Read(from, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END");
        using var db = new SqliteConnection($"Data Source={to};Pooling=False");
        db.Open();
        foreach (var table in tables)
        {
            using var command = db.CreateCommand();
            command.CommandText = (string)table;
            command.ExecuteNonQuery();
        }
    }

    private static string Key() => Guid.CreateVersion7().ToString().ToUpperInvariant();

    private static List<string> Numbers(string store) => Read(store, "SELECT Number FROM ChildIdentity WHERE Kind = 'personnummer' LIMIT 1000").ConvertAll(n => (string)n);

    private static List<object> Read(string store, string sql)
    {
        using var db = new SqliteConnection($"Data Source={store};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<object>();
        while (reader.Read())
            found.Add(reader.GetValue(0));
        return found;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
