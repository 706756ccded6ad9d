using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Bench;

/// <summary>
/// The limit: Kestrel and ADO.NET with prepared statements, the rows of a concern (receipt, spokes, audit, event) durable before the answer, by one writer that
/// commits what waits together, which is the best that the engine does; and the inbox's query with its audit row. It asks who calls, and nothing about whether they may.
/// </summary>
internal static class BareServer
{
    private const string Inbox = """
        SELECT x.Total, x.Kind, x.Id, x.ChildId, x.State, x.HandlerId, x.Since, x.DueOn, x.Urgency FROM (
          SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY CASE WHEN i.DueOn IS NULL THEN 1 ELSE 0 END, i.DueOn, i.Since, i.Id) AS Place,
            i.Kind, i.Id, i.ChildId, i.State, i.HandlerId, i.Since, i.DueOn, i.Urgency FROM (
            SELECT 'concern' AS Kind, c.ConcernId AS Id, c.ChildId, c.State, c.HandlerId, c.ReceivedAt AS Since, c.Urgency,
              (SELECT MIN(d.DueOn) FROM Deadline d WHERE d.ItemId = c.ConcernId AND d.UnitId = c.UnitId AND d.DoneAt IS NULL) AS DueOn
            FROM Concern c WHERE c.UnitId = @unit AND c.State IN ('new', 'acknowledged')
            UNION ALL
            SELECT 'case' AS Kind, f.CaseId AS Id, f.ChildId, f.State, f.HandlerId, f.OpenedAt AS Since, NULL AS Urgency,
              (SELECT MIN(d.DueOn) FROM Deadline d WHERE d.ItemId = f.CaseId AND d.UnitId = f.UnitId AND d.DoneAt IS NULL) AS DueOn
            FROM CaseFile f WHERE f.UnitId = @unit AND f.State IN ('gathering', 'measures', 'offered', 'collaborating')) i) x
        WHERE x.Place <= 20 ORDER BY x.Place
        """;

    private static readonly BlockingCollection<(Action<Statements> Write, TaskCompletionSource Done)> Queue = [];

    public static async Task<int> Run(string url, string store)
    {
        var writer = new Thread(() => Write(store)) { IsBackground = true };
        writer.Start();
        var readers = new ConcurrentBag<SqliteConnection>();
        var builder = WebApplication.CreateSlimBuilder([$"--urls={url}"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/concerns", async (HttpContext http) =>
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body);
            Who(readers, store, http);
            var id = Guid.CreateVersion7().ToString().ToUpperInvariant();
            var text = body.RootElement.GetProperty("text").GetString()!;
            var spokes = body.RootElement.GetProperty("spokes").EnumerateArray().Select(s => s.GetString()!).ToList();
            var payload = body.RootElement.GetRawText();
            await Durable(statements => statements.Concern(id, text, spokes, payload));
            http.Response.StatusCode = 201;
            await http.Response.WriteAsJsonAsync(new { receiptId = id, status = "sent", next = "holder" });
        });
        app.MapGet("/inbox", async (HttpContext http, string unit) =>
        {
            Who(readers, store, http);
            var items = Items(readers, store, unit);
            await Durable(statements => statements.Audit("read"));
            await http.Response.WriteAsJsonAsync(new { total = items.Count, items });
        });
        await app.RunAsync();
        return 0;
    }

    private static Task Durable(Action<Statements> write)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add((write, done));
        return done.Task;
    }

    private static void Write(string store)
    {
        using var db = Open(store);
        var statements = new Statements(db);
        var batch = new List<TaskCompletionSource>();
        foreach (var first in Queue.GetConsumingEnumerable())
        {
            Execute(db, "BEGIN IMMEDIATE");
            first.Write(statements);
            batch.Add(first.Done);
            while (batch.Count < 256 && Queue.TryTake(out var next))
            {
                next.Write(statements);
                batch.Add(next.Done);
            }

            Execute(db, "COMMIT");
            batch.ForEach(done => done.SetResult());
            batch.Clear();
        }
    }

    private static void Who(ConcurrentBag<SqliteConnection> readers, string store, HttpContext http)
    {
        var db = readers.TryTake(out var kept) ? kept : Open(store);
        using var command = db.CreateCommand();
        command.CommandText = "SELECT Owner FROM Lease WHERE Name = @name";
        command.Parameters.AddWithValue("@name", http.Request.Headers.Authorization.ToString());
        command.ExecuteScalar();
        readers.Add(db);
    }

    private static List<object[]> Items(ConcurrentBag<SqliteConnection> readers, string store, string unit)
    {
        var db = readers.TryTake(out var kept) ? kept : Open(store);
        using var command = db.CreateCommand();
        command.CommandText = Inbox;
        command.Parameters.AddWithValue("@unit", unit);
        var items = new List<object[]>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                items.Add([.. row.Select(value => value is DBNull ? "" : value)]);
            }
        }

        readers.Add(db);
        return items;
    }

    private static SqliteConnection Open(string store)
    {
        var db = new SqliteConnection($"Data Source={store};Pooling=False");
        db.Open();
        Execute(db, "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        return db;
    }

    private static void Execute(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Statements
    {
        private readonly string stripe = Guid.CreateVersion7().ToString("N");
        private readonly SqliteCommand receipt;
        private readonly SqliteCommand spoke;
        private readonly SqliteCommand audit;
        private readonly SqliteCommand outbox;
        private long seq;

        public Statements(SqliteConnection db)
        {
            receipt = Prepared(db, "INSERT INTO Receipt (ReceiptId, UnitId, PersonId, RaisedAt, Harm, Urgency, About, Body, Status, StatusAt) VALUES (@id, 'u', 'p', @at, 0, 'normal', 'child', @body, 'sent', @at)", "@id", "@at", "@body");
            spoke = Prepared(db, "INSERT INTO ReceiptSpoke (ReceiptId, Spoke) VALUES (@id, @spoke)", "@id", "@spoke");
            audit = Prepared(db, "INSERT INTO Audit (Stripe, Seq, At, Actor, UnitId, Role, Organisation, Action, Slice, Outcome, RequestId, Hash) VALUES (@stripe, @seq, @at, 'p', 'u', 'rektor', 'school', @action, 'RaiseConcern', 'done', 'r', @hash)", "@stripe", "@seq", "@at", "@action", "@hash");
            outbox = Prepared(db, "INSERT INTO Outbox (EventId, Handler, OrderKey, Seq, EventType, Payload, RecordedAt, Attempts, NotBefore) VALUES (@id, 'Casework.RouteConcern', @id, @seq, 'ConcernRaised', @payload, @at, 0, @at)", "@id", "@seq", "@payload", "@at");
        }

        public void Concern(string id, string text, List<string> spokes, string payload)
        {
            var at = Now();
            Run(receipt, id, at, text);
            foreach (var key in spokes)
                Run(spoke, id, key);
            Run(outbox, id, seq, payload, at);
            Audit("changed");
        }

        public void Audit(string action)
        {
            seq++;
            Run(audit, stripe, seq, Now(), action, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(seq))));
        }

        private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fffffff+00:00", CultureInfo.InvariantCulture);

        private static void Run(SqliteCommand command, params object[] values)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
            command.ExecuteNonQuery();
        }

        private static SqliteCommand Prepared(SqliteConnection db, string sql, params string[] parameters)
        {
            var command = db.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddRange(parameters.Select(name => new SqliteParameter(name, null)));
            return command;
        }
    }
}
