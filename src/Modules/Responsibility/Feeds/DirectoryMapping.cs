using Kronobarn.Directory.Contracts;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>A read directory feed in the directory's own words.</summary>
internal sealed class DirectoryMapping
{
    public DirectoryMapping(Feed<DirectoryRecord> feed)
    {
        foreach (var record in feed.Records)
            Add(record, new FeedStamp(record.Origin.Id, record.Origin.Revision, record.Origin.Hash.ToString()));
        Withdrawn = [.. feed.Withdrawn.Select(w => new FeedWithdrawal(w.Id, w.Revision))];
    }

    public List<FeedUnit> Units { get; } = [];
    public List<FeedDefault> Defaults { get; } = [];
    public List<FeedPerson> People { get; } = [];
    public List<FeedRole> Roles { get; } = [];
    public List<FeedContactWay> Ways { get; } = [];
    public IReadOnlyList<FeedWithdrawal> Withdrawn { get; }

    private void Add(DirectoryRecord record, FeedStamp stamp)
    {
        switch (record)
        {
            case UnitRecord u:
                Units.Add(new FeedUnit(stamp, stamp.RecordId, SourceId: null, u.Organisation, u.Name, u.Municipality, u.HsaId, u.SchoolUnitCode, u.PartnerKind, u.Private, u.From, u.To));
                break;
            case DefaultUnitRecord d:
                Defaults.Add(new FeedDefault(stamp, d.Municipality, d.Organisation, d.Unit, d.From, d.To));
                break;
            case StaffRecord p:
                People.Add(new FeedPerson(stamp, stamp.RecordId, p.Name, p.Email, p.Phone, p.HsaId));
                break;
            case RoleRecord r:
                Roles.Add(new FeedRole(stamp, r.Person, r.Unit, r.Role, r.From, r.To));
                break;
            case ContactWayRecord w:
                Ways.Add(new FeedContactWay(stamp, w.Unit, w.Purpose, w.Label, w.Phone, w.Email, w.Hours, w.Note));
                break;
            default:
                throw new InvalidOperationException($"{record.GetType().Name} is no record of the directory.");
        }
    }
}
