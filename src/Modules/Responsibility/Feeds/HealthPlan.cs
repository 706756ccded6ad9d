using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>Aims the health feed's records at children: a pregnancy at the child or the twins that it became, or at children not born yet.</summary>
internal sealed class HealthPlan(FeedPlan plan, Pregnancies pregnancies, IReadOnlyDictionary<string, UnitInfo> units)
{
    public void Take(Feed<HealthRecord> feed)
    {
        foreach (var record in feed.Records.OfType<PregnancyRecord>().OrderBy(r => r.DueDate).ThenBy(r => r.Origin.Id, StringComparer.Ordinal))
            Pregnancy(record);
        foreach (var record in feed.Records.OfType<ListingRecord>())
            Listing(record);
        foreach (var withdrawal in feed.Withdrawn)
        {
            plan.TakesBack(withdrawal.Id, withdrawal.Revision);
            for (var i = 1; i <= 4 && plan.Known(Each(withdrawal.Id, i)) is not null; i++)
                plan.TakesBack(Each(withdrawal.Id, i), withdrawal.Revision);
        }
    }

    // Each child of a pregnancy has a record of its own, so that twins have a chain each.
    private static string Each(string recordId, int place) => $"{recordId}#{place}";

    private void Pregnancy(PregnancyRecord record)
    {
        if (!plan.IsNews(Each(record.Origin.Id, 1), record.Origin.Revision, record.Origin.Hash) || !UnitIs(record, record.Unit, Organisations.MaternalCare))
            return;
        var before = Enumerable.Range(1, record.Children).Select(i => plan.Known(Each(record.Origin.Id, i))?.ChildId).ToList();
        var born = new Queue<Guid>(pregnancies.BornOf(record.Mother.Number.Value, record.DueDate, before.Count(child => child is null)));
        for (var i = 1; i <= record.Children; i++)
        {
            var known = before[i - 1] ?? (born.TryDequeue(out var child) ? child : null);
            var change = known is { } id ? plan.Change(id) : plan.NewChild();
            if (change.IsNew)
            {
                change.Guardians.Add(new GuardianChange(record.Mother.Number.Value, record.Mother.GivenName, record.Mother.FamilyName, IsMother: true, record.From, To: null, Protection: null, Sources.Health));
                pregnancies.Add(record.Mother.Number.Value, change.ChildId, record.DueDate, born: null, hasPersonnummer: false);
            }

            plan.Says(change, Each(record.Origin.Id, i), record.Origin.Revision, record.Origin.Hash,
                new FactChange(FactKinds.Pregnancy, Sources.Health, FactKinds.Pregnancy, new FactContent { UnitId = record.Unit, FromDate = record.From, DueDate = record.DueDate, ToDate = record.EndedWithoutBirth }),
                new FactChange(FactKinds.Residence, Sources.Health, "mother", new FactContent { Municipality = record.Municipality, FromDate = record.From }));
        }
    }

    private void Listing(ListingRecord record)
    {
        if (!plan.IsNews(record.Origin.Id, record.Origin.Revision, record.Origin.Hash) || !UnitIs(record, record.Unit, Organisations.ChildHealthCare))
            return;
        if (record.From < record.Child.BirthDate)
        {
            Reject(record, "from", "before the birth date in the number");
            return;
        }

        var listing = new FactChange(FactKinds.Listing, Sources.Health, record.Origin.Id, new FactContent { UnitId = record.Unit, FromDate = record.From, ToDate = record.To });
        if (plan.ChildWith(record.Child) is { } child)
            plan.Says(plan.Change(child), record.Origin.Id, record.Origin.Revision, record.Origin.Hash, listing);
        else if (!plan.Waits(record.Child, record.Origin.Id, record.Origin.Revision, record.Origin.Hash, listing))
            Reject(record, "personnummer", FeedPlan.NoSuchChild);
    }

    private bool UnitIs(HealthRecord record, string unit, string organisation)
    {
        if (units.TryGetValue(unit, out var known) && known.Organisation == organisation)
            return true;
        Reject(record, "unit", "no such unit of this organisation");
        return false;
    }

    private void Reject(HealthRecord record, string field, string reason) =>
        plan.Rejections.Add(new Rejection(record is PregnancyRecord ? "pregnancy" : "listing", IdentityMask.Mask(record.Origin.Id), record.Origin.Line, field, reason));
}
