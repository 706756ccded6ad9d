using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.SocialServices;

/// <summary>The reports that the unit has received about a child, with how they were judged. Read in the request's own snapshot; for the family and for other organisations nothing.</summary>
internal sealed class ReportExtract(Db db) : IExtractPart
{
    public int Place => 4;

    public async Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel)
    {
        var caller = ask.Caller;
        if (caller.IsCitizen || caller.Organisation != Organisations.SocialServices)
            return [];
        var sections = new List<ExtractSection>();
        foreach (var reportId in await db.Query<Guid>("SELECT ReportId FROM SocialServices.Report WHERE ChildId = @ChildId AND UnitId = @UnitId ORDER BY ReceivedAt, ReportId", new { ask.ChildId, caller.UnitId }))
        {
            var report = await StoredReport.Load(db.Session, reportId, caller.UnitId);
            sections.Add(ExtractSection.Of("report", "Orosanmälan", caller.Organisation, caller.UnitId, report.ReceivedAt, report));
            sections.AddRange((await db.Query<AssessmentRow>("SELECT ReportId, NeedsProtectionNow, Reasons, ImmediateAction, PersonId, AssessedAt FROM SocialServices.ProtectionAssessment WHERE ReportId = @reportId ORDER BY AssessedAt", new { reportId }))
                .Select(a => ExtractSection.Of("protection-assessment", "Skyddsbedömning", caller.Organisation, caller.UnitId, a.AssessedAt, a)));
        }

        return sections;
    }

    private sealed class AssessmentRow
    {
        public required Guid ReportId { get; init; }
        public required bool NeedsProtectionNow { get; init; }
        public required string Reasons { get; init; }
        public string? ImmediateAction { get; init; }
        public required string PersonId { get; init; }
        public required DateTimeOffset AssessedAt { get; init; }
    }
}

/// <summary>The reports on which the unit opened no investigation. One that led to an investigation, or belongs to one, goes with the investigation's file, which is kept elsewhere.</summary>
internal sealed class RetainedReports(RetentionRules rules) : IRetained
{
    private static readonly string[] Deletions =
    [
        "DELETE FROM SocialServices.ReportSpoke WHERE ReportId = @RecordId",
        "DELETE FROM SocialServices.ProtectionAssessment WHERE ReportId = @RecordId",
        "DELETE FROM SocialServices.ReportHandOver WHERE ReportId = @RecordId",
        "DELETE FROM SocialServices.ReportPassing WHERE ReportId = @RecordId",
        "DELETE FROM SocialServices.Deadline WHERE ItemId = @RecordId",
        "DELETE FROM SocialServices.Report WHERE ReportId = @RecordId",
    ];

    public bool IsIn(ModuleInfo module) => module.Assembly == typeof(RetainedReports).Assembly;

    public async Task<IReadOnlyList<DueRecord>> Due(Session db, Caller caller, DateOnly today)
    {
        var rule = rules[caller.Organisation, RetentionKinds.ClosedConcern];
        return
        [
            .. from row in await db.Query<Row>("SELECT ReportId, ChildId, State, DecidedAt FROM SocialServices.Report WHERE UnitId = @UnitId AND State IN ('no-investigation', 'handed-over') AND DecidedAt IS NOT NULL", caller)
               let due = rule.DueAfter(Clock.DayOf(row.DecidedAt))
               where due is not null && due <= today
               select new DueRecord(rule.Kind, row.ReportId, row.ChildId, due.Value, rule.Told, rule.Source, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"report {row.State} {row.DecidedAt.UtcTicks}")),
        ];
    }

    public async Task Erase(Session db, Caller caller, DueRecord record)
    {
        foreach (var deletion in Deletions)
            await db.Execute(deletion, record);
    }

    private sealed class Row
    {
        public required Guid ReportId { get; init; }
        public Guid? ChildId { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset DecidedAt { get; init; }
    }
}
