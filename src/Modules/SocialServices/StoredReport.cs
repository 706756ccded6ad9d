using Kronobarn.Kernel;

namespace Kronobarn.SocialServices;

/// <summary>A report as stored at the unit that received it.</summary>
internal sealed class StoredReport
{
    public required Guid ReportId { get; init; }
    public required string UnitId { get; init; }
    public Guid? ChildId { get; init; }
    public required bool IsProtected { get; init; }
    public required string About { get; init; }
    public string? IdentityNumber { get; init; }
    public string? Description { get; init; }
    public required string Body { get; init; }
    public required string Urgency { get; init; }
    public required string ReporterKind { get; init; }
    public string? ReporterOrganisation { get; init; }
    public string? ReporterUnitId { get; init; }
    public string? ReporterName { get; init; }
    public string? ReporterContact { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string State { get; init; }
    public string? HandlerId { get; init; }
    public required DateOnly ProtectionDueOn { get; init; }
    public required DateOnly DecisionDueOn { get; init; }
    public string? DecisionReasons { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The report that the policy has let the caller at.</summary>
    public static async Task<StoredReport> Load(Session db, Guid reportId, string unitId) => await db.Find<StoredReport>("""
        SELECT ReportId, UnitId, ChildId, IsProtected, About, IdentityNumber, Description, Body, Urgency, ReporterKind, ReporterOrganisation, ReporterUnitId, ReporterName, ReporterContact,
          RaisedAt, ReceivedAt, State, HandlerId, ProtectionDueOn, DecisionDueOn, DecisionReasons, DecidedBy, DecidedAt
        FROM SocialServices.Report WHERE ReportId = @reportId AND UnitId = @unitId
        """, new { reportId, unitId }) ?? throw new NotFound();
}
