using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>One version of a case's analysis, whole: as read, as compared, and as a hand-over takes it along.</summary>
/// <param name="WheelVersion">The version of the wheel that it was made with, like <paramref name="QuestionsVersion"/>.</param>
internal sealed record AnalysisContent(int Version, int WheelVersion, int QuestionsVersion, string SavedBy, DateTimeOffset SavedAt, string Summary, IReadOnlyList<AnalysisView> Views,
    IReadOnlyList<TriangleText> Triangle, IReadOnlyList<QuestionAnswer> Answers);

/// <summary>The analyses of a case in the store: added to, never changed.</summary>
internal sealed class StoredAnalysis
{
    public required int Version { get; init; }
    public required int WheelVersion { get; init; }
    public required int QuestionsVersion { get; init; }
    public required string Summary { get; init; }
    public required string SavedBy { get; init; }
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>The heads of all versions, the latest first.</summary>
    public static Task<List<StoredAnalysis>> All(Session db, Guid caseId) => db.Query<StoredAnalysis>("""
        SELECT Version, WheelVersion, QuestionsVersion, Summary, SavedBy, SavedAt FROM {Module}.Analysis WHERE CaseId = @caseId ORDER BY Version DESC
        """, new { caseId });

    /// <returns>0 when there is none.</returns>
    public static Task<int> Latest(Session db, Guid caseId) => db.Scalar<int>("SELECT COALESCE(MAX(Version), 0) FROM {Module}.Analysis WHERE CaseId = @caseId", new { caseId });

    public static async Task<AnalysisContent?> Find(Session db, Guid caseId, int version)
    {
        var key = new { caseId, version };
        if (await db.Find<StoredAnalysis>("""
            SELECT Version, WheelVersion, QuestionsVersion, Summary, SavedBy, SavedAt FROM {Module}.Analysis WHERE CaseId = @caseId AND Version = @version
            """, key) is not { } head)
            return null;
        var views = await db.Query<ViewRow>("SELECT Spoke, Voice, Strengths, Needs, Rating FROM {Module}.AnalysisView WHERE CaseId = @caseId AND Version = @version ORDER BY Place", key);
        var sides = await db.Query<TextRow>("SELECT Side AS Name, Body FROM {Module}.AnalysisSide WHERE CaseId = @caseId AND Version = @version ORDER BY Place", key);
        var answers = await db.Query<TextRow>("SELECT Question AS Name, Body FROM {Module}.AnalysisAnswer WHERE CaseId = @caseId AND Version = @version ORDER BY Place", key);
        return new AnalysisContent(head.Version, head.WheelVersion, head.QuestionsVersion, head.SavedBy, head.SavedAt, head.Summary,
            views.ConvertAll(v => new AnalysisView(v.Spoke, v.Voice, v.Strengths, v.Needs, v.Rating)),
            sides.ConvertAll(s => new TriangleText(s.Name, s.Body)), answers.ConvertAll(a => new QuestionAnswer(a.Name, a.Body)));
    }

    /// <returns>Whether this version was free: of two who save at once, one gets it.</returns>
    public static async Task<bool> Add(Session db, Guid caseId, AnalysisContent content, CancellationToken cancel)
    {
        var version = content.Version;
        try
        {
            await db.Execute("""
                INSERT INTO {Module}.Analysis (CaseId, Version, WheelVersion, QuestionsVersion, Summary, SavedBy, SavedAt)
                VALUES (@caseId, @Version, @WheelVersion, @QuestionsVersion, @Summary, @SavedBy, @SavedAt)
                """, new { caseId, content.Version, content.WheelVersion, content.QuestionsVersion, content.Summary, content.SavedBy, content.SavedAt });
        }
        catch (Exception e) when (Dialect.IsDuplicate(e))
        {
            return false;
        }

        await db.Insert("AnalysisView", ["CaseId", "Version", "Spoke", "Voice", "Place", "Strengths", "Needs", "Rating"],
            [.. content.Views.Select((v, place) => new object?[] { caseId, version, v.Spoke, v.Voice, place, v.Strengths, v.Needs, v.Rating })], cancel);
        await db.Insert("AnalysisSide", ["CaseId", "Version", "Side", "Place", "Body"],
            [.. content.Triangle.Select((s, place) => new object?[] { caseId, version, s.Side, place, s.Text })], cancel);
        await db.Insert("AnalysisAnswer", ["CaseId", "Version", "Question", "Place", "Body"],
            [.. content.Answers.Select((a, place) => new object?[] { caseId, version, a.Question, place, a.Text })], cancel);
        return true;
    }

    private sealed class ViewRow
    {
        public required string Spoke { get; init; }
        public required string Voice { get; init; }
        public string? Strengths { get; init; }
        public string? Needs { get; init; }
        public int? Rating { get; init; }
    }

    private sealed class TextRow
    {
        public required string Name { get; init; }
        public required string Body { get; init; }
    }
}
