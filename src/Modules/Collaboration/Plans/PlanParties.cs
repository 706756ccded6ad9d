using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Collaboration;

/// <summary>Units coming to a plan's table and leaving it.</summary>
internal static class PlanParties
{
    /// <summary>The unit takes part, whether or not it was asked before.</summary>
    public static async Task Join(Session db, Clock clock, Guid planId, Caller caller)
    {
        var row = new { planId, caller.UnitId, caller.Organisation, caller.PersonId, clock.Now };
        if (await db.Execute("UPDATE Collaboration.PlanParty SET State = 'joined', AnsweredBy = @PersonId, AnsweredAt = @Now, Reason = NULL WHERE PlanId = @planId AND UnitId = @UnitId", row) == 0)
        {
            await db.Execute("""
                INSERT INTO Collaboration.PlanParty (PlanId, UnitId, Organisation, State, AskedBy, AskedAt, AnsweredBy, AnsweredAt)
                VALUES (@planId, @UnitId, @Organisation, 'joined', @PersonId, @Now, @PersonId, @Now)
                """, row);
        }
    }

    /// <summary>A unit's answer, or the owner's for it. The row decides which of two that come at once is first.</summary>
    public static async Task Move(Session db, Clock clock, Guid planId, string unitId, string[] before, string state, string personId, string? reason)
    {
        if (await db.Execute("UPDATE Collaboration.PlanParty SET State = @state, AnsweredBy = @personId, AnsweredAt = @Now, Reason = @reason WHERE PlanId = @planId AND UnitId = @unitId AND State IN @before",
            new { planId, unitId, before, state, personId, reason, clock.Now }) == 0)
            throw new Refused("wrong-state", "It has been answered, or taken back, in the meantime.");
    }

    /// <summary>The offer of the plan is over, when it is made to this unit, which leaves the table, or by it, which is no more.</summary>
    public static async Task EndOffer(Session db, Clock clock, StoredPlan plan, string unitId, string personId, string reason)
    {
        if (await StoredOwnerOffer.Open(db, plan.PlanId) is not { } offer || (offer.ToUnitId != unitId && plan.OwnerUnitId != unitId))
            return;
        await offer.Answer(db, clock, "withdrawn", personId, reason);
        await StoredPlan.Happened(db, clock, plan.PlanId, PlanEvents.NotPassed, offer.ToUnitId, personId);
        PlanClock.Answered(db, clock, plan, offer.OfferId, offer.ToOrganisation, offer.ToUnitId);
    }
}

/// <summary>What a unit has at the tables of plans, and the meetings that it has called: no unit closes over them without a successor.</summary>
internal sealed class PlanLoad(StoreOf<PlanLoad> store) : IUnitLoad
{
    public Task<HeldWork> Work(string organisation, string unitId, string? personId, CancellationToken cancel) => personId is not null ? Task.FromResult(HeldWork.None)
        : store.Read(async db => new HeldWork(0, 0, 0, Plans: await db.Scalar<int>("""
            SELECT COUNT(*) FROM Collaboration.ChildPlan c JOIN Collaboration.PlanParty p ON p.PlanId = c.PlanId WHERE c.State = 'open' AND p.UnitId = @unitId AND p.State IN ('asked', 'joined')
            """, new { unitId }) + await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.Meeting WHERE CalledByUnitId = @unitId AND State = 'called'", new { unitId })), cancel);
}

/// <summary>
/// A unit is no more: its place at the table, and the plan where it owned it, are its successor's, or without one the holder's. Consent does not move along: it was given for the
/// unit that is gone, and the successor reads what it says when it has been renewed.
/// </summary>
internal sealed class RehomePlans(Db db, Clock clock, AuditLog audit) : INotificationHandler<UnitClosed>
{
    public async Task Handle(UnitClosed notification, CancellationToken cancellationToken)
    {
        var gone = notification.UnitId;
        foreach (var planId in await db.Query<Guid>("""
            SELECT c.PlanId FROM Collaboration.ChildPlan c JOIN Collaboration.PlanParty p ON p.PlanId = c.PlanId WHERE c.State = 'open' AND p.UnitId = @gone AND p.State IN ('asked', 'joined') ORDER BY c.PlanId
            """, new { gone }))
        {
            var plan = await StoredPlan.Load(db.Session, planId);
            PlanClock.Answered(db.Session, clock, plan, plan.PlanId, notification.Organisation, gone);
            await PlanParties.EndOffer(db.Session, clock, plan, gone, "system", "unit-closed");
            await db.Execute("UPDATE Collaboration.PlanParty SET State = 'left', AnsweredBy = 'system', AnsweredAt = @Now, Reason = 'unit-closed' WHERE PlanId = @planId AND UnitId = @gone", new { planId, gone, clock.Now });
            if (plan.OwnerUnitId == gone)
                await Pass(plan, notification);
            else if (notification.SuccessorUnitId is { } successor)
            {
                await Seat(planId, successor, notification.Organisation, PartyStates.Asked);
                PlanClock.Await(db.Session, clock, plan, planId, notification.Organisation, successor);
            }

            await StoredPlan.Happened(db.Session, clock, planId, PlanEvents.Left, gone, "system");
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, plan.ChildId, "unit-closed"));
        }
    }

    private async Task Pass(StoredPlan plan, UnitClosed closed)
    {
        var (organisation, unitId) = closed.SuccessorUnitId is { } successor ? (closed.Organisation, successor) : (plan.HolderOrganisation, plan.HolderUnitId);
        if (organisation is null || unitId is null)
            return;
        await db.Execute("UPDATE Collaboration.ChildPlan SET OwnerOrganisation = @organisation, OwnerUnitId = @unitId WHERE PlanId = @PlanId", new { organisation, unitId, plan.PlanId });
        await Seat(plan.PlanId, unitId, organisation, PartyStates.Joined);
        PlanClock.NoFollowUp(db.Session, clock, plan);
        PlanClock.FollowUpBy(db.Session, clock, plan.PlanId, plan.ChildId, organisation, unitId, plan.NextFollowUp);
        db.Publish(new PlanPassedOn(plan.PlanId, plan.ChildId, plan.OwnerOrganisation, plan.OwnerUnitId, organisation, unitId, clock.Now));
    }

    private async Task Seat(Guid planId, string unitId, string organisation, string state)
    {
        var row = new { planId, unitId, organisation, state, clock.Now };
        if (await db.Execute("UPDATE Collaboration.PlanParty SET State = @state WHERE PlanId = @planId AND UnitId = @unitId AND State <> 'joined'", row) == 0
            && await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.PlanParty WHERE PlanId = @planId AND UnitId = @unitId", row) == 0)
        {
            await db.Execute("""
                INSERT INTO Collaboration.PlanParty (PlanId, UnitId, Organisation, State, AskedBy, AskedAt) VALUES (@planId, @unitId, @organisation, @state, 'system', @Now)
                """, row);
        }
    }
}
