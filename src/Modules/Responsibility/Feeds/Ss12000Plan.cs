using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>Aims SS 12000's persons and placements at children; staff are persons without enrolments whom nobody's chain knows.</summary>
/// <param name="plan">The plan to fill.</param>
/// <param name="unitOf">The unit that an organisation's id stands for, from this feed or an earlier one.</param>
/// <param name="hasGuardians">Whether the register has been told of any guardian of the child.</param>
internal sealed class Ss12000Plan(FeedPlan plan, Func<Guid, UnitInfo?> unitOf, Func<Guid, bool> hasGuardians)
{
    private readonly Dictionary<Guid, Guid> childOfPerson = [];
    private Dictionary<Guid, Ss12000Person> persons = [];

    public void Take(Ss12000Feed feed)
    {
        persons = feed.Persons.ToDictionary(p => p.Id);
        var place = 0;
        foreach (var person in feed.Persons)
            Person(person, ++place, placed: false);
        place = 0;
        foreach (var placement in feed.Placements)
            Placement(placement, ++place);
        foreach (var gone in feed.Unused.Concat(feed.Deleted).Where(g => g.Kind is null or Ss12000Kinds.Persons or Ss12000Kinds.Placements))
            plan.TakesBack(gone.Id.ToString(), revision: null);
    }

    private Guid? Person(Ss12000Person person, int place, bool placed)
    {
        if (childOfPerson.TryGetValue(person.Id, out var done))
            return done;
        var known = person.Number is { } number ? plan.ChildWith(number) : plan.Known(person.Id.ToString())?.ChildId;
        if (known is null && !placed && person.Enrolments is not { Count: > 0 })
            return null;
        if (known is null && person.Status != PersonStatus.Active)
        {
            Reject(Ss12000Kinds.Persons, person.Id, place, "personStatus", "not in the register, and no longer living in Sweden");
            return null;
        }

        if (known is null && (person.Number is null || person.BirthDate is null || person.Municipality is null))
        {
            Reject(Ss12000Kinds.Persons, person.Id, place, "civicNo", "not in the register, and without birthDate and municipalityCode");
            return null;
        }

        if (known is { } child)
            childOfPerson[person.Id] = child;
        if (!plan.IsNews(person.Id.ToString(), revision: 1, person.Hash))
            return known;
        var change = known is { } id ? plan.Change(id) : Registered(person);
        childOfPerson[person.Id] = change.ChildId;
        Says(person, change, place);
        return change.ChildId;
    }

    /// <summary>A child that only its school knows, by a temporary number say.</summary>
    private ChildChange Registered(Ss12000Person person)
    {
        var change = plan.NewChild();
        plan.Number(change, person.Number!.Value);
        (change.GivenName, change.FamilyName) = (person.GivenName, person.FamilyName);
        return change;
    }

    private void Says(Ss12000Person person, ChildChange change, int place)
    {
        var facts = new List<FactChange>();
        // Told also of a child that the register knows: the register's own word is newer or the same, and an engine reads one birth.
        if (change.IsNew)
        {
            facts.Add(Fact(FactKinds.Birth, FactKinds.Birth, new FactContent { FromDate = person.BirthDate }));
            facts.Add(Fact(FactKinds.Residence, Sources.Ss12000, new FactContent { Municipality = person.Municipality, FromDate = person.BirthDate }));
        }

        if (person.Protection is { } level and not ProtectionLevel.None)
        {
            facts.Add(Fact(FactKinds.Protection, Sources.Ss12000, new FactContent
            {
                Reason = level == ProtectionLevel.SkyddadFolkbokforing ? ProtectionLevels.Hidden : ProtectionLevels.Marked,
            }));
        }

        var i = 0;
        foreach (var enrolment in person.Enrolments ?? [])
        {
            if (unitOf(enrolment.At) is not { Organisation: Organisations.School } unit)
            {
                Reject(Ss12000Kinds.Persons, person.Id, place, $"enrolments[{i}].enroledAt", "no such school unit");
                return;
            }

            if (enrolment.From < (person.Number?.BirthDate ?? person.BirthDate))
            {
                Reject(Ss12000Kinds.Persons, person.Id, place, $"enrolments[{i}].startDate", "before the birth date");
                return;
            }

            facts.Add(Fact(FactKinds.Enrolment, enrolment.Key.ToString(), new FactContent { UnitId = unit.UnitId, Form = enrolment.Form, FromDate = enrolment.From, ToDate = enrolment.To }));
            i++;
        }

        Guardians(person, change);
        plan.Says(change, person.Id.ToString(), revision: 1, person.Hash, [.. facts]);
    }

    private void Guardians(Ss12000Person person, ChildChange change)
    {
        if (!change.IsNew && hasGuardians(change.ChildId))
            return;
        foreach (var guardian in person.Guardians.Select(id => persons.GetValueOrDefault(id)).OfType<Ss12000Person>().Where(g => g.Number is not null))
            change.Guardians.Add(new GuardianChange(guardian.Number!.Value.Value, guardian.GivenName, guardian.FamilyName, IsMother: false, From: null, To: null, Protection: null, Sources.Ss12000));
    }

    private void Placement(Ss12000Placement placement, int place)
    {
        var known = plan.Known(placement.Child.ToString())?.ChildId;
        var child = persons.TryGetValue(placement.Child, out var person) ? Person(person, place, placed: true) : known;
        if (!plan.IsNews(placement.Id.ToString(), revision: 1, placement.Hash))
            return;
        if (child is null)
            Reject(Ss12000Kinds.Placements, placement.Id, place, "child", FeedPlan.NoSuchChild);
        else if (placement.From < (person?.Number?.BirthDate ?? person?.BirthDate))
            Reject(Ss12000Kinds.Placements, placement.Id, place, "startDate", "before the birth date");
        else if (unitOf(placement.At) is not { Organisation: Organisations.Preschool } unit)
            Reject(Ss12000Kinds.Placements, placement.Id, place, "placedAt", "no such preschool");
        else
            plan.Says(plan.Change(child.Value), placement.Id.ToString(), revision: 1, placement.Hash,
                Fact(FactKinds.Placement, placement.Id.ToString(), new FactContent { UnitId = unit.UnitId, FromDate = placement.From, ToDate = placement.To }));
    }

    private void Reject(string kind, Guid id, int place, string field, string reason) => plan.Rejections.Add(new Rejection(kind, id.ToString(), place, field, reason));

    private static FactChange Fact(string kind, string key, FactContent content) => new(kind, Sources.Ss12000, key, content);
}
