using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>One spoke in one voice, as filled in.</summary>
/// <param name="Spoke">A key of the wheel in force.</param>
/// <param name="Voice">child, guardian or professional.</param>
/// <param name="Strengths">At most 1,000 characters, like the needs.</param>
/// <param name="Rating">1 to 5, higher is better; missing when it is not known.</param>
internal sealed record AnalysisView(string Spoke, string Voice, string? Strengths = null, string? Needs = null, int? Rating = null)
{
    public bool SaysSomething => Rating is not null || !string.IsNullOrWhiteSpace(Strengths) || !string.IsNullOrWhiteSpace(Needs);
}

/// <summary>One side of the My World Triangle, where it is wanted.</summary>
/// <param name="Side">how-i-grow, what-i-need or my-wider-world.</param>
/// <param name="Text">At most 2,000 characters.</param>
internal sealed record TriangleText(string Side, string Text);

/// <summary>An answer to one of the model's questions.</summary>
/// <param name="Question">A key of the questions in force.</param>
/// <param name="Text">At most 2,000 characters.</param>
internal sealed record QuestionAnswer(string Question, string Text);

/// <summary>What an analysis must hold before it is one; a list from outside may hold nulls. Pure.</summary>
internal static class AnalysisForm
{
    public const int LongestView = 1000;
    public const int LongestText = 2000;
    public const int LongestSummary = 4000;

    /// <summary>A hand-over carries the latest analysis whole, with the concerns beside it, in one event of 100,000 characters.</summary>
    public const int LongestInAll = 60_000;

    /// <summary>Half a form never becomes an analysis: at least one voice says something of one spoke.</summary>
    public static bool HasAView(IReadOnlyList<AnalysisView> views) => views.Any(view => view is { SaysSomething: true });

    public static bool AreViews(IReadOnlyList<AnalysisView> views, WheelVersion wheel) =>
        views.All(v => v is not null && wheel.Has(v.Spoke) && Voice.All.Contains(v.Voice, StringComparer.Ordinal) && v.Rating is null or (>= Wheel.LowestRating and <= Wheel.HighestRating))
        && views.All(v => IsText(v.Strengths, LongestView) && IsText(v.Needs, LongestView))
        && views.DistinctBy(v => (v.Spoke, v.Voice)).Count() == views.Count;

    public static bool AreSides(IReadOnlyList<TriangleText> sides) =>
        sides.All(s => s is not null && TriangleSide.All.Contains(s.Side, StringComparer.Ordinal) && ReadableText.Is(s.Text) && s.Text.Length <= LongestText) && sides.DistinctBy(s => s.Side, StringComparer.Ordinal).Count() == sides.Count;

    public static bool AreAnswers(IReadOnlyList<QuestionAnswer> answers, QuestionsVersion questions) =>
        answers.All(a => a is not null && questions.Has(a.Question) && ReadableText.Is(a.Text) && a.Text.Length <= LongestText) && answers.DistinctBy(a => a.Question, StringComparer.Ordinal).Count() == answers.Count;

    public static int Length(IReadOnlyList<AnalysisView> views, string summary, IReadOnlyList<TriangleText> sides, IReadOnlyList<QuestionAnswer> answers) =>
        summary.Length + views.Sum(v => (v?.Strengths?.Length ?? 0) + (v?.Needs?.Length ?? 0)) + sides.Sum(s => s?.Text.Length ?? 0) + answers.Sum(a => a?.Text.Length ?? 0);

    private static bool IsText(string? text, int longest) => string.IsNullOrWhiteSpace(text) || (ReadableText.Is(text) && text.Length <= longest);
}
