using System.Text.Encodings.Web;
using System.Text.Json;
using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>Puts together what travels, and lays it down where it comes.</summary>
internal static class CaseParcel
{
    // An event holds 100,000 characters of JSON.
    private const int MostCharacters = 80_000;

    // The names of the members, and what is in them besides text.
    private const int AroundPart = 150;
    private const int AroundConcern = 800;

    /// <summary>The concerns that the case has taken up, the latest first.</summary>
    public static async Task<List<ParcelPart>> Concerns(Session db, CaseFile file) => (await db.Query<ConcernRow>("""
        SELECT Body, ReporterKind, RaisedAt FROM {Module}.Concern WHERE CaseId = @CaseId AND UnitId = @UnitId ORDER BY RaisedAt DESC
        """, file)).ConvertAll(c => new ParcelPart(ParcelKinds.Concern, c.ReporterKind, c.Body, c.RaisedAt));

    /// <summary>The decision that stands, with the answers to the three questions.</summary>
    public static List<ParcelPart> Decision(IReadOnlyList<StoredDecision> decisions) => decisions.Count == 0 ? [] :
    [
        new(ParcelKinds.Decision, decisions[0].Kind, decisions[0].Motivation, decisions[0].DecidedAt),
        .. from answer in ((string Kind, string? Text)[])
            [(ParcelKinds.CanWeMeetTheNeed, decisions[0].CanWeMeetTheNeed), (ParcelKinds.IsEverythingExhausted, decisions[0].IsEverythingExhausted), (ParcelKinds.WhoMustAct, decisions[0].WhoMustAct)]
           where answer.Text is not null
           select new ParcelPart(answer.Kind, null, answer.Text, decisions[0].DecidedAt),
    ];

    /// <summary>The latest analysis: its summary, and each spoke as each voice saw it. Sides and questions are the giver's own way of working and stay.</summary>
    public static async Task<List<ParcelPart>> Analysis(Session db, Guid caseId)
    {
        if (await StoredAnalysis.Find(db, caseId, await StoredAnalysis.Latest(db, caseId)) is not { } analysis)
            return [];
        return
        [
            new(ParcelKinds.Analysis, null, analysis.Summary, analysis.SavedAt),
            .. analysis.Views.Select(v => new ParcelPart(ParcelKinds.AnalysisView, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{v.Spoke}/{v.Voice}/{v.Rating}"),
                $"{v.Strengths}\n{v.Needs}", analysis.SavedAt)),
        ];
    }

    /// <summary>What is under way, for the holder who goes on with it.</summary>
    public static async Task<List<ParcelPart>> Measures(Session db, Clock clock, Guid caseId) => (await db.Query<MeasureRow>("""
        SELECT What, UntilDate FROM {Module}.CaseMeasure WHERE CaseId = @caseId AND EndedAt IS NULL ORDER BY UntilDate
        """, new { caseId })).ConvertAll(m => new ParcelPart(ParcelKinds.Measure, SqlTypes.Text(m.UntilDate), m.What, clock.Now));

    /// <summary>What the case once came with itself.</summary>
    public static async Task<List<ParcelPart>> Received(Session db, Guid caseId) =>
        (await db.Query<PartRow>("SELECT Kind, Title, Body, At FROM {Module}.ReceivedParcel WHERE CaseId = @caseId ORDER BY Place", new { caseId }))
            .ConvertAll(row => new ParcelPart(row.Kind, row.Title, row.Body, row.At));

    /// <summary>How many characters it takes in an event, at most.</summary>
    public static int Size(ParcelPart part) => Told(part.Title) + Told(part.Text) + AroundPart;

    /// <inheritdoc cref="Size(ParcelPart)"/>
    public static int Size(StoredConcern concern) => Told(concern.Body) + Told(concern.Description) + Told(concern.ReporterName) + Told(concern.ReporterContact) + AroundConcern;

    // A letter is one, a quote two, and a character beyond the basic plane twelve.
    private static int Told(string? text) => text is null ? 0 : JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value.Length;

    /// <summary>In loads that an event can hold; at least one.</summary>
    public static List<List<ParcelPart>> Loads(IEnumerable<ParcelPart> parts, int most = MostCharacters)
    {
        List<List<ParcelPart>> loads = [[]];
        var size = 0;
        foreach (var part in parts)
        {
            size += Size(part);
            if (size > most)
            {
                loads.Add([]);
                size = Size(part);
            }

            loads[^1].Add(part);
        }

        return loads;
    }

    public static async Task Store(Session db, Guid caseId, IReadOnlyList<ParcelPart> parts)
    {
        var place = await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.ReceivedParcel WHERE CaseId = @caseId", new { caseId });
        await db.Insert("ReceivedParcel", ["CaseId", "Place", "Kind", "Title", "Body", "At"], [.. parts.Select((part, i) => new object?[] { caseId, place + i + 1, part.Kind, part.Title, part.Text, part.At })]);
    }

    private sealed class ConcernRow
    {
        public required string Body { get; init; }
        public required string ReporterKind { get; init; }
        public required DateTimeOffset RaisedAt { get; init; }
    }

    private sealed class PartRow
    {
        public required string Kind { get; init; }
        public string? Title { get; init; }
        public required string Body { get; init; }
        public required DateTimeOffset At { get; init; }
    }

    private sealed class MeasureRow
    {
        public required string What { get; init; }
        public required DateOnly UntilDate { get; init; }
    }
}
