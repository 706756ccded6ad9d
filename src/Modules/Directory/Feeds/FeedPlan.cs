using Kronobarn.Directory.Contracts;

namespace Kronobarn.Directory.Feeds;

/// <summary>What a feed changes, decided before anything is written: the records that say something new, and those that cannot be taken.</summary>
internal sealed class FeedPlan(KnownDirectory known)
{
    private readonly Dictionary<string, FeedCount> counts = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, DateOnly)> defaultDays = [];

    public KnownDirectory Known => known;
    public List<FeedUnit> Units { get; } = [];
    public List<FeedDefault> Defaults { get; } = [];
    public List<FeedPerson> People { get; } = [];
    public List<FeedRole> Roles { get; } = [];
    public List<FeedContactWay> Ways { get; } = [];
    public List<KnownRecord> Withdrawn { get; } = [];
    public List<(FeedStamp Stamp, string Kind)> Stamps { get; } = [];
    public List<FeedRejection> Rejections { get; } = [];

    public DirectoryFeedResult Result => new(counts, Rejections);

    public void Unit(FeedUnit unit)
    {
        if (!Take(FeedKinds.Unit, unit.Stamp, FeedChecks.Fault(unit)))
            return;
        Units.Add(unit);
        known.Units[unit.UnitId] = unit.Organisation;
        if (unit.SourceId is not null)
            known.UnitsBySourceId[unit.SourceId] = unit.UnitId;
    }

    public void Person(FeedPerson person)
    {
        if (!Take(FeedKinds.Person, person.Stamp, FeedChecks.Fault(person)))
            return;
        People.Add(person);
        known.People.Add(person.PersonId);
    }

    public void Default(FeedDefault told)
    {
        var unit = known.Unit(told.Unit);
        var fault = unit is null ? ("unit", "no such unit")
            : known.Units[unit] != told.Organisation ? ("unit", "a unit of another organisation")
            : FeedChecks.Fault(told);
        if (fault is null && !defaultDays.Add((told.Municipality, told.Organisation, told.From)))
            fault = ("from", "another record of this feed begins the same day");
        if (Take(FeedKinds.DefaultUnit, told.Stamp, fault))
            Defaults.Add(told with { Unit = unit! });
    }

    public void Role(FeedRole role)
    {
        var unit = known.Unit(role.Unit);
        var fault = unit is null ? ("unit", "no such unit")
            : !known.People.Contains(role.PersonId) ? ("person", "no such person")
            : FeedChecks.Fault(role);
        if (Take(FeedKinds.Role, role.Stamp, fault))
            Roles.Add(role with { Unit = unit! });
    }

    public void Way(FeedContactWay way)
    {
        var unit = known.Unit(way.Unit);
        if (Take(FeedKinds.ContactWay, way.Stamp, unit is null ? ("unit", "no such unit") : FeedChecks.Fault(way)))
            Ways.Add(way with { Unit = unit! });
    }

    public void Withdraw(FeedWithdrawal withdrawal)
    {
        var record = known.Records.GetValueOrDefault(withdrawal.RecordId);
        var takes = record is not null && record.Hash != KnownRecord.Withdrawn && (withdrawal.Revision is null || record.Revision <= withdrawal.Revision);
        Count(FeedKinds.Withdrawal, takes);
        if (!takes)
            return;
        Withdrawn.Add(record!);
        Stamps.Add((new FeedStamp(record!.RecordId, Math.Max(record.Revision, withdrawal.Revision ?? 0), KnownRecord.Withdrawn), record.Kind ?? ""));
    }

    private bool Take(string kind, FeedStamp stamp, (string Field, string Reason)? fault)
    {
        var before = known.Records.GetValueOrDefault(stamp.RecordId);
        if (before is not null && (stamp.Revision < before.Revision || stamp.Hash == before.Hash))
        {
            // Only the revision is new: remembered, so that a lower one arriving late stays ignored.
            if (stamp.Revision > before.Revision)
                Stamps.Add((stamp, kind));
            Count(kind, changed: false);
            return false;
        }

        fault = before?.Kind is { } other && other != kind ? ("type", "the id has been a record of another type") : FeedChecks.Fault(stamp) ?? fault;
        if (fault is { } found)
        {
            Rejections.Add(new FeedRejection(kind, stamp.RecordId, found.Field, found.Reason));
            return false;
        }

        Stamps.Add((stamp, kind));
        Count(kind, changed: true);
        return true;
    }

    private void Count(string kind, bool changed)
    {
        var (ofChanged, ofUnchanged) = counts.GetValueOrDefault(kind) ?? new FeedCount(0, 0);
        counts[kind] = changed ? new FeedCount(ofChanged + 1, ofUnchanged) : new FeedCount(ofChanged, ofUnchanged + 1);
    }
}
