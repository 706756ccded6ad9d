using Kronobarn.Directory.Contracts;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// The school units and the staff of an SS 12000 reading in the directory's own words. Only a person with a duty that is a role here becomes
/// one of the directory's; pupils and guardians never do.
/// </summary>
internal sealed class Ss12000Directory
{
    /// <summary>The name of staff who themselves live under protected identity (skyddade personuppgifter): the directory is read by everyone on staff.</summary>
    public const string ProtectedName = "Medarbetare med skyddade personuppgifter";

    /// <summary>Where the source tells no first day: as long as anything here can have been.</summary>
    public static readonly DateOnly Always = new(2000, 1, 1);

    /// <param name="feed">The reading.</param>
    /// <param name="staff">The person ids that the directory has from this source: a change of theirs may come without any duty.</param>
    public Ss12000Directory(Ss12000Feed feed, IReadOnlySet<string> staff)
    {
        var persons = feed.Persons.ToDictionary(p => p.Id);
        var hasher = new ContentHasher();
        Withdrawn = [.. feed.Unused.Concat(feed.Deleted).SelectMany(Withdrawals)
            .Concat(feed.Persons.Where(p => p.Status == PersonStatus.Dead).Select(p => new FeedWithdrawal(PersonId(p.Id)))).Distinct()];
        // A deletion is the last word on an id, also on one that the same reading tells of.
        var gone = Withdrawn.Select(w => w.RecordId).ToHashSet(StringComparer.Ordinal);
        Units = [.. feed.Organisations.Where(o => !gone.Contains(o.Id.ToString())).Select(o => new FeedUnit(Stamp(o.Id.ToString(), o), o.UnitKey, o.Id.ToString(), o.Organisation, o.Name, o.Municipality, HsaId: null,
            o.SchoolUnitCode, PartnerKind: null, IsPrivate: false, Earlier(o.From, o.To), o.To))];
        Roles = [.. feed.Duties.Where(d => !gone.Contains(d.Id.ToString()) && persons.GetValueOrDefault(d.Person) is not { Status: PersonStatus.Dead }).Select(d => new FeedRole(Stamp(d.Id.ToString(), d), PersonId(d.Person), d.At.ToString(), d.Role, Earlier(d.From, d.To), d.To))];
        foreach (var id in feed.Duties.Select(d => d.Person).Concat(feed.Persons.Select(p => p.Id).Where(p => staff.Contains(PersonId(p)))).Distinct())
            if (persons.GetValueOrDefault(id) is { } person && !gone.Contains(PersonId(id)))
                People.Add(Person(person, hasher));
    }

    public IReadOnlyList<FeedUnit> Units { get; }
    public List<FeedPerson> People { get; } = [];
    public IReadOnlyList<FeedRole> Roles { get; }
    public IReadOnlyList<FeedWithdrawal> Withdrawn { get; }

    public static string PersonId(Guid id) => $"ss12000:{id}";

    private static FeedPerson Person(Ss12000Person person, ContentHasher hasher)
    {
        var isProtected = person.Protection is not (null or ProtectionLevel.None);
        var name = isProtected ? ProtectedName : $"{person.GivenName} {person.FamilyName}".Trim();
        var email = isProtected ? null : person.Email;
        // Of what the directory holds, so that a pupil's enrolment or a new address is no news to it.
        hasher.Add(name);
        hasher.Add(email);
        var id = PersonId(person.Id);
        return new FeedPerson(new FeedStamp(id, Revision: 1, hasher.Finish().ToString()), id, name, email, Phone: null, HsaId: null);
    }

    // The standard has no revisions: what comes later is what counts.
    private static FeedStamp Stamp(string recordId, Ss12000Entity entity) => new(recordId, Revision: 1, entity.Hash.ToString());

    private static DateOnly Earlier(DateOnly? from, DateOnly? to) => from ?? (to <= Always ? to.Value.AddDays(-1) : Always);

    private static IEnumerable<FeedWithdrawal> Withdrawals(Ss12000Deleted deleted)
    {
        if (deleted.Kind is null or Ss12000Kinds.Organisations or Ss12000Kinds.Duties)
            yield return new FeedWithdrawal(deleted.Id.ToString());
        if (deleted.Kind is null or Ss12000Kinds.Persons)
            yield return new FeedWithdrawal(PersonId(deleted.Id));
    }
}
