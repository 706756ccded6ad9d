using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kronobarn.Kernel;

/// <summary>Who did what with whose data, and why. Codes and ids only.</summary>
public sealed record AuditEntry
{
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? UnitId { get; init; }
    public string? Role { get; init; }
    public string? Organisation { get; init; }
    public required string Action { get; init; }
    public required string Slice { get; init; }
    public Guid? SubjectId { get; init; }
    public string? Ground { get; init; }
    public Guid? ConsentId { get; init; }
    public string? Purpose { get; init; }

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    public string Outcome { get; init; } = "done";
    public string? RequestId { get; init; }
}

/// <summary>
/// One chain of audit rows: each row's hash covers the row before, so that an altered, removed or swapped row is found by <c>verify</c>.
/// A writer holds its stripe from the first row to the commit; several writers have several stripes, so that no row is everybody's lock.
/// </summary>
public sealed class AuditStripe
{
    internal static readonly string[] Columns =
        ["Stripe", "Seq", "At", "Actor", "UnitId", "Role", "Organisation", "Action", "Slice", "SubjectId", "Ground", "ConsentId", "Purpose", "Outcome", "RequestId", "Hash"];

    private readonly string stripe = Guid.CreateVersion7().ToString("N");
    private long seq;
    private string hash = "";

    internal (long Seq, string Hash) Mark() => (seq, hash);

    internal void Rewind((long Seq, string Hash) mark) => (seq, hash) = mark;

    internal Task Record(Session session)
    {
        if (session.AuditEntries.Count == 0)
            return Task.CompletedTask;

        var rows = new List<object?[]>(session.AuditEntries.Count);
        foreach (var entry in session.AuditEntries)
        {
            seq++;
            hash = Hash(hash, stripe, seq, entry);
            rows.Add([stripe, seq, entry.At, entry.Actor, entry.UnitId, entry.Role, entry.Organisation, entry.Action, entry.Slice, entry.SubjectId,
                entry.Ground, entry.ConsentId, entry.Purpose, entry.Outcome, entry.RequestId, hash]);
        }

        session.AuditEntries.Clear();
        return session.Insert("Audit", Columns, rows);
    }

    /// <summary>The row's link: SHA-256, in hexadecimal, over the link before and the fields, each with its length so that none can lend to its neighbour.</summary>
    internal static string Hash(string before, string stripe, long seq, AuditEntry e)
    {
        var text = new StringBuilder(256);
        Add(before);
        Add(stripe);
        Add(seq.ToString(CultureInfo.InvariantCulture));
        Add(SqlTypes.Text(e.At));
        Add(e.Actor);
        Add(e.UnitId);
        Add(e.Role);
        Add(e.Organisation);
        Add(e.Action);
        Add(e.Slice);
        Add(e.SubjectId?.ToString("N"));
        Add(e.Ground);
        Add(e.ConsentId?.ToString("N"));
        Add(e.Purpose);
        Add(e.Outcome);
        Add(e.RequestId);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Add(string? field) => text.Append(field?.Length ?? -1).Append(':').Append(field).Append(';');
    }

    /// <summary>Walks every chain of a module's store; returns the first broken link, or <c>null</c>.</summary>
    public static Task<string?> Verify(Store store, CancellationToken cancel) => store.Read(session =>
    {
        string chain = "", link = "";
        long place = 0;
        foreach (var row in session.Stream<Row>("""
            SELECT Stripe, Seq, At, Actor, UnitId, Role, Organisation, Action, Slice, SubjectId, Ground, ConsentId, Purpose, Outcome, RequestId, Hash
            FROM {Module}.Audit ORDER BY Stripe, Seq
            """))
        {
            if (!string.Equals(row.Stripe, chain, StringComparison.Ordinal))
                (chain, place, link) = (row.Stripe, 0, "");
            if (row.Seq != place + 1)
                return Task.FromResult<string?>($"{store.Module}.Audit: row {place + 1} of stripe {chain} is missing");
            (place, link) = (row.Seq, Hash(link, row.Stripe, row.Seq, row.Entry()));
            if (!string.Equals(link, row.Hash, StringComparison.Ordinal))
                return Task.FromResult<string?>($"{store.Module}.Audit: row {place} of stripe {chain} has been altered");
            cancel.ThrowIfCancellationRequested();
        }

        return Task.FromResult<string?>(null);
    }, cancel);

    private sealed class Row
    {
        public required string Stripe { get; init; }
        public required long Seq { get; init; }
        public required DateTimeOffset At { get; init; }
        public required string Actor { get; init; }
        public string? UnitId { get; init; }
        public string? Role { get; init; }
        public string? Organisation { get; init; }
        public required string Action { get; init; }
        public required string Slice { get; init; }
        public Guid? SubjectId { get; init; }
        public string? Ground { get; init; }
        public Guid? ConsentId { get; init; }
        public string? Purpose { get; init; }
        public required string Outcome { get; init; }
        public string? RequestId { get; init; }
        public required string Hash { get; init; }

        public AuditEntry Entry() => new()
        {
            At = At,
            Actor = Actor,
            UnitId = UnitId,
            Role = Role,
            Organisation = Organisation,
            Action = Action,
            Slice = Slice,
            SubjectId = SubjectId,
            Ground = Ground,
            ConsentId = ConsentId,
            Purpose = Purpose,
            Outcome = Outcome,
            RequestId = RequestId,
        };
    }
}
