using Kronobarn.Shell;

namespace Kronobarn.MaternalCare;

/// <summary>Pregnancies as midwives speak of them.</summary>
internal static class PregnancyWords
{
    /// <summary>The headings of the list, in the order in which the list has them: the furthest gone first.</summary>
    public static string Group(GetMyPregnancies.Expected pregnancy, DateOnly today) => pregnancy switch
    {
        _ when pregnancy.DueDate < today => "Beräknad dag har passerat",
        { Week: >= 37 } => "Vecka 37 och framåt",
        { Week: >= 28 } => "Vecka 28 till 36",
        { Week: >= 13 } => "Vecka 13 till 27",
        _ => "Till och med vecka 12",
    };

    /// <summary>Week 12 and day 3 is said 12+3.</summary>
    public static string Week(GetMyPregnancies.Expected pregnancy) => $"vecka {pregnancy.Week}+{pregnancy.Day}";

    public static string Children(int number) => number switch { 1 => "ett barn", 2 => "tvillingar", 3 => "trillingar", _ => $"{number} barn" };

    public static string Href(Guid pregnancyId) => $"/arbete/graviditeter/{pregnancyId}";

    public static readonly Crumb List = new("Graviditeter", "/arbete/graviditeter");
}
