using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.SocialServices;

/// <summary>
/// A reception is no more: its reports are its successor's (efterträdare), with their clocks. The decided ones go along, because what was not investigated can still be
/// handed over, and a new report on the child is seen beside them.
/// </summary>
internal sealed class RehomeReports(Db db, AuditLog audit, IClocks clocks) : INotificationHandler<UnitClosed>, INotificationHandler<RoleEnded>
{
    public async Task Handle(UnitClosed notification, CancellationToken cancellationToken)
    {
        if (notification.SuccessorUnitId is not { } successor)
            return;
        foreach (var child in await db.Query<Guid>("SELECT ChildId FROM SocialServices.Report WHERE UnitId = @UnitId AND ChildId IS NOT NULL", notification))
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, child, "unit-closed"));
        await db.Execute("""
            UPDATE SocialServices.Report SET UnitId = @successor, HandlerId = CASE WHEN DecidedAt IS NULL THEN NULL ELSE HandlerId END WHERE UnitId = @UnitId
            """, new { successor, notification.UnitId });
        await clocks.Move(db.Session, IntakeClocks.ItemKind, notification.UnitId, successor);
    }

    /// <summary>What the person had lies on the unit's table again.</summary>
    public Task Handle(RoleEnded notification, CancellationToken cancellationToken) =>
        db.Execute("UPDATE SocialServices.Report SET HandlerId = NULL WHERE UnitId = @UnitId AND HandlerId = @PersonId AND DecidedAt IS NULL", notification);
}

/// <summary>The reports that lie open at a unit, for the directory before it closes one; counted among the concerns.</summary>
internal sealed class ReportLoad(StoreOf<ReportLoad> store) : IUnitLoad
{
    public async Task<HeldWork> Work(string organisation, string unitId, string? personId, CancellationToken cancel) => organisation != Organisations.SocialServices ? HeldWork.None
        : new HeldWork(await store.Read(db => db.Scalar<int>(
            "SELECT COUNT(*) FROM SocialServices.Report WHERE UnitId = @unitId AND DecidedAt IS NULL AND (@personId IS NULL OR HandlerId = @personId)", new { unitId, personId }), cancel), 0, 0);
}
