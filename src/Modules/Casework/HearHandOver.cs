using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// The receiver's side of a hand-over: the offer comes to the unit's table with its clock, and goes from it when it is answered; an accepted one opens the case. One
/// hearer for all of it, so that they are heard in the order in which they happened.
/// </summary>
[CarriedByActors]
internal sealed class HearHandOver(Db db, Clock clock, AuditLog audit, Deadlines deadlines, IUnits units, IResponsibility register)
    : INotificationHandler<HandOverOffered>, INotificationHandler<HandOverAccepted>, INotificationHandler<ParcelFollowed>, INotificationHandler<HandOverEnded>
{
    public async Task Handle(HandOverOffered notification, CancellationToken cancellationToken)
    {
        var offer = notification;
        var unitId = await units.Home(offer.ToUnitId, clock.Today, cancellationToken);
        var isProtected = await register.IsProtected(offer.ChildId, offer.IsProtected, cancellationToken);
        await db.Execute("""
            INSERT INTO {Module}.Offer (GiverOrganisation, OfferId, UnitId, ChildId, IsProtected, FromUnitId, Message, Ground, OfferedAt, State)
            VALUES (@Giver, @HandOverId, @unitId, @ChildId, @isProtected, @FromUnitId, @Message, @Ground, @OfferedAt, 'open')
            """, new { offer.Giver, offer.HandOverId, unitId, offer.ChildId, isProtected, offer.FromUnitId, offer.Message, offer.Ground, offer.OfferedAt });
        await db.Session.Insert("OfferItem", ["GiverOrganisation", "OfferId", "Place", "Item", "IsDone"],
            [.. offer.Checklist.Select((item, i) => new object?[] { offer.Giver, offer.HandOverId, i + 1, item.Item, item.IsDone })], cancellationToken);
        await deadlines.Start(db.Session, ClockName.HandOverAnswered, ItemKinds.Offer, offer.HandOverId, unitId, Clock.DayOf(offer.OfferedAt));
        db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, offer.ChildId, "offer"));
    }

    public async Task Handle(HandOverAccepted notification, CancellationToken cancellationToken)
    {
        var accepted = notification;
        await Answered(accepted.Giver, accepted.HandOverId, HandOverStates.Accepted, accepted.At, accepted.CaseId);
        var unitId = await units.Home(accepted.ToUnitId, clock.Today, cancellationToken);
        var isProtected = await register.IsProtected(accepted.ChildId, accepted.IsProtected, cancellationToken);
        await CaseFile.Open(db.Session, clock, accepted.CaseId, accepted.ChildId, unitId, isProtected, "hand-over", accepted.PersonId, accepted.Giver, accepted.FromUnitId);
        await CaseParcel.Store(db.Session, accepted.CaseId, accepted.Parcel);
        await deadlines.Start(db.Session, ClockName.FirstDecision, ItemKinds.Case, accepted.CaseId, unitId, Clock.DayOf(accepted.At));
        db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, accepted.ChildId, "offer"));
    }

    public async Task Handle(ParcelFollowed notification, CancellationToken cancellationToken)
    {
        await CaseParcel.Store(db.Session, notification.CaseId, notification.Parcel);
        if (await CaseFile.Find(db.Session, notification.CaseId) is { } file)
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, file.ChildId, "offer"));
    }

    public Task Handle(HandOverEnded notification, CancellationToken cancellationToken) =>
        Answered(notification.Giver, notification.HandOverId, notification.State, notification.At, null);

    /// <summary>The offer's content goes with its answer: the accepted one is a case now, and of the others the unit has nothing to keep.</summary>
    private async Task Answered(string giver, Guid offerId, string state, DateTimeOffset at, Guid? caseId)
    {
        var answer = new { giver, offerId, state, at, caseId };
        foreach (var unitId in await db.Query<string>("SELECT UnitId FROM {Module}.Offer WHERE GiverOrganisation = @giver AND OfferId = @offerId", answer))
            await deadlines.AllDone(db.Session, offerId, unitId);
        await db.Execute("""
            UPDATE {Module}.Offer SET State = @state, AnsweredAt = @at, CaseId = @caseId, Message = NULL WHERE GiverOrganisation = @giver AND OfferId = @offerId
            """, answer);
        await db.Execute("DELETE FROM {Module}.OfferItem WHERE GiverOrganisation = @giver AND OfferId = @offerId", answer);
    }
}
