using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.SocialServices;

/// <summary>Takes a report from one reception to another: whole, with its clocks as they run; the unit that had it keeps that it went, and where.</summary>
internal static class ReportMoves
{
    /// <param name="because">passed or unit-closed, of <see cref="RoutedBecause"/>.</param>
    public static async Task To(Session db, Clock clock, IClocks clocks, StoredReport report, string unitId, string because, string? reason, string? personId)
    {
        var move = new { id = Guid.CreateVersion7(clock.Now), report.ReportId, from = report.UnitId, unitId, because, reason, personId, clock.Now };
        await db.Execute("UPDATE SocialServices.Report SET UnitId = @unitId, HandlerId = NULL WHERE ReportId = @ReportId", move);
        await db.Execute("""
            INSERT INTO SocialServices.ReportPassing (PassingId, ReportId, FromUnitId, ToUnitId, Because, Reason, PersonId, PassedAt)
            VALUES (@id, @ReportId, @from, @unitId, @because, @reason, @personId, @Now)
            """, move);
        await clocks.Move(db, report.ReportId, report.UnitId, unitId);
    }
}
