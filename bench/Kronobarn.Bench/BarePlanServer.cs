using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Bench;

/// <summary>
/// The limit for opening a plan: Kestrel and ADO.NET with statements that are parsed once. Each select that access, consent and content rest on, once in each request, in one
/// snapshot and over a copy of the same rows; then one audit row, by one writer that commits what waits together, durable before the answer. It reads what access rests on
/// and decides nothing.
/// </summary>
internal static class BarePlanServer
{
    private const string Caller = """
        SELECT a.AssignmentId, a.PersonId, p.Name, u.Organisation, a.UnitId, u.Name AS UnitName, a.RoleCode, u.Municipality
        FROM Directory.Assignment a JOIN Directory.Person p ON p.PersonId = a.PersonId JOIN Directory.Unit u ON u.UnitId = a.UnitId
        WHERE a.PersonId = @person AND a.FromDate <= @today AND (a.ToDate IS NULL OR a.ToDate > @today) AND (u.ToDate IS NULL OR u.ToDate > @today) ORDER BY a.FromDate, a.AssignmentId
        """;

    private const string Plan = """
        SELECT PlanId, ChildId, State, OwnerOrganisation, OwnerUnitId, HolderOrganisation, HolderUnitId, MeetingId, Number, NextFollowUp, OpenedAt, ClosedAt, Outcome, OutcomeBody
        FROM Collaboration.ChildPlan WHERE PlanId = @plan
        """;

    private const string Parties = "SELECT PlanId, UnitId, Organisation, State, Message, AskedAt, AnsweredAt FROM Collaboration.PlanParty WHERE PlanId = @plan ORDER BY AskedAt, UnitId";

    private const string Parts = """
        SELECT PartId, PlanId, Kind, OriginUnitId, OriginMemberId, Writers, Content, Version, IsRemoved, ChangedBy, ChangedByUnitId, ChangedAt
        FROM Collaboration.PlanPart WHERE PlanId = @plan AND IsRemoved = 0 ORDER BY PartId
        """;

    private const string Messages = """
        SELECT x.MessageId, x.FromUnitId, x.FromMemberId, x.SentAt, x.Body FROM (
          SELECT m.MessageId, m.FromUnitId, m.FromMemberId, m.SentAt, m.Body, ROW_NUMBER() OVER (ORDER BY m.SentAt DESC, m.MessageId DESC) AS Place
          FROM Collaboration.Message m
          WHERE m.PlanId = @plan AND (m.FromUnitId = @unit OR EXISTS (SELECT 1 FROM Collaboration.AudienceUnit a WHERE a.ItemId = m.MessageId AND a.UnitId = @unit))) x
        WHERE x.Place <= 20 ORDER BY x.Place
        """;

    private static readonly string[] Access =
    [
        "SELECT Protection FROM Responsibility.Child WHERE ChildId = @child",
        "SELECT COUNT(*) FROM Responsibility.NamedStaff WHERE ChildId = @child AND PersonId = @person",
        "SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName FROM Responsibility.Period WHERE ChildId = @child AND SupersededAt IS NULL ORDER BY FromDate",
        "SELECT COUNT(*) FROM Collaboration.OwnerOffer WHERE PlanId = @plan AND ToUnitId = @unit AND State = 'open'",
    ];

    private static readonly string[] Consent =
    [
        "SELECT ChildId, GivenName, FamilyName, BirthDate, Protection FROM Responsibility.Child WHERE ChildId = @child",
        """
        SELECT Number, GivenName, FamilyName, Protection FROM Responsibility.Guardian
        WHERE ChildId = @child AND (FromDate IS NULL OR FromDate <= @today) AND (ToDate IS NULL OR ToDate > @today) ORDER BY FamilyName, GivenName, Number
        """,
        "SELECT MemberId FROM Responsibility.ClosedView WHERE ChildId = @child AND OpenedAt IS NULL",
        "SELECT Judgement FROM Collaboration.Maturity WHERE ChildId = @child AND JudgedAt = (SELECT MAX(JudgedAt) FROM Collaboration.Maturity WHERE ChildId = @child)",
        """
        SELECT f.FormId, f.UntilDate, f.RenewsFormId, l.FromUnitId, l.ToUnitId, l.Category FROM Collaboration.ConsentForm f JOIN Collaboration.ConsentLine l ON l.FormId = f.FormId
        WHERE f.ChildId = @child AND f.State = 'open' AND f.UntilDate >= @today ORDER BY f.AskedAt DESC, f.FormId
        """,
        """
        SELECT GroundId, FromUnitId, ToUnitId, Category, UntilDate FROM Collaboration.OtherGround
        WHERE ChildId = @child AND EndedAt IS NULL AND UntilDate >= @today ORDER BY DecidedAt, GroundId
        """,
        """
        SELECT c.FormId, c.MemberId, c.State, e.ToUnitId, e.Category
        FROM Collaboration.ConsentForm f JOIN Collaboration.Consent c ON c.FormId = f.FormId LEFT JOIN Collaboration.ConsentException e ON e.ConsentId = c.ConsentId
        WHERE f.ChildId = @child AND f.State = 'open' AND f.UntilDate >= @today
        """,
    ];

    private static readonly BlockingCollection<TaskCompletionSource> Waiting = [];

    public static async Task<int> Run(string url, string folder)
    {
        var writer = new Thread(() => Write(folder)) { IsBackground = true };
        writer.Start();
        var readers = new ConcurrentBag<Reader>();
        var builder = WebApplication.CreateSlimBuilder([$"--urls={url}"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapGet("/plans/{plan}", async (HttpContext http, string plan) =>
        {
            var answer = Read(readers, folder, http, plan, static (reader, row) => new
            {
                plan = row,
                parties = reader.Rows(Parties),
                parts = reader.Rows(Parts),
                followUps = reader.Rows("SELECT FollowUpId, UnitId, HeldOn, Summary, NextOn FROM Collaboration.FollowUp WHERE PlanId = @plan ORDER BY HeldOn, FollowUpId"),
                corrections = reader.Rows("SELECT CorrectionId, PartId, Body, UnitId, WrittenAt FROM Collaboration.PlanCorrection WHERE PlanId = @plan ORDER BY WrittenAt, CorrectionId"),
                units = reader.Rows("SELECT UnitId, Name FROM Directory.Unit WHERE UnitId IN (SELECT UnitId FROM Collaboration.PlanParty WHERE PlanId = @plan)"),
            });
            // One row for an opening: what its messages show stands behind the same.
            var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Waiting.Add(durable);
            await durable.Task;
            await http.Response.WriteAsJsonAsync(answer);
        });
        app.MapGet("/plans/{plan}/messages", async (HttpContext http, string plan) => await http.Response.WriteAsJsonAsync(Read(readers, folder, http, plan, static (reader, _) => new
        {
            messages = reader.Rows(Messages),
            toUnits = reader.Rows("SELECT ItemId, UnitId, ReadBy, ReadAt FROM Collaboration.AudienceUnit WHERE ItemId IN (SELECT MessageId FROM Collaboration.Message WHERE PlanId = @plan) ORDER BY UnitId"),
            toMembers = reader.Rows("SELECT ItemId, MemberId, ReadAt FROM Collaboration.AudienceMember WHERE ItemId IN (SELECT MessageId FROM Collaboration.Message WHERE PlanId = @plan) ORDER BY MemberId"),
            units = reader.Rows("SELECT UnitId, Name FROM Directory.Unit WHERE UnitId IN (SELECT UnitId FROM Collaboration.PlanParty WHERE PlanId = @plan)"),
        })));
        await app.RunAsync();
        return 0;
    }

    private static T Read<T>(ConcurrentBag<Reader> readers, string folder, HttpContext http, string plan, Func<Reader, object?[], T> content)
    {
        var reader = readers.TryTake(out var kept) ? kept : new Reader(folder);
        reader.Run("BEGIN");
        reader.Set("@person", http.Request.Headers.Authorization.ToString()["Bearer bare ".Length..]);
        reader.Set("@plan", plan.ToUpperInvariant());
        reader.Set("@unit", (string)reader.Rows(Caller)[0][4]!);
        var row = reader.Rows(Plan)[0];
        reader.Set("@child", (string)row[1]!);
        foreach (var sql in Access)
            reader.Rows(sql);
        foreach (var sql in Consent)
            reader.Rows(sql);
        var answer = content(reader, row);
        reader.Run("COMMIT");
        readers.Add(reader);
        return answer;
    }

    private static void Write(string folder)
    {
        using var db = Open(folder);
        using var audit = db.CreateCommand();
        audit.CommandText = """
            INSERT INTO Collaboration.Audit (Stripe, Seq, At, Actor, UnitId, Role, Organisation, Action, Slice, Outcome, RequestId, Hash)
            VALUES (@stripe, @seq, @at, 'p', 'u', 'rektor', 'school', 'read', 'GetPlan', 'done', 'r', @hash)
            """;
        audit.Parameters.AddWithValue("@stripe", Guid.CreateVersion7().ToString("N"));
        var (seq, at, hash) = (audit.Parameters.AddWithValue("@seq", 0L), audit.Parameters.AddWithValue("@at", ""), audit.Parameters.AddWithValue("@hash", ""));
        var batch = new List<TaskCompletionSource>();
        foreach (var first in Waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            Execute(db, "BEGIN IMMEDIATE");
            Insert();
            while (batch.Count < 256 && Waiting.TryTake(out var next))
            {
                batch.Add(next);
                Insert();
            }

            Execute(db, "COMMIT");
            batch.ForEach(done => done.SetResult());
            batch.Clear();
        }

        void Insert()
        {
            seq.Value = (long)seq.Value! + 1;
            at.Value = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fffffff+00:00", CultureInfo.InvariantCulture);
            hash.Value = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes((long)seq.Value)));
            audit.ExecuteNonQuery();
        }
    }

    /// <summary>The three stores under their names, so that the statements are the program's own text.</summary>
    private static SqliteConnection Open(string folder)
    {
        var db = new SqliteConnection("Data Source=:memory:;Pooling=False");
        db.Open();
        foreach (var module in PlanBenchmark.Stores)
            Execute(db, $"ATTACH '{Path.Combine(folder, module)}.db' AS {module}; PRAGMA {module}.journal_mode = WAL; PRAGMA {module}.synchronous = FULL");
        Execute(db, "PRAGMA busy_timeout = 5000");
        return db;
    }

    private static void Execute(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A connection with its statements, in the hands of one request at a time.</summary>
    private sealed class Reader(string folder)
    {
        private readonly SqliteConnection db = Open(folder);
        private readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SqliteParameter> values = new(StringComparer.Ordinal)
        {
            ["@today"] = new("@today", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ["@person"] = new("@person", ""),
            ["@plan"] = new("@plan", ""),
            ["@unit"] = new("@unit", ""),
            ["@child"] = new("@child", ""),
        };

        public void Set(string name, string value) => values[name].Value = value;

        public void Run(string sql) => Command(sql).ExecuteNonQuery();

        public List<object?[]> Rows(string sql)
        {
            var rows = new List<object?[]>();
            using var reader = Command(sql).ExecuteReader();
            while (reader.Read())
            {
                var row = new object?[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                    row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                rows.Add(row);
            }

            return rows;
        }

        private SqliteCommand Command(string sql)
        {
            if (kept.TryGetValue(sql, out var known))
                return known;
            var command = db.CreateCommand();
            command.CommandText = sql;
            // All statements share the parameters, so that a value is set once for a request.
            foreach (var (name, parameter) in values)
            {
                if (sql.Contains(name, StringComparison.Ordinal))
                    command.Parameters.Add(parameter);
            }

            command.Prepare();
            kept.Add(sql, command);
            return command;
        }
    }
}
