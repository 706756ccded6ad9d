using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Kronobarn.Bench;

/// <summary>
/// A plan of four units with five insatser, four contacts, three goals and two messages, opened by 16 clients at once on the published program with its demo county; beside it
/// <see cref="BarePlanServer"/>. One opening is the plan and its messages, two requests on either side: ours writes an audit row for each of the two, the bare server one in all.
/// Measured among 1,000 other plans and among 100,000.
/// </summary>
internal sealed class PlanBenchmark : IBenchmark
{
    /// <summary>The stores that an opening reads.</summary>
    public static readonly string[] Stores = ["Collaboration", "Responsibility", "Directory"];

    private const int Clients = 16;
    private const string Api = "/api/collaboration/v1";

    private static readonly string[] Roles = ["rektor", "preschool-head", "social-worker"];
    private static readonly string[] Categories = ["plan", "contact"];

    public string Name => "plan";
    public string Help => "HOST-DLL [--seconds 8] [--rounds 3] [--plans 100000]: plans opened a second by 16 clients, as a ratio to bare Kestrel and ADO.NET, among 1,000 other plans and 100,000";

    public async Task<int> Run(string[] args)
    {
        if (args is ["bare", var at, var stores])
            return await BarePlanServer.Run(at, stores);
        var (seconds, rounds, most) = (Processes.Option(args, "--seconds", 8), Processes.Option(args, "--rounds", 3), Processes.Option(args, "--plans", 100_000));
        var folder = Path.Combine(Path.GetTempPath(), $"kronobarn-bench-{Environment.ProcessId}");
        System.IO.Directory.CreateDirectory(folder);
        var url = Processes.FreeUrl();
        // The demo sign-in lists the first guardians of the county only: in a small one there is a child with both of them.
        var ours = Processes.Start([args[0], $"--urls={url}", $"--Kronobarn:DataFolder={folder}", "--Kronobarn:Demo:Children=60"]);
        try
        {
            await Processes.Ready(url);
            var laid = await Lay(url);
            var (few, many) = (new Read(), new Read());
            await Measure(ours, url, laid, folder, 0, 1_000, few, seconds, rounds);
            await Measure(ours, url, laid, folder, 1_000, most, many, seconds, rounds);
            foreach (var (read, plans) in new[] { (few, 1_000), (many, most) })
                Console.WriteLine($"""
                    among {plans:N0} other plans: {Median(read.OurRate):F0} openings a second beside {Median(read.BareRate):F0} = {100 * Median(read.OurRate) / Median(read.BareRate):F0} % of the limit (goal: at least 40 %)
                      p99 {Median(read.OurP99):F1} ms beside {Median(read.BareP99):F1} ms = {Median(read.OurP99) / Median(read.BareP99):F2} times (goal: at most 3)
                      processor time an opening {Median(read.OurCost):F3} ms beside {Median(read.BareCost):F3} ms
                    """);
            Console.WriteLine($"processor time an opening among {most:N0} plans, beside among 1,000: {Median(many.OurCost) / Median(few.OurCost):F2} times, the bare server's {Median(many.BareCost) / Median(few.BareCost):F2} (goal: does not grow, 1.0)");
            return 0;
        }
        finally
        {
            await Processes.Stop(ours);
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(Process ours, string url, Laid laid, string folder, int from, int to, Read read, int seconds, int rounds)
    {
        Fill(Path.Combine(folder, "Collaboration.db"), from, to);
        // What has not been carried yet would take its share of the cores from the bare server.
        await Carried(folder);
        var copy = System.IO.Directory.CreateDirectory(Path.Combine(folder, $"bare-{to}")).FullName;
        foreach (var store in Stores)
            Execute(Path.Combine(folder, $"{store}.db"), $"VACUUM INTO '{Path.Combine(copy, $"{store}.db")}'");
        var bareUrl = Processes.FreeUrl();
        var bare = Processes.Start([typeof(PlanBenchmark).Assembly.Location, "plan", "bare", bareUrl, copy]);
        try
        {
            await Processes.Ready(bareUrl);
            for (var round = 0; round <= rounds; round++)
            {
                var window = TimeSpan.FromSeconds(round == 0 ? 2 : seconds);
                var one = await Rate(ours, url, laid.Token, window, $"{Api}/plans/{laid.Plan}");
                var two = await Rate(bare, bareUrl, $"bare {laid.Person}", window, $"/plans/{laid.Plan}");
                // The first round warms both.
                if (round == 0)
                    continue;
                read.OurRate.Add(one.PerSecond);
                read.OurP99.Add(one.P99);
                read.OurCost.Add(one.Cost);
                read.BareRate.Add(two.PerSecond);
                read.BareP99.Add(two.P99);
                read.BareCost.Add(two.Cost);
            }
        }
        finally
        {
            await Processes.Stop(bare);
            System.IO.Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>Openings a second, the time in ms that 99 of 100 are done in, and the server's processor time in ms for each.</summary>
    private static async Task<(double PerSecond, double P99, double Cost)> Rate(Process server, string url, string token, TimeSpan window, string plan)
    {
        server.Refresh();
        var (spent, started) = (server.TotalProcessorTime, Stopwatch.GetTimestamp());
        var times = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            using var http = new HttpClient { BaseAddress = new Uri(url) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(started) < window)
            {
                var began = Stopwatch.GetTimestamp();
                await Get(http, plan);
                await Get(http, $"{plan}/messages");
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return mine;
        })))).SelectMany(mine => mine).Order().ToList();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        server.Refresh();
        return (times.Count / elapsed, times[times.Count * 99 / 100], (server.TotalProcessorTime - spent).TotalMilliseconds / times.Count);
    }

    private static async Task Get(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
    }

    /// <summary>A child of the demo county with guardians who can sign in, everybody's yes, and a plan of its holder with three more units at the table, one of which opens it.</summary>
    private static async Task<Laid> Lay(string url)
    {
        using var open = new HttpClient { BaseAddress = new Uri(url) };
        var users = (await open.GetFromJsonAsync<JsonArray>("/dev/users"))!.Select(u => u!).ToList();
        var family = users.Where(u => Text(u, "organisation") == "family" && Text(u, "role") == "guardian").Select(u => Text(u, "id")).ToHashSet(StringComparer.Ordinal);
        List<JsonNode> others = [.. Roles.Select(role => users.First(u => Text(u, "role") == role))];
        foreach (var nurse in users.Where(u => Text(u, "role") == "bhv-nurse"))
        {
            var holder = await SignedIn(url, Text(nurse, "id"));
            foreach (var child in (await Ask(holder, HttpMethod.Get, "/api/child-health-care/v1/children?limit=100"))["children"]!.AsArray().Select(c => Text(c!, "childId")))
            {
                var givers = (await Ask(holder, HttpMethod.Get, $"{Api}/children/{child}/consent-forms"))["givers"]!.AsArray().Select(g => g!["memberId"]!.GetValue<Guid>().ToString("N")).ToList();
                if (givers.Count != 2 || !givers.TrueForAll(family.Contains))
                    continue;
                List<(string Unit, HttpClient Http)> table = [(Text(nurse, "unit"), holder)];
                foreach (var other in others)
                    table.Add((Text(other, "unit"), await SignedIn(url, Text(other, "id"))));
                var plan = await Table(url, child, table);
                return new Laid(plan, Text(others[0], "id"), table[1].Http.DefaultRequestHeaders.Authorization!.Parameter!);
            }
        }

        throw new InvalidOperationException("The demo county has no child with two guardians who can sign in.");
    }

    private static async Task<string> Table(string url, string child, List<(string Unit, HttpClient Http)> table)
    {
        var holder = table[0].Http;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var units = table.ConvertAll(t => t.Unit);
        var asked = await Ask(holder, HttpMethod.Post, $"{Api}/children/{child}/consent-forms", new
        {
            purpose = "Att hjälpas åt kring barnet.",
            until = today.AddMonths(2),
            lines = new[] { new { from = units, to = units, categories = Categories } },
        });
        foreach (var one in asked["asked"]!.AsArray())
            await Ask(await SignedIn(url, one!["memberId"]!.GetValue<Guid>().ToString("N")), HttpMethod.Post, $"/api/family/v1/consents/{Text(one, "consentId")}/answers", new { answer = "given" });
        var plan = Text(await Ask(holder, HttpMethod.Post, $"{Api}/children/{child}/plans", new { nextFollowUp = today.AddMonths(1) }), "planId");
        foreach (var (unit, http) in table.Skip(1))
        {
            await Ask(holder, HttpMethod.Post, $"{Api}/plans/{plan}/parties", new { unitId = unit, message = "Kom med." });
            await Ask(http, HttpMethod.Post, $"{Api}/plans/{plan}/answers", new { joins = true });
        }

        for (var i = 0; i < 3; i++)
            await Ask(holder, HttpMethod.Post, $"{Api}/plans/{plan}/parts", new { goal = new { text = $"Har någon att vara med på rasten, steg {i}.", evidence = "Barnet berättar själv, och personalen ser det." } });
        for (var i = 0; i < 5; i++)
        {
            var (unit, http) = table[i % table.Count];
            await Ask(http, HttpMethod.Post, $"{Api}/plans/{plan}/parts", new { intervention = new { what = $"En vuxen följer med ut och leder en lek, varje dag, del {i}.", unitId = unit, from = today, topic = $"rasten {i}", aim = "more" } });
        }

        foreach (var (unit, http) in table)
            await Ask(http, HttpMethod.Post, $"{Api}/plans/{plan}/parts", new { contact = new { unitId = unit, name = "Kim Kontakt", phone = "070-174 06 05", task = "Håller ihop det" } });
        for (var i = 0; i < 2; i++)
            await Ask(table[i].Http, HttpMethod.Post, $"{Api}/plans/{plan}/messages", new { text = "Vi ses på måndag klockan tre.", audience = new { units = units.Where(u => u != table[i].Unit), family = Array.Empty<Guid>() } });
        return plan;
    }

    private static async Task<HttpClient> SignedIn(string url, string user)
    {
        var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(await Ask(http, HttpMethod.Post, "/dev/token", new { user }), "accessToken"));
        return http;
    }

    private static async Task<JsonNode> Ask(HttpClient http, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    private static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";

    /// <summary>Waits until no event is on its way.</summary>
    private static async Task Carried(string folder)
    {
        var stores = System.IO.Directory.GetFiles(folder, "*.db");
        while (Array.Exists(stores, store => HasEvents(store)))
            await Task.Delay(100);
    }

    private static bool HasEvents(string store)
    {
        using var db = Open(store);
        using var command = db.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Outbox";
        return (long)command.ExecuteScalar()! > 0;
    }

    /// <summary>Plans of other children and other units, each with two parties, three parts, a form with four lines and two who have said yes, and a message.</summary>
    private static void Fill(string store, int from, int to)
    {
        using var db = Open(store);
        var keys = new[] { "@plan", "@child", "@form", "@a", "@b", "@c", "@d", "@e", "@m", "@unit", "@other" };
        using var command = db.CreateCommand();
        command.CommandText = """
            INSERT INTO ChildPlan (PlanId, ChildId, State, OwnerOrganisation, OwnerUnitId, Number, NextFollowUp, OpenedAt, OpenedBy)
              VALUES (@plan, @child, 'open', 'child-health-care', @unit, 4, '2027-01-01', '2026-01-01 08:00:00.0000000+00:00', 'p');
            INSERT INTO PlanParty (PlanId, UnitId, Organisation, State, AskedBy, AskedAt) SELECT @plan, u, 'school', 'joined', 'p', '2026-01-01 08:00:00.0000000+00:00' FROM (SELECT @unit AS u UNION SELECT @other);
            INSERT INTO PlanPart (PartId, PlanId, Kind, OriginUnitId, Writers, Content, Version, IsRemoved, ChangedBy, ChangedByUnitId, ChangedAt)
              SELECT k, @plan, 'goal', @unit, @unit, '{"goal":{"text":"Har någon att vara med på rasten.","evidence":"Barnet berättar själv, och personalen ser det."}}', 1, 0, 'p', @unit, '2026-01-01 08:00:00.0000000+00:00'
              FROM (SELECT @a AS k UNION SELECT @b UNION SELECT @c);
            INSERT INTO ConsentForm (FormId, ChildId, AskedByOrganisation, AskedByUnitId, AskedBy, AskedAt, Purpose, UntilDate, State)
              VALUES (@form, @child, 'child-health-care', @unit, 'p', '2026-01-01 08:00:00.0000000+00:00', 'Att hjälpas åt.', '2099-01-01', 'open');
            INSERT INTO ConsentLine (FormId, FromUnitId, ToUnitId, Category) SELECT @form, @unit, @other, c FROM (SELECT 'plan' AS c UNION SELECT 'contact') UNION SELECT @form, @other, @unit, c FROM (SELECT 'plan' AS c UNION SELECT 'contact');
            INSERT INTO Consent (ConsentId, FormId, ChildId, MemberId, IsNeeded, State) SELECT k, @form, @child, k, 1, 'given' FROM (SELECT @d AS k UNION SELECT @e);
            INSERT INTO Message (MessageId, PlanId, ChildId, FromUnitId, SentBy, SentAt, Body) VALUES (@m, @plan, @child, @unit, 'p', '2026-01-01 08:00:00.0000000+00:00', 'Vi ses på måndag klockan tre.');
            INSERT INTO AudienceUnit (ItemId, UnitId) VALUES (@m, @other);
            """;
        command.Parameters.AddRange(Array.ConvertAll(keys, key => new SqliteParameter(key, null)));
        for (var first = from; first < to; first += 5_000)
        {
            using var transaction = db.BeginTransaction();
            command.Transaction = transaction;
            for (var i = first; i < Math.Min(to, first + 5_000); i++)
            {
                foreach (SqliteParameter parameter in command.Parameters)
                    parameter.Value = Guid.CreateVersion7().ToString().ToUpperInvariant();
                (command.Parameters["@unit"].Value, command.Parameters["@other"].Value) = (string.Create(CultureInfo.InvariantCulture, $"U-{i % 150}"), string.Create(CultureInfo.InvariantCulture, $"U-{(i + 1) % 150}"));
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Execute(store, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static SqliteConnection Open(string store)
    {
        var db = new SqliteConnection($"Data Source={store};Pooling=False");
        db.Open();
        return db;
    }

    private static void Execute(string store, string sql)
    {
        using var db = Open(store);
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>The plan, and who opens it.</summary>
    private sealed record Laid(string Plan, string Person, string Token);

    private sealed class Read
    {
        public List<double> OurRate { get; } = [];
        public List<double> BareRate { get; } = [];
        public List<double> OurP99 { get; } = [];
        public List<double> BareP99 { get; } = [];
        public List<double> OurCost { get; } = [];
        public List<double> BareCost { get; } = [];
    }
}
