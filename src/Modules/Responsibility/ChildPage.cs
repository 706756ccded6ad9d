using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>What a child's page is made of, as it was known at an instant.</summary>
internal sealed class ChildPage
{
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public required string Protection { get; init; }
    public string? Name => GivenName is null && FamilyName is null ? null : $"{GivenName} {FamilyName}".Trim();
    public IReadOnlyList<GuardianRow> Guardians { get; private set; } = [];
    public IReadOnlyList<PeriodRow> Periods { get; private set; } = [];
    public IReadOnlyList<StoredFact> Facts { get; private set; } = [];
    public IReadOnlyList<Alert> Alerts { get; private set; } = [];

    public static async Task<ChildPage> Load(Session db, Guid childId, DateTimeOffset known)
    {
        var page = await db.Find<ChildPage>("SELECT GivenName, FamilyName, BirthDate, Protection FROM Responsibility.Child WHERE ChildId = @childId", new { childId }) ?? throw new NotFound();
        page.Guardians = await db.Query<GuardianRow>("SELECT GivenName, FamilyName, FromDate, ToDate FROM Responsibility.Guardian WHERE ChildId = @childId ORDER BY FamilyName, GivenName, Number", new { childId });
        page.Periods = await db.Query<PeriodRow>("""
            SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName FROM Responsibility.Period
            WHERE ChildId = @childId AND RecordedAt <= @known AND (SupersededAt IS NULL OR SupersededAt > @known) ORDER BY FromDate
            """, new { childId, known });
        page.Facts = await db.Query<StoredFact>("""
            SELECT FactId, ChildId, Kind, Source, SourceKey, RecordId, Organisation, UnitId, Form, Municipality, FromDate, ToDate, DueDate, Reason, RecordedAt
            FROM Responsibility.Fact WHERE ChildId = @childId AND RecordedAt <= @known AND (SupersededAt IS NULL OR SupersededAt > @known)
            """, new { childId, known });
        page.Alerts = [.. (await db.Query<AlertRow>("SELECT Code, FromDate, ToDate FROM Responsibility.Alert WHERE ChildId = @childId ORDER BY Code, FromDate", new { childId }))
            .Select(a => new Alert(a.Code, a.FromDate, a.ToDate))];
        return page;
    }

    /// <summary>The record that the rule read: the fact of the rule's kind at the period's unit that began last before the period did.</summary>
    public static StoredFact? FactBehind(PeriodRow period, IReadOnlyList<StoredFact> facts)
    {
        var kind = period.RuleName switch
        {
            RuleName.Exception => FactKinds.Exception,
            RuleName.Unborn => FactKinds.Pregnancy,
            RuleName.School or RuleName.SchoolBridge or RuleName.CompulsoryGap => FactKinds.Enrolment,
            RuleName.Preschool or RuleName.PreschoolBridge => FactKinds.Placement,
            RuleName.ChildHealthCare => FactKinds.Listing,
            _ => null,
        };
        return StoredFacts.InForce(facts).Where(f => f.Kind == kind && f.UnitId == period.UnitId && f.FromDate <= period.FromDate).MaxBy(f => f.FromDate);
    }

    internal sealed class GuardianRow
    {
        public required string GivenName { get; init; }
        public required string FamilyName { get; init; }
        public DateOnly? FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
    }

    private sealed class AlertRow
    {
        public required string Code { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
    }
}
