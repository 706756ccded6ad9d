namespace Kronobarn.Responsibility.Feeds;

/// <summary>The kinds of entity that are read, as SS 12000 names their endpoints, in the order in which they are read.</summary>
internal static class Ss12000Kinds
{
    public const string Organisations = "organisations";
    public const string Persons = "persons";
    public const string Placements = "placements";
    public const string Duties = "duties";
    public const string Deleted = "deletedEntities";

    public static IReadOnlyList<string> All { get; } = [Organisations, Persons, Placements, Duties, Deleted];
}

/// <summary>An SS 12000 entity with an id of its own and a fingerprint of what Kronobarn uses. Its text tells its id alone.</summary>
internal abstract record Ss12000Entity(Guid Id)
{
    /// <summary>Of what <see cref="Describe"/> tells.</summary>
    public ContentHash Hash { get; internal set; }

    /// <summary>Tells a hasher everything that Kronobarn uses of the entity, lists in an order of their own.</summary>
    public abstract void Describe(ContentHasher content);

    public sealed override string ToString() => $"{GetType().Name} {Id}";
}

/// <summary>A school unit (skolenhet) or a preschool (förskola).</summary>
/// <param name="UnitKey"><c>S-</c> or <c>F-</c> and the school unit code.</param>
/// <param name="Organisation"><c>school</c> or <c>preschool</c>.</param>
/// <param name="To">The first day on which it is no more.</param>
internal sealed record Ss12000Organisation(
    Guid Id,
    string UnitKey,
    string Organisation,
    string SchoolUnitCode,
    string Name,
    string? Municipality,
    DateOnly? From,
    DateOnly? To) : Ss12000Entity(Id)
{
    public override void Describe(ContentHasher content)
    {
        content.Add(Id);
        content.Add(UnitKey);
        content.Add(Name);
        content.Add(Municipality);
        content.Add(From);
        content.Add(To);
    }
}

/// <summary>A school enrolment (inskrivning).</summary>
/// <param name="Key">The standard gives an enrolment no id: the same person, unit, form and start date give the same key.</param>
/// <param name="At">The organisation's id.</param>
/// <param name="Form">One of <see cref="FeedWords.SchoolForms"/>.</param>
/// <param name="To">The day after the standard's inclusive end date; null is open.</param>
internal readonly record struct Ss12000Enrolment(Guid Key, Guid At, string Form, DateOnly From, DateOnly? To);

/// <summary>A person: a pupil, a guardian or a member of staff.</summary>
/// <param name="Number">Null when the source has none, or one from another country.</param>
/// <param name="Municipality">The person's own <c>municipalityCode</c>, or that of the address of type Folkbokföring.</param>
/// <param name="Enrolments">All that the source has now, replacing what it had before; null when the record does not speak of enrolments.</param>
/// <param name="Guardians">The person ids of those responsible as Vårdnadshavare.</param>
internal sealed record Ss12000Person(
    Guid Id,
    IdentityNumber? Number,
    string GivenName,
    string FamilyName,
    DateOnly? BirthDate,
    string? Municipality,
    ProtectionLevel? Protection,
    string? Email,
    IReadOnlyList<Ss12000Enrolment>? Enrolments,
    IReadOnlyList<Guid> Guardians) : Ss12000Entity(Id)
{
    public PersonStatus Status { get; init; }

    public override void Describe(ContentHasher content)
    {
        content.Add(Id);
        content.Add(Number?.Value);
        content.Add(GivenName);
        content.Add(FamilyName);
        content.Add(BirthDate);
        content.Add(Municipality);
        content.Add((int?)Protection ?? -1);
        content.Add(Email);
        content.Add(Enrolments?.Count ?? -1);
        foreach (var enrolment in (Enrolments ?? []).OrderBy(e => e.Key))
        {
            content.Add(enrolment.Key);
            content.Add(enrolment.To);
        }

        foreach (var guardian in Guardians.Order())
            content.Add(guardian);
        // Nothing is added for most, so that what was read before this was looked at stays known.
        if (Status != PersonStatus.Active)
            content.Add((int)Status);
    }
}

/// <summary>A preschool placement (förskoleplacering).</summary>
internal sealed record Ss12000Placement(Guid Id, Guid Child, Guid At, DateOnly From, DateOnly? To) : Ss12000Entity(Id)
{
    public override void Describe(ContentHasher content)
    {
        content.Add(Id);
        content.Add(Child);
        content.Add(At);
        content.Add(From);
        content.Add(To);
    }
}

/// <summary>A duty (tjänstgöring) that is a role here.</summary>
/// <param name="Role"><c>rektor</c>, <c>preschool-head</c> or <c>elevhalsoteam</c>.</param>
/// <param name="From">Null when the source does not tell: as long as the source has it.</param>
internal sealed record Ss12000Duty(Guid Id, Guid Person, Guid At, string Role, DateOnly? From, DateOnly? To) : Ss12000Entity(Id)
{
    public override void Describe(ContentHasher content)
    {
        content.Add(Id);
        content.Add(Person);
        content.Add(At);
        content.Add(Role);
        content.Add(From);
        content.Add(To);
    }
}

/// <summary>An id that the source has deleted.</summary>
/// <param name="Kind">The endpoint that it was read from; null when the source gives ids without kinds.</param>
internal readonly record struct Ss12000Deleted(string? Kind, Guid Id);

/// <summary>A whole SS 12000 reading: every page of every kind was there and was read. One entity for each id.</summary>
/// <param name="Read">Entities read per kind, with those that were rejected or not used.</param>
/// <param name="Unused">Entities that Kronobarn does not use as they are now (a placement in fritidshem, a duty as teacher). What it holds of the same id is taken back.</param>
/// <param name="Deleted">To be applied last: a deletion is the last word on an id.</param>
/// <param name="Hash">One fingerprint for all that was accepted, the same in any order.</param>
internal sealed record Ss12000Feed(
    IReadOnlyDictionary<string, int> Read,
    IReadOnlyList<Ss12000Organisation> Organisations,
    IReadOnlyList<Ss12000Person> Persons,
    IReadOnlyList<Ss12000Placement> Placements,
    IReadOnlyList<Ss12000Duty> Duties,
    IReadOnlyList<Ss12000Deleted> Unused,
    IReadOnlyList<Ss12000Deleted> Deleted,
    IReadOnlyList<Rejection> Rejections,
    ContentHash Hash)
{
    /// <summary>Kinds that the source does not offer at all; nothing is known of them, so nothing is taken back.</summary>
    public IReadOnlyList<string> NotOffered { get; init; } = [];

    /// <summary>What the person who runs the feed is to know of it; null when nothing.</summary>
    public string? Note
    {
        get
        {
            var notes = NotOffered.Select(kind => $"the source offers no {kind}").ToList();
            foreach (var (status, said) in ((PersonStatus, string)[])[(PersonStatus.Dead, "dead"), (PersonStatus.Emigrated, "emigrated")])
                if (Persons.Count(p => p.Status == status) is > 0 and var count)
                    notes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} persons said to be {said}, for whom the population register tells the day"));
            return notes.Count == 0 ? null : string.Join("; ", notes);
        }
    }

    public override string ToString() => $"ss12000: {Persons.Count} persons, {Deleted.Count} deleted, {Rejections.Count} rejected";
}

/// <summary>How much a source may send before it is refused.</summary>
internal sealed record Ss12000Limits
{
    public static Ss12000Limits Default { get; } = new();

    /// <summary>Entities asked for in one page.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Pages of one kind.</summary>
    public int Pages { get; init; } = 10_000;

    /// <summary>Bytes of one page, after decompression.</summary>
    public long PageBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long one page may take, all of it.</summary>
    public TimeSpan PageTime { get; init; } = TimeSpan.FromSeconds(100);
}
