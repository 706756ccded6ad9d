using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>From the readers' records to the directory's: its own feed, and what SS 12000 tells of schools, preschools and those who lead them.</summary>
internal static class ImportDirectory
{
    private static readonly DateOnly Always = new(2000, 1, 1);

    public static async Task<FeedOutcome> Take(Feed<DirectoryRecord> feed, IDirectoryFeed directory, Clock clock, CancellationToken cancel)
    {
        var content = new DirectoryFeedContent("directory",
            [.. feed.Records.OfType<UnitRecord>().Select(r => new FeedUnit(Of(r), r.Origin.Id, r.Organisation, r.Name, r.Municipality, r.HsaId, r.SchoolUnitCode, r.PartnerKind, r.Private, r.From, r.To, SourceId: null))],
            [.. feed.Records.OfType<DefaultUnitRecord>().Select(r => new FeedDefault(Of(r), r.Municipality, r.Organisation, r.Unit, r.From, r.To))],
            [.. feed.Records.OfType<StaffRecord>().Select(r => new FeedPerson(Of(r), r.Origin.Id, r.Name, r.Email, r.Phone, r.HsaId))],
            [.. feed.Records.OfType<RoleRecord>().Select(r => new FeedRole(Of(r), r.Person, r.Unit, r.Role, r.From, r.To))],
            [.. feed.Records.OfType<ContactWayRecord>().Select(r => new FeedContactWay(Of(r), r.Unit, r.Purpose, r.Label, r.Phone, r.Email, r.Hours, r.Note))],
            [.. feed.Withdrawn.Select(w => w.Id)]);
        return Outcome(await directory.Apply(content, cancel), feed.Read, feed.Rejections, clock);
    }

    /// <summary>Organisations and duties; its persons and placements are children's and are not taken here.</summary>
    public static async Task<FeedOutcome> TakeSs12000(Ss12000Feed feed, IDirectoryFeed directory, IReadOnlyDictionary<string, UnitInfo> known, Clock clock, CancellationToken cancel)
    {
        var persons = feed.Persons.ToDictionary(p => p.Id);
        var told = feed.Organisations.ToDictionary(o => o.Id, o => o.UnitKey);
        var staff = feed.Duties.Select(d => d.Person).Distinct().Where(persons.ContainsKey).Select(id => persons[id]);
        var content = new DirectoryFeedContent(Sources.Ss12000,
            [.. feed.Organisations.Select((o, i) => new FeedUnit(Of(o, i), o.UnitKey, o.Organisation, o.Name, o.Municipality, HsaId: null, o.SchoolUnitCode, PartnerKind: null, IsPrivate: false, o.From ?? Always, o.To, o.Id.ToString()))],
            [],
            [.. staff.Select((p, i) => new FeedPerson(Of(p, i), PersonId(p.Id), $"{p.GivenName} {p.FamilyName}", p.Email, Phone: null, HsaId: null))],
            [.. feed.Duties.Select((d, i) => new FeedRole(Of(d, i), PersonId(d.Person), told.GetValueOrDefault(d.At) ?? known.GetValueOrDefault(d.At.ToString())?.UnitId ?? "", d.Role, d.From ?? Always, d.To))],
            [],
            [.. feed.Unused.Concat(feed.Deleted).Where(g => g.Kind is null or Ss12000Kinds.Duties).Select(g => g.Id.ToString())]);
        return Outcome(await directory.Apply(content, cancel), feed.Organisations.Count + feed.Duties.Count, [], clock);
    }

    private static FeedOutcome Outcome(DirectoryFeedResult result, int read, IReadOnlyList<Rejection> rejections, Clock clock) => new(Guid.CreateVersion7(clock.Now), "done", read, result.Changed,
        result.Unchanged, Moved: 0, [.. rejections, .. result.Rejections.Select(r => new Rejection(r.Kind, IdentityMask.Mask(r.RecordId), r.Line, r.Field, r.Reason))]);

    private static FeedOrigin Of(DirectoryRecord record) => new(record.Origin.Id, record.Origin.Revision, record.Origin.Hash.ToString(), record.Origin.Line);

    private static FeedOrigin Of(Ss12000Entity entity, int place) => new(entity.Id.ToString(), Revision: 1, entity.Hash.ToString(), place + 1);

    private static string PersonId(Guid person) => $"ss12000:{person}";
}
