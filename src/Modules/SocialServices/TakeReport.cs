using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.SocialServices;

/// <summary>An orosanmälan comes into the reception's intake; its two clocks start, and the reporter sees that it has come.</summary>
internal sealed class TakeReport(Db db, Clock clock, AuditLog audit, IClocks clocks, IResponsibility register, IUnits units) : INotificationHandler<HarmReported>
{
    public async Task Handle(HarmReported notification, CancellationToken cancellationToken)
    {
        var told = notification.Concern;
        // The reception may have closed while it was on its way.
        var unitId = await units.Home(notification.UnitId, clock.Today, cancellationToken);
        var isProtected = await register.IsProtected(notification.ChildId, notification.IsProtected, cancellationToken);
        // Protection is judged on the day that the unit can: it is not late with what has just come. The fortnight is the child's, and runs since somebody told.
        var protectionDueOn = await clocks.Start(db.Session, IntakeClocks.ProtectionAssessment, IntakeClocks.ItemKind, told.ConcernId, unitId);
        var decisionDueOn = await clocks.Start(db.Session, IntakeClocks.IntakeDecision, IntakeClocks.ItemKind, told.ConcernId, unitId, Clock.DayOf(told.RaisedAt));
        await db.Execute("""
            INSERT INTO SocialServices.Report (ReportId, UnitId, ChildId, IsProtected, About, IdentityNumber, Description, Body, Urgency, ReporterKind, ReporterOrganisation, ReporterUnitId,
              ReporterName, ReporterContact, RaisedAt, ReceivedAt, State, ProtectionDueOn, DecisionDueOn)
            VALUES (@ConcernId, @unitId, @ChildId, @isProtected, @About, @number, @Description, @Text, @Urgency, @Kind, @Organisation, @reporterUnit,
              @Name, @Contact, @RaisedAt, @Now, 'new', @protectionDueOn, @decisionDueOn)
            """, new
        {
            told.ConcernId,
            unitId,
            notification.ChildId,
            isProtected,
            told.About,
            // In one form, so that two reports on a child whom the register does not know are seen to be about the same.
            number = told.IdentityNumber is null ? null : IdentityText.Stored(told.IdentityNumber, clock.Today),
            told.Description,
            told.Text,
            told.Urgency,
            told.Reporter.Kind,
            told.Reporter.Organisation,
            reporterUnit = told.Reporter.UnitId,
            told.Reporter.Name,
            told.Reporter.Contact,
            told.RaisedAt,
            clock.Now,
            protectionDueOn,
            decisionDueOn,
        });
        await db.Session.Insert("ReportSpoke", ["ReportId", "Spoke"], [.. told.Spokes.Select(spoke => new object?[] { told.ConcernId, spoke })], cancellationToken);
        db.Publish(new ConcernStatusChanged(told.ConcernId, told.Reporter.Organisation, ConcernStatuses.Received, null, clock.Now));
        db.Session.Audit(audit.ByEvent(AuditAttribute.Changed, notification.ChildId, "intake"));
    }
}

/// <summary>A child's identity became protected, or is no more: the reports on it are closed, or opened, at once.</summary>
internal sealed class ProtectReports(Db db) : INotificationHandler<ProtectionChanged>
{
    public Task Handle(ProtectionChanged notification, CancellationToken cancellationToken) => db.Execute(
        "UPDATE SocialServices.Report SET IsProtected = @isProtected WHERE ChildId = @ChildId", new { notification.ChildId, isProtected = notification.Protection != "none" });
}
