using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;

namespace Kronobarn.SocialServices;

/// <summary>
/// A reception is no more: its reports are its successor's (efterträdare), with the clocks that run since they came. Without a successor
/// they stay where they are, for an administrator to see.
/// </summary>
internal sealed class RehomeReports(Db db, Clock clock, AuditLog audit, IClocks clocks) : INotificationHandler<UnitClosed>
{
    public async Task Handle(UnitClosed notification, CancellationToken cancellationToken)
    {
        if (notification.SuccessorUnitId is not { } successor)
            return;
        foreach (var reportId in await db.Query<Guid>("SELECT ReportId FROM SocialServices.Report WHERE UnitId = @UnitId AND State IN ('new', 'assessed') ORDER BY ReceivedAt", notification))
        {
            var report = await StoredReport.Load(db.Session, reportId, notification.UnitId);
            await ReportMoves.To(db.Session, clock, clocks, report, successor, RoutedBecause.UnitClosed, null, null);
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, report.ChildId, "unit-closed"));
        }

        // The decided ones go along: what was not investigated can still be handed over, and a new report on the child is seen beside them.
        foreach (var child in await db.Query<Guid>("SELECT ChildId FROM SocialServices.Report WHERE UnitId = @UnitId AND ChildId IS NOT NULL", notification))
            db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, child, "unit-closed"));
        await db.Execute("UPDATE SocialServices.Report SET UnitId = @successor WHERE UnitId = @UnitId", new { successor, notification.UnitId });
    }
}

/// <summary>A person has left a reception: the reports that were given to them lie on the unit's table again.</summary>
internal sealed class ReleaseReports(Db db) : INotificationHandler<RoleEnded>
{
    public Task Handle(RoleEnded notification, CancellationToken cancellationToken) =>
        db.Execute("UPDATE SocialServices.Report SET HandlerId = NULL WHERE UnitId = @UnitId AND HandlerId = @PersonId AND State IN ('new', 'assessed')", notification);
}

/// <summary>The reports that lie undecided at a reception, for the directory before it closes one.</summary>
internal sealed class IntakeLoad(StoreOf<IntakeLoad> store) : IUnitLoad
{
    public async Task<HeldWork> Work(string organisation, string unitId, string? personId, CancellationToken cancel) => organisation != Organisations.SocialServices ? HeldWork.None
        : HeldWork.None with
        {
            Reports = await store.Read(db => db.Scalar<int>("""
                SELECT COUNT(*) FROM SocialServices.Report WHERE UnitId = @unitId AND State IN ('new', 'assessed') AND (@personId IS NULL OR HandlerId = @personId)
                """, new { unitId, personId }), cancel),
        };
}
