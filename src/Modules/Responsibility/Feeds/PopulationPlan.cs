using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>Aims the population feed's records at children: births first, then new numbers, then the rest, whatever their order in the feed.</summary>
internal sealed class PopulationPlan(FeedPlan plan, Pregnancies pregnancies, Func<string, bool> isGuardian)
{
    /// <summary>A municipality that is nowhere in Sweden: lives abroad, or is not told.</summary>
    private const string Nowhere = "0000";

    public void Take(Feed<PopulationRecord> feed)
    {
        foreach (var record in feed.Records.OfType<BirthRecord>().Where(IsNews).OrderBy(r => r.BirthDate).ThenBy(r => r.Origin.Id, StringComparer.Ordinal))
            Birth(record);
        foreach (var record in feed.Records.OfType<IdentityRecord>().Where(IsNews).OrderBy(r => r.Date))
            NewNumber(record);
        foreach (var record in feed.Records.Where(r => r is not BirthRecord and not IdentityRecord).Where(IsNews))
            Other(record);
        foreach (var withdrawal in feed.Withdrawn)
            plan.TakesBack(withdrawal.Id, withdrawal.Revision);
    }

    private bool IsNews(PopulationRecord record) => plan.IsNews(record.Origin.Id, record.Origin.Revision, record.Origin.Hash);

    private void Birth(BirthRecord record)
    {
        var known = plan.ChildWith(record.Number) ?? (record.Replaces is { } earlier ? plan.ChildWith(earlier) : null) ?? Unborn(record);
        var change = known is { } child ? plan.Change(child) : plan.NewChild();
        plan.Number(change, record.Number);
        (change.GivenName, change.FamilyName) = (record.GivenName, record.FamilyName);
        foreach (var guardian in record.Guardians)
        {
            change.Guardians.Add(new GuardianChange(guardian.Number.Value, guardian.GivenName, guardian.FamilyName, guardian.Number == record.Mother,
                record.BirthDate, To: null, Protection: null, Sources.Population));
        }

        var facts = new List<FactChange>(3)
        {
            Fact(FactKinds.Birth, FactKinds.Birth, new FactContent { FromDate = record.BirthDate }),
            Fact(FactKinds.Residence, record.Origin.Id, new FactContent { Municipality = record.Municipality ?? Nowhere, FromDate = record.BirthDate }),
        };
        if (record.Protection is { } level)
            facts.Add(Fact(FactKinds.Protection, record.Origin.Id, new FactContent { Reason = Level(level), FromDate = record.BirthDate }));
        Says(change, record, [.. facts]);
        if (record.Mother is { } mother)
            pregnancies.Born(mother.Value, change.ChildId, record.BirthDate);
    }

    // A child whose birth the clinic has reported, or that is still expected, is the same child.
    private Guid? Unborn(BirthRecord record) => record.Mother is { } mother ? pregnancies.Expecting(mother.Value, record.BirthDate) : null;

    private void NewNumber(IdentityRecord record)
    {
        if (Child(record.Replaces, record, "replaces") is not { } change)
            return;
        if (plan.ChildWith(record.Number) is { } other && other != change.ChildId)
        {
            Reject(record, "personnummer", "belongs to another child");
            return;
        }

        plan.Number(change, record.Number);
        Says(change, record);
    }

    private void Other(PopulationRecord record)
    {
        switch (record)
        {
            case MoveRecord move:
                SaysOrWaits(move.Number, record, Fact(FactKinds.Residence, record.Origin.Id, new FactContent { Municipality = move.Municipality ?? Nowhere, FromDate = move.Date }));
                break;
            case DeathRecord death:
                SaysOrWaits(death.Number, record, Fact(FactKinds.Death, FactKinds.Death, new FactContent { FromDate = death.Date }));
                break;
            case ProtectionRecord protection when plan.ChildWith(protection.Number) is null && isGuardian(protection.Number.Value):
                plan.GuardianProtections.Add((new GuardianProtection(protection.Number.Value, Level(protection.Level), protection.Date),
                    new KnownRecord { RecordId = record.Origin.Id, Revision = record.Origin.Revision, Hash = record.Origin.Hash.ToString() }));
                break;
            case ProtectionRecord protection:
                SaysOrWaits(protection.Number, record, Fact(FactKinds.Protection, record.Origin.Id, new FactContent { Reason = Level(protection.Level), FromDate = protection.Date }));
                break;
            case CustodyRecord custody when Child(custody.Child, record) is { } change:
                change.Guardians.Add(new GuardianChange(custody.Guardian.Number.Value, custody.Guardian.GivenName, custody.Guardian.FamilyName, IsMother: false,
                    custody.From, custody.To, Protection: null, Sources.Population));
                Says(change, record);
                break;
        }
    }

    private void SaysOrWaits(IdentityNumber number, PopulationRecord record, FactChange fact)
    {
        if (plan.ChildWith(number) is { } child)
            Says(plan.Change(child), record, fact);
        else if (!plan.Waits(number, record.Origin.Id, record.Origin.Revision, record.Origin.Hash, fact))
            Reject(record, "personnummer", FeedPlan.NoSuchChild);
    }

    private ChildChange? Child(IdentityNumber number, PopulationRecord record, string field = "personnummer")
    {
        if (plan.ChildWith(number) is { } child)
            return plan.Change(child);
        Reject(record, field, FeedPlan.NoSuchChild);
        return null;
    }

    private void Says(ChildChange change, PopulationRecord record, params ReadOnlySpan<FactChange> facts) =>
        plan.Says(change, record.Origin.Id, record.Origin.Revision, record.Origin.Hash, facts);

    private void Reject(PopulationRecord record, string field, string reason) =>
        plan.Rejections.Add(new Rejection(record.GetType().Name.Replace("Record", "", StringComparison.Ordinal).ToLowerInvariant(), IdentityMask.Mask(record.Origin.Id), record.Origin.Line, field, reason));

    private static FactChange Fact(string kind, string key, FactContent content) => new(kind, Sources.Population, key, content);

    private static string Level(ProtectionLevel level) => level switch
    {
        ProtectionLevel.SkyddadFolkbokforing => ProtectionLevels.Hidden,
        ProtectionLevel.Sekretessmarkering => ProtectionLevels.Marked,
        _ => ProtectionLevels.None,
    };
}
