using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>A message about a form that asks for consent.</summary>
internal interface IAboutForm : IAboutRecord;

/// <summary>A message about one person's consent.</summary>
internal interface IAboutConsent : IAboutRecord;

/// <summary>A message about another legal ground.</summary>
internal interface IAboutGround : IAboutRecord;

/// <summary>A message about what one of the family asks to have corrected.</summary>
internal interface IAboutCorrection : IAboutRecord;

/// <summary>A message about a plan.</summary>
internal interface IAboutPlan : IAboutRecord;

/// <summary>A message about a meeting.</summary>
internal interface IAboutMeeting : IAboutRecord;

/// <summary>What the caller is to the forms and plans of a child. What a consent lets through is asked here too, in the store where it is given and withdrawn, at each request.</summary>
internal sealed class CollaborationRelations(StoreOf<CollaborationRelations> store, Db atRequest, PlanAtHand atHand, Givers givers, IResponsibility register, Clock clock) : IRelations
{
    // Asked about further like one that is another's, so that the two cost the same.
    private static readonly RecordFacts Missing = new(null, Relations.None, AsToChild: true);

    public async Task<ChildRelations> ToChild(Call call, Guid childId, CancellationToken cancel) => call.Caller is { IsCitizen: false } caller
        ? await store.Read<ChildRelations>(async db =>
        {
            var key = new { childId, caller.UnitId };
            var owned = await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.ChildPlan WHERE ChildId = @childId AND OwnerUnitId = @UnitId AND State = 'open'", key);
            var parts = await db.Query<string>("""
                SELECT DISTINCT p.State FROM Collaboration.PlanParty p JOIN Collaboration.ChildPlan c ON c.PlanId = p.PlanId
                WHERE c.ChildId = @childId AND p.UnitId = @UnitId AND c.State = 'open'
                """, key);
            var invited = await db.Scalar<int>("""
                SELECT COUNT(*) FROM Collaboration.MeetingInvitee i JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
                WHERE m.ChildId = @childId AND i.UnitId = @UnitId AND i.RemovedAt IS NULL AND m.State = 'called'
                """, key);
            // What lets the unit have something is worked out only where something could.
            var named = await db.Scalar<int>("""
                SELECT (SELECT COUNT(*) FROM Collaboration.ConsentForm f WHERE f.ChildId = @childId AND f.State = 'open' AND EXISTS (SELECT 1 FROM Collaboration.ConsentLine l WHERE l.FormId = f.FormId AND l.ToUnitId = @UnitId))
                  + (SELECT COUNT(*) FROM Collaboration.OtherGround g WHERE g.ChildId = @childId AND g.ToUnitId = @UnitId AND g.EndedAt IS NULL)
                """, key);
            var basis = named > 0 ? (await givers.Coverage(db, childId, cancel)).Any(caller.UnitId) : null;
            var known = parts.Aggregate((owned > 0 ? Relations.Owner : Relations.None) | (invited > 0 ? Relations.Invited : Relations.None), (relations, state) => relations | OfParty(state));
            return basis switch
            {
                { IsConsent: true, Id: var formId } => new ChildRelations(known, formId),
                { IsConsent: false } when (known & (Relations.Party | Relations.Invited)) != Relations.None => known | Relations.OtherGround,
                _ => known,
            };
        }, cancel)
        : Relations.None;

    public async Task<RecordFacts?> ToRecord(Call call, object message, CancellationToken cancel)
    {
        if (call.Caller is not { } caller || message is not IAboutRecord about)
            return null;
        var key = new { about.RecordId, caller.UnitId };
        return message switch
        {
            IAboutForm => await AboutChild("SELECT ChildId FROM Collaboration.ConsentForm WHERE FormId = @RecordId"),
            IAboutConsent => await AboutConsent(caller, about.RecordId, cancel),
            IAboutGround => await AboutChild("SELECT ChildId FROM Collaboration.OtherGround WHERE GroundId = @RecordId"),
            IAboutCorrection => await AboutChild("SELECT ChildId FROM Collaboration.CorrectionAsk WHERE AskId = @RecordId"),
            IAboutPlan => atRequest.In(store.Store) is { } snapshot
                ? await AboutPlan(snapshot, caller, about.RecordId, cancel)
                : await store.Read(db => AboutPlan(db, caller, about.RecordId, cancel), cancel),
            IAboutMeeting => await store.Read(db => MeetingSeat.Facts(db, givers, caller, about.RecordId, cancel), cancel),
            IAboutMessage => await store.Read(db => StoredMessage.ChildOf(db, caller, about.RecordId), cancel) is { } childId ? new RecordFacts(childId, Relations.Family) : null,
            _ => null,
        };

        async Task<RecordFacts?> AboutChild(string sql) => await store.Read<RecordFacts?>(async db => (await db.Query<Guid>(sql, key)) is [var childId]
            ? new RecordFacts(childId, caller.IsCitizen ? Relations.Family : Relations.None, AsToChild: true)
            : Missing, cancel);
    }

    // A member of the family answers for itself alone: another's consent is no record of its own.
    private Task<RecordFacts?> AboutConsent(Caller caller, Guid consentId, CancellationToken cancel) => store.Read<RecordFacts?>(async db =>
    {
        var found = await db.Find<MemberRow>("SELECT ChildId, MemberId FROM Collaboration.Consent WHERE ConsentId = @consentId", new { consentId });
        return found is null ? Missing
            : !caller.IsCitizen ? new RecordFacts(found.ChildId, Relations.None, AsToChild: true)
            : new RecordFacts(found.ChildId, caller.ActsFor.TryGetValue(found.ChildId, out var memberId) && memberId == found.MemberId ? Relations.Family : Relations.None);
    }, cancel);

    private async Task<RecordFacts?> AboutPlan(Session db, Caller caller, Guid planId, CancellationToken cancel)
    {
        if (await atHand.Find(db, planId) is not { } known)
            return null;
        var plan = known.Plan;
        if (caller.IsCitizen)
            return new RecordFacts(plan.ChildId, Relations.Family);
        var relations = plan.OwnerUnitId == caller.UnitId ? Relations.Owner : Relations.None;
        if ((await known.Parties()).Find(p => p.UnitId == caller.UnitId) is { } party)
            relations |= OfParty(party.State);
        if (await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.OwnerOffer WHERE PlanId = @planId AND ToUnitId = @UnitId AND State = 'open'", new { planId, caller.UnitId }) > 0)
            relations |= Relations.Asked;
        if (await register.Holder(plan.ChildId, clock.Today, cancel) is { } holder && holder.UnitId == caller.UnitId)
            relations |= Relations.Holder;
        if ((relations & (Relations.Party | Relations.Holder)) == Relations.None)
            return new RecordFacts(plan.ChildId, relations);
        return (await known.Covered(cancel)).Coverage.Any(caller.UnitId) switch
        {
            null => new RecordFacts(plan.ChildId, relations),
            { IsConsent: true, Id: var formId } => new RecordFacts(plan.ChildId, relations, formId),
            _ => new RecordFacts(plan.ChildId, relations | Relations.OtherGround),
        };
    }

    private static Relations OfParty(string state) => state switch
    {
        PartyStates.Joined => Relations.Party,
        PartyStates.Asked => Relations.Asked,
        _ => Relations.None,
    };

    private sealed class MemberRow
    {
        public required Guid ChildId { get; init; }
        public required Guid MemberId { get; init; }
    }
}
