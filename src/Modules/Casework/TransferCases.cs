using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// The holder has changed by the rules (övergång): what the giving unit has as holder goes to the one who holds today, by itself. Concerns that nobody has taken up
/// go as they were told; cases with their concerns, the decision so far and what is under way, while notes stay. A case that was handed over to the unit is no
/// holder's case and stays. When nobody holds any more (18, moved out, dead) the case stays open where it is, and says so;
/// it goes on when somebody holds again.
/// </summary>
[CarriedByActors]
internal sealed class TransferCases(Db db, Clock clock, AuditLog audit, Deadlines deadlines, IResponsibility register, IUnits units)
    : INotificationHandler<ResponsibilityTransferred>, INotificationHandler<ResponsibilityCorrected>
{
    // An event holds 100,000 characters: concerns that it has no room for go on as such, and what the case once came with itself stays readable where it was.
    private const int MostConcerns = 10;
    private const int MostOfParcel = 60_000;
    private const int MostInAll = 90_000;

    public Task Handle(ResponsibilityTransferred notification, CancellationToken cancellationToken) => notification.FromUnitId is { } unitId
        ? Move(notification.ChildId, notification.From, unitId, cancellationToken)
        : Move(notification.ChildId, notification.Last, notification.LastUnitId, cancellationToken);

    public Task Handle(ResponsibilityCorrected notification, CancellationToken cancellationToken) => notification.FromUnitId is { } unitId
        ? Move(notification.ChildId, notification.From, unitId, cancellationToken)
        : Move(notification.ChildId, notification.Last, notification.LastUnitId, cancellationToken);

    private async Task Move(Guid childId, string? from, string? gaveUnitId, CancellationToken cancel)
    {
        if (from != db.Session.Module.Slug || gaveUnitId is null)
            return;
        // A unit without children may close while its case waits for a holder: the case is its successor's then.
        var fromUnitId = await units.Home(gaveUnitId, clock.Today, cancel);
        // The event may be old: what counts is who holds now, so that a case is never a step behind its child.
        var holder = await register.Holder(childId, clock.Today, cancel);
        if (holder is { UnitId: { } now } && now == fromUnitId)
            return;
        if (holder is { UnitId: { } to })
            foreach (var concernId in await ConcernArrival.Untaken(db.Session, fromUnitId, childId))
                await Send(await StoredConcern.Load(db.Session, concernId, fromUnitId), holder.Organisation, to);
        foreach (var caseId in await db.Query<Guid>("""
            SELECT CaseId FROM {Module}.CaseFile WHERE ChildId = @childId AND UnitId = @fromUnitId AND Origin <> 'hand-over' AND State IN ('gathering', 'measures', 'offered', 'collaborating') ORDER BY OpenedAt
            """, new { childId, fromUnitId }))
        {
            var file = await CaseFile.Load(db.Session, caseId);
            if (holder is { UnitId: { } unitId })
                await Send(file, holder.Organisation, unitId);
            else
                await CaseFile.Note(db.Session, clock, caseId, CaseEvents.HolderEnded, null);
            db.Session.Audit(audit.ByEvent(holder is { UnitId: not null } ? AuditAttribute.Disclosed : AuditAttribute.Changed, childId, "transfer"));
        }
    }

    private async Task Send(StoredConcern concern, string organisation, string unitId)
    {
        var told = await ConcernArrival.Leave(db.Session, clock, deadlines, concern, organisation, unitId);
        db.Publish(new ConcernRouted(told, organisation, unitId, concern.ChildId, concern.IsProtected, RoutedBecause.Transferred));
        db.Session.Audit(audit.ByEvent(AuditAttribute.Disclosed, concern.ChildId, "transfer"));
    }

    private async Task Send(CaseFile file, string organisation, string unitId)
    {
        await WithdrawOffers(file);
        file = await CaseFile.Load(db.Session, file.CaseId);
        var parts = CaseParcel.Decision(await StoredDecision.All(db.Session, file.CaseId));
        parts.AddRange(await CaseParcel.Measures(db.Session, clock, file.CaseId));
        parts.AddRange(await CaseParcel.Received(db.Session, file.CaseId));
        var parcel = CaseParcel.Loads(parts, MostOfParcel)[0];
        var size = parcel.Sum(CaseParcel.Size);
        var told = new List<ConcernTold>();
        foreach (var concernId in await ConcernArrival.OfCase(db.Session, file.CaseId, file.UnitId))
        {
            var concern = await StoredConcern.Load(db.Session, concernId, file.UnitId);
            size += CaseParcel.Size(concern);
            if (told.Count < MostConcerns && size <= MostInAll)
                told.Add(await ConcernArrival.Leave(db.Session, clock, deadlines, concern, organisation, unitId));
            else
                await Send(concern, organisation, unitId);
        }

        await CaseMoves.GoneOn(db.Session, clock, deadlines, file, CaseStates.Transferred, organisation, unitId);
        await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.Transferred, null);
        db.Publish(new CaseTransferred(file.CaseId, db.Session.Module.Slug, file.UnitId, organisation, unitId, file.ChildId, file.IsProtected, Guid.CreateVersion7(clock.Now), told, parcel));
    }

    /// <summary>What is offered to another is the new holder's to decide about.</summary>
    private async Task WithdrawOffers(CaseFile file)
    {
        foreach (var offer in (await StoredHandOver.OfCase(db.Session, file.CaseId)).Where(offer => offer.State == HandOverStates.Offered))
        {
            await StoredHandOver.Answer(db.Session, clock, offer, HandOverStates.Withdrawn, null);
            await StoredHandOver.BackToGiver(db.Session, clock, deadlines, offer, HandOverStates.Withdrawn, CaseEvents.HandOverWithdrawn, null, null);
        }
    }
}

/// <summary>
/// A case that came with the child (övergången ärende): it opens at the unit that holds today, also when that is another than when it was sent, with clocks of its own.
/// </summary>
[CarriedByActors]
internal sealed class TakeTransferredCase(Db db, Clock clock, AuditLog audit, Deadlines deadlines, IResponsibility register, IUnits units) : INotificationHandler<CaseTransferred>
{
    public async Task Handle(CaseTransferred notification, CancellationToken cancellationToken)
    {
        var sent = notification;
        var unitId = await units.Home(sent.ToUnitId, clock.Today, cancellationToken);
        if (await register.Holder(sent.ChildId, clock.Today, cancellationToken) is { UnitId: { } now } holder && now != unitId && now != sent.ToUnitId)
        {
            db.Publish(sent with { To = holder.Organisation, ToUnitId = now });
            return;
        }

        var isProtected = await register.IsProtected(sent.ChildId, sent.IsProtected, cancellationToken);
        await CaseFile.Open(db.Session, clock, sent.CaseId, sent.ChildId, unitId, isProtected, "transfer", null, sent.From, sent.FromUnitId);
        await CaseParcel.Store(db.Session, sent.CaseId, sent.Parcel);
        foreach (var told in sent.Concerns)
            await ConcernArrival.Put(db.Session, clock, told, unitId, sent.ChildId, isProtected, RoutedBecause.Transferred, null, sent.CaseId);
        await deadlines.Start(db.Session, ClockName.FirstDecision, ItemKinds.Case, sent.CaseId, unitId);
        db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, sent.ChildId, "transfer"));
    }
}
