namespace Kronobarn.Responsibility.Feeds;

/// <summary>Where a record comes from and which edition of it this is.</summary>
/// <param name="Id">The source's own id, unique over all types of its feed.</param>
/// <param name="Revision">Higher replaces lower.</param>
/// <param name="Line">The line it stood on, from 1.</param>
/// <param name="Hash">The fingerprint of its type, id and members, without the revision.</param>
internal readonly record struct RecordOrigin(string Id, int Revision, int Line, ContentHash Hash);

/// <summary>A record of an NDJSON feed. Its text is its type and line: names and numbers in it must not reach a log.</summary>
internal abstract record FeedRecord
{
    public RecordOrigin Origin { get; internal set; }

    public sealed override string ToString() => $"{GetType().Name} at line {Origin.Line}";
}

/// <summary>Takes a record back (återtagande), whatever it was.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Revision">The edition that takes it back; null takes every edition back.</param>
internal readonly record struct Withdrawal(string Id, int? Revision);

/// <summary>A whole NDJSON feed, checked: at most one record or withdrawal for each id.</summary>
/// <param name="Kind"><c>directory</c>, <c>population</c> or <c>health</c>.</param>
/// <param name="CreatedAt">When the source made it.</param>
/// <param name="Read">The number of records, with those that were rejected.</param>
/// <param name="Hash">One fingerprint for all that was accepted, the same in any order.</param>
internal sealed record Feed<TRecord>(
    string Kind,
    DateTimeOffset CreatedAt,
    int Read,
    IReadOnlyList<TRecord> Records,
    IReadOnlyList<Withdrawal> Withdrawn,
    IReadOnlyList<Rejection> Rejections,
    ContentHash Hash)
    where TRecord : FeedRecord
{
    public override string ToString() => $"{Kind}: {Records.Count} records, {Withdrawn.Count} withdrawn, {Rejections.Count} rejected";
}

/// <summary>A person as a feed names one in passing: a guardian (vårdnadshavare) or a mother.</summary>
internal sealed record NamedPerson(IdentityNumber Number, string GivenName, string FamilyName)
{
    public override string ToString() => Number.Masked;

    public static NamedPerson Read(RecordFields person)
    {
        var read = new NamedPerson(
            person.Identity("personnummer"), person.Text("givenName", Longest.Name), person.Text("familyName", Longest.Name));
        person.Done();
        return read;
    }
}

/// <summary>The longest texts that a feed may hold, in characters.</summary>
internal static class Longest
{
    public const int RecordId = 64;
    public const int UnitId = 40;
    public const int Name = 200;
    public const int Note = 1000;
    public const int Email = 254;
    public const int Phone = 40;
    public const int HsaId = 31;
    public const int Code = 20;
}
