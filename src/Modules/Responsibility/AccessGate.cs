using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>Gathers what is known of the caller and the child, and asks the policy. The same work whether the child is another unit's, protected or unknown.</summary>
internal sealed class AccessGate(StoreOf<AccessGate> store, IEnumerable<IRelations> above, Clock clock) : IAccess
{
    public async Task<Admission?> Admit(Call call, object message, CancellationToken cancel)
    {
        var operation = AskedOperation.Of(message.GetType()) ?? "";
        if (message is IAboutSubject about)
            return await Admit(call, operation, about.SubjectId, cancel);
        if (message is not IAboutRecord)
            return Answer(call, operation, default, null);

        RecordFacts? record = null;
        foreach (var floor in above)
            record ??= await floor.ToRecord(call, message, cancel);
        // A record that is missing is asked about like one that is another's.
        var child = await ToChild(call, record?.ChildId ?? Guid.Empty, cancel);
        if (call.Caller is { IsCitizen: true })
            return Answer(call, operation, child with { Relations = child.Relations & (record?.Relations ?? Relations.None) }, record?.ChildId);
        if (record is { AsToChild: true })
            child = await Above(call, child, record.Value.ChildId ?? Guid.Empty, cancel);
        var own = record is { AsToChild: true } ? child.Relations : Relations.None;
        var facts = child with { Relations = own | (record?.Relations ?? Relations.None), Consent = record?.Consent ?? child.Consent };
        if (Access.IsOver(Access.Of(call.Caller?.Role), operation, facts))
            throw new Refused("wrong-state", "The case is over at your unit: it can be read, and nothing more be done in it.");
        return Answer(call, operation, facts, record?.ChildId);
    }

    public async Task<Admission?> Admit(Call call, string operation, Guid subjectId, CancellationToken cancel) =>
        Answer(call, operation, await Facts(call, subjectId, cancel), subjectId);

    public bool AdmitsFunction(Call call, string operation) => Answer(call, operation, default, null) is not null;

    /// <summary>Everything that the policy would be asked with, about a child.</summary>
    public async Task<AccessFacts> Facts(Call call, Guid childId, CancellationToken cancel) => await Above(call, await ToChild(call, childId, cancel), childId, cancel);

    private async Task<AccessFacts> Above(Call call, AccessFacts facts, Guid childId, CancellationToken cancel)
    {
        foreach (var floor in above)
        {
            var (relations, consent) = await floor.ToChild(call, childId, cancel);
            facts = facts with { Relations = facts.Relations | relations, Consent = facts.Consent ?? consent };
        }

        return facts;
    }

    /// <summary>What a private person is to the child. A guardian whose view is closed is told what a stranger is told.</summary>
    private static async Task<Relations> Kin(Session db, Caller caller, Guid childId) =>
        caller.ActsFor.TryGetValue(childId, out var memberId) && await FamilyRegister.Closings(db, childId, memberId) == 0 ? Relations.Family : Relations.None;

    private static Admission? Answer(Call call, string operation, in AccessFacts facts, Guid? subject)
    {
        var decision = Access.Decide(Access.Of(call.Caller?.Role), operation, facts);
        return decision.IsAllowed ? new Admission(decision.Ground!, subject, decision.Consent) : null;
    }

    private Task<AccessFacts> ToChild(Call call, Guid childId, CancellationToken cancel) => call.Caller is not { } caller ? Task.FromResult(default(AccessFacts))
        : caller.IsCitizen ? store.Read(async db => new AccessFacts(await Kin(db, caller, childId)), cancel)
        : store.Read(async db =>
        {
            var protection = await db.Find<string>("SELECT Protection FROM Responsibility.Child WHERE ChildId = @childId", new { childId });
            var named = await db.Scalar<int>("SELECT COUNT(*) FROM Responsibility.NamedStaff WHERE ChildId = @childId AND PersonId = @PersonId", new { childId, caller.PersonId });
            var periods = await db.Query<PeriodRow>("""
                SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName FROM Responsibility.Period
                WHERE ChildId = @childId AND SupersededAt IS NULL ORDER BY FromDate
                """, new { childId });
            return new AccessFacts(Relation.Of(periods.ConvertAll(row => row.Period()), caller.Organisation, caller.UnitId, clock.Today),
                IsProtected: (protection ?? "none") != "none", IsNamed: named > 0);
        }, cancel);
}
