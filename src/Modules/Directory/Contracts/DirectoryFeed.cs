namespace Kronobarn.Directory.Contracts;

/// <summary>Which record of its source this is. The same id again counts when its revision is higher, or equal with another hash.</summary>
/// <param name="RecordId">The source's own id, at most 64 characters, unique over all kinds of the source.</param>
/// <param name="Revision">From 1.</param>
/// <param name="Hash">The fingerprint of the content, at most 64 characters.</param>
public sealed record FeedStamp(string RecordId, int Revision, string Hash);

/// <summary>A unit (enhet). Days are Europe/Stockholm, half-open.</summary>
/// <param name="UnitId">The unit's key everywhere.</param>
/// <param name="SourceId">What the source's other records call it, where that is not the key.</param>
/// <param name="Municipality">Null for the whole region.</param>
public sealed record FeedUnit(FeedStamp Stamp, string UnitId, string? SourceId, string Organisation, string Name, string? Municipality, string? HsaId,
    string? SchoolUnitCode, string? PartnerKind, bool IsPrivate, DateOnly From, DateOnly? To);

/// <summary>The unit that takes a municipality's children where no fact names one (förvald enhet).</summary>
public sealed record FeedDefault(FeedStamp Stamp, string Municipality, string Organisation, string Unit, DateOnly From, DateOnly? To);

/// <summary>A member of staff (medarbetare).</summary>
/// <param name="PersonId">The person's key everywhere, at most 64 characters.</param>
public sealed record FeedPerson(FeedStamp Stamp, string PersonId, string Name, string? Email, string? Phone, string? HsaId);

/// <summary>A role at a unit (uppdrag).</summary>
/// <param name="Unit">The unit's key, or its id at the source.</param>
public sealed record FeedRole(FeedStamp Stamp, string PersonId, string Unit, string Role, DateOnly From, DateOnly? To);

/// <summary>A way to reach a unit (kontaktväg).</summary>
/// <param name="Unit">The unit's key, or its id at the source.</param>
public sealed record FeedContactWay(FeedStamp Stamp, string Unit, string Purpose, string Label, string? Phone, string? Email, string? Hours, string? Note);

/// <summary>A record that its source takes back (återtagande).</summary>
/// <param name="Revision">That revision and lower ones; null takes every one back.</param>
public sealed record FeedWithdrawal(string RecordId, int? Revision = null);

/// <summary>A record that was not taken while the others were (avvisad post).</summary>
/// <param name="Kind">One of <see cref="FeedKinds"/>.</param>
/// <param name="Reason">What is wrong, without the value.</param>
public sealed record FeedRejection(string Kind, string RecordId, string Field, string Reason);

/// <summary>How many records of a kind changed something, and how many said what was known.</summary>
public sealed record FeedCount(int Changed, int Unchanged);

/// <param name="Counts">By <see cref="FeedKinds"/>.</param>
public sealed record DirectoryFeedResult(IReadOnlyDictionary<string, FeedCount> Counts, IReadOnlyList<FeedRejection> Rejections);

/// <summary>The kinds of record, as the directory feed spells them.</summary>
public static class FeedKinds
{
    public const string Unit = "unit";
    public const string DefaultUnit = "default-unit";
    public const string Person = "person";
    public const string Role = "role";
    public const string ContactWay = "contact-way";
    public const string Withdrawal = "withdraw";
}

/// <summary>The way in for feeds that tell of units, people and contact ways. The caller has read and checked the feed as a whole.</summary>
public interface IDirectoryFeed
{
    /// <summary>
    /// Takes a feed in, in one transaction; the same feed again changes nothing. A record that names an unknown unit or person, or holds what
    /// the directory cannot, is rejected and the others go on. Publishes <see cref="DefaultUnitsChanged"/> for each municipality whose default units changed.
    /// A withdrawn unit is closed and a withdrawn person's roles are ended, today: what has rested on them keeps its name. Other records go.
    /// </summary>
    /// <param name="source">Whose record ids they are, at most 40 characters.</param>
    /// <param name="dryRun">Answers what would happen, and stores nothing.</param>
    Task<DirectoryFeedResult> Apply(string source, IReadOnlyList<FeedUnit> units, IReadOnlyList<FeedDefault> defaults, IReadOnlyList<FeedPerson> people,
        IReadOnlyList<FeedRole> roles, IReadOnlyList<FeedContactWay> ways, IReadOnlyList<FeedWithdrawal> withdrawn, bool dryRun, CancellationToken cancel);

    /// <summary>The record ids of the people whom a source has told of and not taken back.</summary>
    Task<IReadOnlySet<string>> People(string source, CancellationToken cancel);
}
