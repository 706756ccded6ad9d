namespace Kronobarn.Responsibility.Feeds;

/// <summary>What is known of one of a source's records from before: which edition, and which child it is about.</summary>
internal sealed class KnownRecord
{
    public required string RecordId { get; init; }
    public required int Revision { get; init; }
    public required string Hash { get; init; }
    public Guid? ChildId { get; init; }
}

/// <summary>A guardian's protected identity, which concerns every child that the guardian has.</summary>
internal readonly record struct GuardianProtection(string Number, string Level, DateOnly Date);

/// <summary>
/// What a feed comes to: the change of each child, the records that it then has said, and what could not be taken. Made in memory, from
/// the feed and what is stored; nothing is written until it is whole.
/// </summary>
internal sealed class FeedPlan(string source, IReadOnlyDictionary<string, KnownRecord> known, IReadOnlyDictionary<string, WaitingRecord> waited, Func<string, Guid?> storedChild)
{
    /// <summary>Why a record waits, and why one that cannot wait is rejected.</summary>
    public const string NoSuchChild = "no such child in the register";

    private readonly Dictionary<Guid, ChildChange> changes = [];
    private readonly Dictionary<Guid, List<KnownRecord>> records = [];
    private readonly HashSet<Guid> spokenOf = [.. known.Values.Select(r => r.ChildId).OfType<Guid>()];
    private readonly Dictionary<string, Guid> numbers = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ChildChange> Changes => changes.Values;
    public List<Rejection> Rejections { get; } = [];
    public List<(GuardianProtection Protection, KnownRecord Record)> GuardianProtections { get; } = [];
    public int Unchanged { get; private set; }

    /// <summary>Records that begin to wait for their child, or wait in a new edition.</summary>
    public List<WaitingRecord> Waiting { get; } = [];

    /// <summary>Records that have waited and were taken back; remembered without a child.</summary>
    public List<KnownRecord> NoLongerWaiting { get; } = [];

    /// <summary>How many of this feed's records wait, old and new.</summary>
    public int WaitingCount { get; private set; }

    /// <summary>Editions that have waited until this feed said something newer.</summary>
    public IEnumerable<string> Outdated => records.Values.SelectMany(r => r).Concat(GuardianProtections.Select(p => p.Record))
        .Where(r => waited.TryGetValue(r.RecordId, out var before) && !before.IsEdition(r.Revision, r.Hash)).Select(r => r.RecordId);

    public bool HasWaited(string recordId) => waited.ContainsKey(recordId);

    /// <summary>What the child's change lets the source have said, stored with the child.</summary>
    public IReadOnlyList<KnownRecord> RecordsOf(Guid child) => records.GetValueOrDefault(child) ?? [];

    /// <summary>The source has spoken of the child before: then a new holder is a change of mind and no first word.</summary>
    public bool HasSpokenOf(Guid child) => spokenOf.Contains(child);

    public KnownRecord? Known(string recordId) => known.GetValueOrDefault(recordId);

    /// <summary>New, newer, or the same edition with other content; anything else changes nothing.</summary>
    public bool IsNews(string recordId, int revision, ContentHash hash)
    {
        var isOld = waited.TryGetValue(recordId, out var waits) && waits.Revision > revision;
        if (!isOld && (known.GetValueOrDefault(recordId) is not { } before || revision > before.Revision || (revision == before.Revision && hash.ToString() != before.Hash)))
            return true;
        Unchanged++;
        return false;
    }

    public Guid? ChildWith(IdentityNumber number) => numbers.TryGetValue(number.Value, out var planned) ? planned : storedChild(number.Value);

    public ChildChange Change(Guid child)
    {
        if (!changes.TryGetValue(child, out var change))
            changes[child] = change = new ChildChange(child);
        return change;
    }

    public ChildChange NewChild()
    {
        var change = new ChildChange(Guid.CreateVersion7()) { IsNew = true };
        changes[change.ChildId] = change;
        return change;
    }

    public void Number(ChildChange change, IdentityNumber number)
    {
        if (storedChild(number.Value) != change.ChildId || change.IsNew)
            change.Numbers.Add((number.Value, Kind(number.Kind)));
        numbers[number.Value] = change.ChildId;
    }

    /// <summary>The record now says these facts of the child and no others; said of another child before, it says nothing of that one any more.</summary>
    public void Says(ChildChange change, string recordId, int revision, ContentHash hash, params ReadOnlySpan<FactChange> facts)
    {
        if (known.GetValueOrDefault(recordId) is { ChildId: { } before } && before != change.ChildId)
            Change(before).Replaces.Add((source, recordId));
        change.Replaces.Add((source, recordId));
        foreach (var fact in facts)
            change.Facts.Add(fact with { RecordId = recordId });
        Remember(change.ChildId, new KnownRecord { RecordId = recordId, Revision = revision, Hash = hash.ToString(), ChildId = change.ChildId });
    }

    /// <summary>A sound record about a number that is no child's yet waits for the child. One that has been said of a child before does not: that child keeps what was said.</summary>
    /// <returns>False when it cannot wait.</returns>
    public bool Waits(IdentityNumber number, string recordId, int revision, ContentHash hash, FactChange fact)
    {
        if (known.GetValueOrDefault(recordId) is { ChildId: not null })
            return false;
        WaitingCount++;
        if (waited.TryGetValue(recordId, out var before) && before.IsEdition(revision, hash.ToString()))
        {
            Unchanged++;
            return true;
        }

        Waiting.Add(new WaitingRecord
        {
            Source = source,
            RecordId = recordId,
            Revision = revision,
            Hash = hash.ToString(),
            Number = number.Value,
            Kind = fact.Kind,
            SourceKey = fact.SourceKey,
            UnitId = fact.Content!.UnitId,
            Municipality = fact.Content.Municipality,
            ProtectionLevel = fact.Content.Reason,
            FromDate = fact.Content.FromDate!.Value,
            ToDate = fact.Content.ToDate,
        });
        return true;
    }

    /// <summary>The source takes a record back. It is remembered, so that an older edition arriving late does not bring it back.</summary>
    public void TakesBack(string recordId, int? revision)
    {
        if (waited.TryGetValue(recordId, out var waits) && !(revision < waits.Revision))
        {
            NoLongerWaiting.Add(new KnownRecord { RecordId = recordId, Revision = revision ?? waits.Revision, Hash = "" });
            return;
        }

        if (known.GetValueOrDefault(recordId) is not { } before || before.Hash.Length == 0 || revision < before.Revision)
        {
            Unchanged++;
            return;
        }

        if (before.ChildId is { } child)
        {
            Change(child).Replaces.Add((source, recordId));
            Remember(child, new KnownRecord { RecordId = recordId, Revision = revision ?? before.Revision, Hash = "", ChildId = child });
        }
    }

    private void Remember(Guid child, KnownRecord record)
    {
        if (!records.TryGetValue(child, out var list))
            records[child] = list = [];
        list.Add(record);
    }

    private static string Kind(IdentityNumberKind kind) => kind switch
    {
        IdentityNumberKind.Personnummer => "personnummer",
        IdentityNumberKind.Samordningsnummer => "samordningsnummer",
        IdentityNumberKind.Temporary => "temporary",
        _ => "reserve",
    };
}
