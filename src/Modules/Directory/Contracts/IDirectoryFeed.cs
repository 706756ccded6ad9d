namespace Kronobarn.Directory.Contracts;

/// <summary>Which of a source's records this is: its id, edition and fingerprint, and where it stood for those who mend it.</summary>
public sealed record FeedOrigin(string RecordId, int Revision, string Hash, int Line);

/// <summary>A unit as a feed tells it.</summary>
public sealed record FeedUnit(FeedOrigin Origin, string UnitId, string Organisation, string Name, string? Municipality, string? HsaId, string? SchoolUnitCode,
    string? PartnerKind, bool IsPrivate, DateOnly From, DateOnly? To, string? SourceId);

/// <summary>A municipality's default unit as a feed tells it.</summary>
public sealed record FeedDefault(FeedOrigin Origin, string Municipality, string Organisation, string UnitId, DateOnly From, DateOnly? To);

/// <summary>A member of staff as a feed tells it.</summary>
public sealed record FeedPerson(FeedOrigin Origin, string PersonId, string Name, string? Email, string? Phone, string? HsaId);

/// <summary>A role at a unit as a feed tells it.</summary>
public sealed record FeedRole(FeedOrigin Origin, string PersonId, string UnitId, string Role, DateOnly From, DateOnly? To);

/// <summary>A contact way as a feed tells it.</summary>
public sealed record FeedContactWay(FeedOrigin Origin, string UnitId, string Purpose, string Label, string? Phone, string? Email, string? Hours, string? Note);

/// <summary>A whole directory feed of one source.</summary>
/// <param name="Source">Whose records these are; a record's id is its own within the source.</param>
/// <param name="Withdrawn">Ids of records that the source takes back.</param>
public sealed record DirectoryFeedContent(string Source, IReadOnlyList<FeedUnit> Units, IReadOnlyList<FeedDefault> Defaults, IReadOnlyList<FeedPerson> People,
    IReadOnlyList<FeedRole> Roles, IReadOnlyList<FeedContactWay> ContactWays, IReadOnlyList<string> Withdrawn);

/// <summary>A record that was not taken, and why.</summary>
public sealed record DirectoryRejection(string Kind, string RecordId, int Line, string Field, string Reason);

/// <summary>What came of it.</summary>
public sealed record DirectoryFeedResult(int Changed, int Unchanged, IReadOnlyList<DirectoryRejection> Rejections);

/// <summary>The directory's front door for feeds: everything in one transaction; the same feed again changes nothing.</summary>
public interface IDirectoryFeed
{
    Task<DirectoryFeedResult> Apply(DirectoryFeedContent feed, CancellationToken cancel);
}
