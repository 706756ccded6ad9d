using System.Runtime.InteropServices;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// Keeps the last edition of each id, whatever order the editions stood in: the highest revision, a withdrawal before a record of the
/// same revision. Two different records of one revision contradict each other, so neither is taken.
/// </summary>
internal sealed class FeedEditions<TRecord>
    where TRecord : FeedRecord
{
    private readonly Dictionary<string, Edition> _editions = new(StringComparer.Ordinal);
    private readonly List<Rejection> _rejections = [];

    private struct Edition
    {
        public long Rank;
        public TRecord? Record;
        public string Type;
        public Withdrawal? Withdrawal;
    }

    public void Reject(string type, string id, int line, string field, string reason)
        => _rejections.Add(new Rejection(type, IdentityMask.Mask(id), line, field, reason));

    public void Add(TRecord record, string type)
    {
        var rank = record.Origin.Revision * 2L;
        ref var edition = ref CollectionsMarshal.GetValueRefOrAddDefault(_editions, record.Origin.Id, out var exists);
        if (!exists || rank > edition.Rank)
        {
            edition = new Edition { Rank = rank, Record = record, Type = type };
        }
        else if (rank == edition.Rank && edition.Record?.Origin.Hash != record.Origin.Hash)
        {
            if (edition.Record is { } other)
                Contradiction(other, edition.Type);
            edition.Record = null;
            Contradiction(record, type);
        }
    }

    public void Withdraw(Withdrawal withdrawal)
    {
        var rank = withdrawal.Revision is { } revision ? (revision * 2L) + 1 : long.MaxValue;
        ref var edition = ref CollectionsMarshal.GetValueRefOrAddDefault(_editions, withdrawal.Id, out var exists);
        if (!exists || rank > edition.Rank)
            edition = new Edition { Rank = rank, Type = "", Withdrawal = withdrawal };
    }

    public Feed<TRecord> ToFeed(string kind, DateTimeOffset createdAt, int read)
    {
        var records = new List<TRecord>(_editions.Count);
        var withdrawn = new List<Withdrawal>();
        var hashes = new List<ContentHash>(_editions.Count);
        var hasher = new ContentHasher();
        foreach (var edition in _editions.Values)
        {
            if (edition.Record is { } record)
            {
                records.Add(record);
                hasher.Add(record.Origin.Hash);
                hasher.Add(record.Origin.Revision);
                hashes.Add(hasher.Finish());
            }
            else if (edition.Withdrawal is { } withdrawal)
            {
                withdrawn.Add(withdrawal);
                hasher.Add(withdrawal.Id);
                hasher.Add(withdrawal.Revision ?? 0);
                hashes.Add(hasher.Finish());
            }
        }

        return new Feed<TRecord>(kind, createdAt, read, records, withdrawn, _rejections, ContentHasher.OfAll(hashes));
    }

    private void Contradiction(TRecord record, string type)
        => Reject(type, record.Origin.Id, record.Origin.Line, "revision", "another record has the same id and revision but other content");
}
