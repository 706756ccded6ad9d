using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Casework;

/// <summary>
/// What the asker's unit has about a child in its own organisation's store: concerns, cases and all that was written in them, and what it reported. Read in the
/// request's own snapshot. For the family nothing: it is asked for at the unit, which tries it by law first.
/// </summary>
internal sealed class CaseExtract(Db db) : IExtractPart
{
    private static readonly (string Kind, string Title, string Sql)[] Tables =
    [
        ("concern", "Oro", """
            SELECT c.ReceivedAt AS RecordedAt, c.ConcernId AS Id, c.CaseId, c.State, c.About, c.Body AS Text, c.Description, c.Urgency, c.ReporterKind, c.ReporterOrganisation, c.ReporterUnitId, c.ReporterName,
              c.ReporterContact, c.RaisedAt, c.Because, c.HandlerId AS PersonId, c.Reason, c.ClosedAt, CASE WHEN c.IsProtected = 1 THEN NULL ELSE c.WentToUnitId END AS ToUnitId
            FROM {Module}.Concern c WHERE c.ChildId = @ChildId AND c.UnitId = @UnitId ORDER BY c.ReceivedAt, c.ConcernId
            """),
        ("concern-spoke", "Oro: ekra i hjulet", """
            SELECT s.ConcernId AS Id, s.Spoke FROM {Module}.ConcernSpoke s JOIN {Module}.Concern c ON c.ConcernId = s.ConcernId AND c.UnitId = s.UnitId
            WHERE c.ChildId = @ChildId AND c.UnitId = @UnitId ORDER BY s.ConcernId, s.Spoke
            """),
        ("receipt", "Kvittens", """
            SELECT r.RaisedAt AS RecordedAt, r.ReceiptId AS Id, r.PersonId, r.Body AS Text, r.Urgency, r.Status AS State, r.StatusAt AS ClosedAt, r.Feedback AS Reason
            FROM {Module}.Receipt r JOIN {Module}.Concern c ON c.ConcernId = r.ReceiptId AND c.UnitId = r.UnitId
            WHERE c.ChildId = @ChildId AND r.UnitId = @UnitId ORDER BY r.RaisedAt, r.ReceiptId
            """),
        ("case", "Ärende", """
            SELECT f.OpenedAt AS RecordedAt, f.CaseId AS Id, f.State, f.Origin, f.HandlerId AS PersonId, f.CameFromOrganisation AS Organisation, f.CameFromUnitId AS FromUnitId,
              CASE WHEN f.IsProtected = 1 THEN NULL ELSE f.WentToUnitId END AS ToUnitId, f.Outcome, f.ClosedAt
            FROM {Module}.CaseFile f WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY f.OpenedAt, f.CaseId
            """),
        ("case-event", "Händelse i ärende", """
            SELECT e.RecordedAt, e.EventId AS Id, e.CaseId, e.OnDate, e.Kind AS What, e.Body AS Text, e.PersonId
            FROM {Module}.CaseEvent e JOIN {Module}.CaseFile f ON f.CaseId = e.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY e.CaseId, e.Place, e.EventId
            """),
        ("case-delegation", "Delegering i ärende", """
            SELECT d.DelegatedAt AS RecordedAt, d.CaseDelegationId AS Id, d.CaseId, d.ToPersonId AS PersonId, d.ToTeam AS What, d.UntilDate, d.EndedAt AS ClosedAt
            FROM {Module}.CaseDelegation d JOIN {Module}.CaseFile f ON f.CaseId = d.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY d.DelegatedAt, d.CaseDelegationId
            """),
        ("note-version", "Anteckning, som den stod förut", """
            SELECT v.ChangedAt AS RecordedAt, n.NoteId AS Id, n.CaseId, v.Version, v.Body AS Text, n.AuthorId, v.ChangedBy AS PersonId
            FROM {Module}.NoteVersion v JOIN {Module}.Note n ON n.NoteId = v.NoteId JOIN {Module}.CaseFile f ON f.CaseId = n.CaseId
            WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY n.WrittenAt, n.NoteId, v.Version
            """),
        ("note", "Anteckning", """
            SELECT n.ChangedAt AS RecordedAt, n.NoteId AS Id, n.CaseId, n.Version, n.Body AS Text, n.AuthorId, n.ChangedBy AS PersonId
            FROM {Module}.Note n JOIN {Module}.CaseFile f ON f.CaseId = n.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY n.WrittenAt, n.NoteId
            """),
        ("source", "Källa", """
            SELECT s.AskedAt AS RecordedAt, s.SourceId AS Id, s.CaseId, s.Organisation, s.UnitId AS FromUnitId, s.Words AS What, s.Question, s.Ground, s.ConsentText, s.AskedBy AS PersonId
            FROM {Module}.SourceAsked s JOIN {Module}.CaseFile f ON f.CaseId = s.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY s.AskedAt, s.SourceId
            """),
        ("source-answer", "Källans svar", """
            SELECT a.RecordedAt, a.AnswerId AS Id, a.CaseId, a.SourceId AS RecordId, a.OnDate, a.Body AS Text, a.RecordedBy AS PersonId
            FROM {Module}.SourceAnswer a JOIN {Module}.CaseFile f ON f.CaseId = a.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY a.RecordedAt, a.AnswerId
            """),
        ("analysis", "Analys", """
            SELECT a.SavedAt AS RecordedAt, a.CaseId, a.Version, a.WheelVersion, a.QuestionsVersion, a.Summary AS Text, a.SavedBy AS PersonId
            FROM {Module}.Analysis a JOIN {Module}.CaseFile f ON f.CaseId = a.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY a.CaseId, a.Version
            """),
        ("analysis-view", "Analys: ekra och röst", """
            SELECT a.CaseId, a.Version, a.Spoke, a.Voice, a.Strengths, a.Needs, a.Rating
            FROM {Module}.AnalysisView a JOIN {Module}.CaseFile f ON f.CaseId = a.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY a.CaseId, a.Version, a.Place
            """),
        ("analysis-side", "Analys: triangelns sida", """
            SELECT a.CaseId, a.Version, a.Side AS What, a.Body AS Text
            FROM {Module}.AnalysisSide a JOIN {Module}.CaseFile f ON f.CaseId = a.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY a.CaseId, a.Version, a.Place
            """),
        ("analysis-answer", "Analys: modellens fråga", """
            SELECT a.CaseId, a.Version, a.Question, a.Body AS Text
            FROM {Module}.AnalysisAnswer a JOIN {Module}.CaseFile f ON f.CaseId = a.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY a.CaseId, a.Version, a.Place
            """),
        ("decision", "Beslut", """
            SELECT d.DecidedAt AS RecordedAt, d.DecisionId AS Id, d.CaseId, d.Kind AS What, d.CanWeMeetTheNeed, d.IsEverythingExhausted, d.WhoMustAct, d.Motivation AS Text, d.PersonId
            FROM {Module}.CaseDecision d JOIN {Module}.CaseFile f ON f.CaseId = d.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY d.CaseId, d.Number
            """),
        ("measure", "Åtgärd", """
            SELECT m.MeasureId AS Id, m.CaseId, m.DecisionId AS RecordId, m.What, m.ResponsiblePersonId AS PersonId, m.Responsible, m.UntilDate, m.Outcome, m.OutcomeBody AS Text, m.EndedAt AS ClosedAt
            FROM {Module}.CaseMeasure m JOIN {Module}.CaseFile f ON f.CaseId = m.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY m.CaseId, m.UntilDate, m.MeasureId
            """),
        ("hand-over", "Överlämning", """
            SELECT h.OfferedAt AS RecordedAt, h.HandOverId AS Id, h.CaseId, h.ToOrganisation AS Organisation, CASE WHEN f.IsProtected = 1 THEN NULL ELSE h.ToUnitId END AS ToUnitId, h.Message AS Text, h.Ground,
              h.ConsentBody AS ConsentText, h.State, h.OfferedBy AS PersonId, h.AnsweredAt AS ClosedAt, h.Reason
            FROM {Module}.HandOver h JOIN {Module}.CaseFile f ON f.CaseId = h.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY h.OfferedAt, h.HandOverId
            """),
        ("offer", "Erbjudande om överlämning", """
            SELECT o.OfferedAt AS RecordedAt, o.OfferId AS Id, o.CaseId, o.GiverOrganisation AS Organisation, o.FromUnitId, o.Message AS Text, o.Ground, o.State, o.AnsweredAt AS ClosedAt
            FROM {Module}.Offer o WHERE o.ChildId = @ChildId AND o.UnitId = @UnitId ORDER BY o.OfferedAt, o.OfferId
            """),
        ("disclosure", "Utlämnande", """
            SELECT d.DisclosedAt AS RecordedAt, d.DisclosureId AS Id, d.CaseId, d.ToOrganisation AS Organisation, CASE WHEN f.IsProtected = 1 THEN NULL ELSE d.ToUnitId END AS ToUnitId, d.What, d.Ground,
              d.ConsentBody AS ConsentText, d.PersonId
            FROM {Module}.Disclosure d JOIN {Module}.CaseFile f ON f.CaseId = d.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY d.DisclosedAt, d.DisclosureId
            """),
        ("parcel", "Paket", """
            SELECT p.At AS RecordedAt, p.CaseId, p.Kind AS What, p.Title AS Description, p.Body AS Text
            FROM {Module}.ReceivedParcel p JOIN {Module}.CaseFile f ON f.CaseId = p.CaseId WHERE f.ChildId = @ChildId AND f.UnitId = @UnitId ORDER BY p.CaseId, p.Place
            """),
        ("glass-break", "Nödåtkomst", """
            SELECT g.BrokenAt AS RecordedAt, g.GlassBreakId AS Id, g.PersonId, g.Reason, g.Note AS Text, g.ReviewedAt AS ClosedAt
            FROM {Module}.GlassBreak g WHERE g.ChildId = @ChildId AND g.UnitId = @UnitId ORDER BY g.BrokenAt, g.GlassBreakId
            """),
    ];

    public int Place => 3;

    public async Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel)
    {
        if (ask.Caller.IsCitizen)
            return [];
        var sections = new List<ExtractSection>();
        foreach (var (kind, title, sql) in Tables)
            sections.AddRange((await db.Query<Row>(sql, new { ask.ChildId, ask.Caller.UnitId })).Select(row => ExtractSection.Of(kind, title, ask.Caller.Organisation, ask.Caller.UnitId, row.RecordedAt, row)));
        return sections;
    }

    /// <summary>Whatever the tables have between them; what one of them has not is not among the fields.</summary>
    private sealed class Row
    {
        public DateTimeOffset? RecordedAt { get; init; }
        public Guid? Id { get; init; }
        public Guid? CaseId { get; init; }
        public Guid? RecordId { get; init; }
        public int? Version { get; init; }
        public int? WheelVersion { get; init; }
        public int? QuestionsVersion { get; init; }
        public string? State { get; init; }
        public string? About { get; init; }
        public string? What { get; init; }
        public string? Question { get; init; }
        public string? Text { get; init; }
        public string? Description { get; init; }
        public string? Urgency { get; init; }
        public string? Spoke { get; init; }
        public string? Voice { get; init; }
        public string? Strengths { get; init; }
        public string? Needs { get; init; }
        public int? Rating { get; init; }
        public string? CanWeMeetTheNeed { get; init; }
        public string? IsEverythingExhausted { get; init; }
        public string? WhoMustAct { get; init; }
        public string? ReporterKind { get; init; }
        public string? ReporterOrganisation { get; init; }
        public string? ReporterUnitId { get; init; }
        public string? ReporterName { get; init; }
        public string? ReporterContact { get; init; }
        public DateTimeOffset? RaisedAt { get; init; }
        public string? Because { get; init; }
        public string? Origin { get; init; }
        public string? AuthorId { get; init; }
        public string? PersonId { get; init; }
        public string? Responsible { get; init; }
        public string? Organisation { get; init; }
        public string? FromUnitId { get; init; }
        public string? ToUnitId { get; init; }
        public string? Ground { get; init; }
        public string? ConsentText { get; init; }
        public DateOnly? OnDate { get; init; }
        public DateOnly? UntilDate { get; init; }
        public string? Outcome { get; init; }
        public string? Reason { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
    }
}
