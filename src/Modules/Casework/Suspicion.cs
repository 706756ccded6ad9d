using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>
/// What makes a row of the access log worth a look (systematisk logguppföljning). Pure. Each is a reason to ask and never a proof.
/// Source: HSLF-FS 2016:40 4 kap. 9 §, systematic and recurrent follow-up; Socialstyrelsen's handbook on journalföring names night, number and protected people.
/// </summary>
internal static class Suspicion
{
    public const string ManyChildren = "many-children";
    public const string OutsideHours = "outside-hours";
    public const string RefusedTry = "refused";
    public const string BreakGlass = "break-glass";
    public const string Protected = "protected";

    /// <summary>More children than this, opened one by one by the same person in a day, is more than a day's work.</summary>
    public const int ManyInADay = 20;

    private static readonly TimeOnly Opens = new(6, 0);
    private static readonly TimeOnly Closes = new(19, 0);

    /// <returns>Each row that has a reason to be looked at, with its reasons; the one with most reasons first, then the latest.</returns>
    public static IReadOnlyList<(AuditRow Row, IReadOnlyList<string> Reasons)> Of(IReadOnlyList<AuditRow> rows, IReadOnlySet<Guid> protectedChildren)
    {
        var busy = Busy(rows);
        return
        [
            .. rows.Select(row => (Row: row, Reasons: Reasons(row, busy, protectedChildren))).Where(found => found.Reasons.Count > 0)
                .OrderByDescending(found => found.Reasons.Count).ThenByDescending(found => found.Row.At).ThenBy(found => found.Row.Stripe, StringComparer.Ordinal).ThenBy(found => found.Row.Seq),
        ];
    }

    private static List<string> Reasons(AuditRow row, HashSet<(string, DateOnly)> busy, IReadOnlySet<Guid> protectedChildren)
    {
        var reasons = new List<string>();
        if (row.Outcome == "refused")
            reasons.Add(RefusedTry);
        if (row.Ground == BreakGlass)
            reasons.Add(BreakGlass);
        if (row.SubjectId is { } child && protectedChildren.Contains(child))
            reasons.Add(Protected);
        if (!Clock.TimeOf(row.At).IsBetween(Opens, Closes))
            reasons.Add(OutsideHours);
        if (row.SubjectId is not null && busy.Contains((row.Actor, Clock.DayOf(row.At))))
            reasons.Add(ManyChildren);
        return reasons;
    }

    // A list tells of many children at once and in one request; only those who were opened one by one count.
    private static HashSet<(string, DateOnly)> Busy(IReadOnlyList<AuditRow> rows) =>
    [
        .. rows.Where(row => row.SubjectId is not null).GroupBy(row => row.RequestId ?? $"{row.Stripe} {row.Seq}", StringComparer.Ordinal)
            .Where(request => request.DistinctBy(row => row.SubjectId).Take(2).Count() == 1).Select(request => request.First())
            .GroupBy(row => (row.Actor, Clock.DayOf(row.At))).Where(day => day.DistinctBy(row => row.SubjectId).Count() > ManyInADay).Select(day => day.Key),
    ];
}
