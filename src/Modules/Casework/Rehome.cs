using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.Casework;

/// <summary>
/// A unit is no more: everything open at it is its successor's, in the same organisation (efterträdare). Concerns are told anew, cases and offers move as they are
/// with their clocks, and what the unit was offering stays offered. Without a successor it stays where it is, for an administrator to see.
/// </summary>
[CarriedByActors]
internal sealed class RehomeWork(Db db, Clock clock, AuditLog audit, Deadlines deadlines) : INotificationHandler<UnitClosed>
{
    public async Task Handle(UnitClosed notification, CancellationToken cancellationToken)
    {
        if (notification.SuccessorUnitId is not { } successor)
            return;
        var (unitId, organisation) = (notification.UnitId, notification.Organisation);
        foreach (var concernId in await ConcernArrival.Untaken(db.Session, unitId, null))
        {
            var concern = await StoredConcern.Load(db.Session, concernId, unitId);
            var told = await ConcernArrival.Leave(db.Session, clock, deadlines, concern, organisation, successor);
            db.Publish(new ConcernRouted(told, organisation, successor, concern.ChildId, concern.IsProtected, RoutedBecause.UnitClosed));
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, concern.ChildId, "unit-closed"));
        }

        foreach (var caseId in await db.Query<Guid>("""
            SELECT CaseId FROM {Module}.CaseFile WHERE UnitId = @unitId AND State IN ('gathering', 'measures', 'offered', 'collaborating') ORDER BY OpenedAt
            """, new { unitId }))
            await Move(await CaseFile.Load(db.Session, caseId), organisation, successor);

        var move = new { unitId, successor };
        foreach (var itemId in await db.Query<Guid>("SELECT DISTINCT ItemId FROM {Module}.Deadline WHERE UnitId = @unitId AND DoneAt IS NULL AND ItemKind IN ('case', 'offer', 'glass-break')", move))
            await deadlines.Move(db.Session, itemId, unitId, successor);
        await db.Execute("UPDATE {Module}.HandOver SET UnitId = @successor WHERE UnitId = @unitId AND State = 'offered'", move);
        await db.Execute("UPDATE {Module}.Offer SET UnitId = @successor WHERE UnitId = @unitId AND State = 'open'", move);
        // Broken glass is reviewed always, whatever becomes of the unit.
        await db.Execute("UPDATE {Module}.GlassBreak SET UnitId = @successor WHERE UnitId = @unitId AND ReviewedAt IS NULL", move);
    }

    private async Task Move(CaseFile file, string organisation, string successor)
    {
        foreach (var concernId in await ConcernArrival.OfCase(db.Session, file.CaseId, file.UnitId))
        {
            var concern = await StoredConcern.Load(db.Session, concernId, file.UnitId);
            var told = await ConcernArrival.Leave(db.Session, clock, deadlines, concern, organisation, successor);
            await ConcernArrival.Put(db.Session, clock, told, successor, concern.ChildId, concern.IsProtected, RoutedBecause.UnitClosed, null, file.CaseId);
        }

        await db.Execute("UPDATE {Module}.CaseFile SET UnitId = @successor, HandlerId = NULL, Version = Version + 1 WHERE CaseId = @CaseId", new { successor, file.CaseId });
        await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.UnitClosed, null);
        db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, file.ChildId, "unit-closed"));
    }
}

/// <summary>A person has left a unit: what they had there has no handler, and lies on the unit's table again.</summary>
[CarriedByActors]
internal sealed class ReleaseWork(Db db) : INotificationHandler<RoleEnded>
{
    public async Task Handle(RoleEnded notification, CancellationToken cancellationToken)
    {
        await db.Execute("""
            UPDATE {Module}.Concern SET HandlerId = NULL, Version = Version + 1 WHERE UnitId = @UnitId AND HandlerId = @PersonId AND State IN ('new', 'acknowledged', 'in-case')
            """, notification);
        await db.Execute("""
            UPDATE {Module}.CaseFile SET HandlerId = NULL, Version = Version + 1
            WHERE UnitId = @UnitId AND HandlerId = @PersonId AND State IN ('gathering', 'measures', 'offered', 'collaborating')
            """, notification);
    }
}

/// <summary>What lies open at a unit, for the directory before it closes one.</summary>
internal sealed class CaseworkLoad(Stores stores, ModuleList modules) : IUnitLoad
{
    public async Task<HeldWork> Work(string organisation, string unitId, string? personId, CancellationToken cancel) => modules.Actor(organisation) is not { } module ? HeldWork.None
        : await stores[module].Read(async db =>
        {
            var key = new { unitId, personId };
            return new HeldWork(
                await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Concern WHERE UnitId = @unitId AND State IN ('new', 'acknowledged') AND (@personId IS NULL OR HandlerId = @personId)", key),
                await db.Scalar<int>("""
                    SELECT COUNT(*) FROM {Module}.CaseFile WHERE UnitId = @unitId AND State IN ('gathering', 'measures', 'offered', 'collaborating') AND (@personId IS NULL OR HandlerId = @personId)
                    """, key),
                personId is null ? await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Offer WHERE UnitId = @unitId AND State = 'open'", key) : 0);
        }, cancel);
}
