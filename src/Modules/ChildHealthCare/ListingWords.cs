using Kronobarn.Shell;

namespace Kronobarn.ChildHealthCare;

/// <summary>Ages as a child health centre speaks of them.</summary>
internal static class ListingWords
{
    public static readonly Crumb List = new("Listade barn", "/arbete/bvc");

    /// <summary>The parts of the list, and the span of birth days of each: born on the first or later, and before the second.</summary>
    public static readonly IReadOnlyList<(string Key, string Name, int? MonthsFrom, int? MonthsTo)> Ages =
    [
        ("alla", "Alla", null, null), ("nyfodda", "Nyfödda", null, 2), ("spadbarn", "2 till 12 månader", 2, 12), ("ett-till-tre", "1 till 3 år", 12, 48), ("fyra", "4 år och äldre", 48, null),
    ];

    public static string Href(Guid childId) => $"/arbete/bvc/{childId}";

    /// <summary>A child that the unit has a record of and no part in, or not yet, has no name here.</summary>
    public static string Name(string? name, DateOnly? born, DateOnly from, DateOnly today) => name
        ?? (born is not null ? "Barn utan namn ännu" : from > today ? "Barn som visas med namn närmare starten" : "Barn som en annan enhet ansvarar för");

    /// <summary>In days, then weeks, months and years, as one says it.</summary>
    public static string Age(DateOnly born, DateOnly today)
    {
        var days = today.DayNumber - born.DayNumber;
        var months = ((today.Year - born.Year) * 12) + today.Month - born.Month - (today.Day < born.Day ? 1 : 0);
        return (days, months) switch
        {
            ( < 0, _) => "inte född",
            ( < 14, _) => Swedish.Plural(days, "dag", "dagar"),
            ( < 60, _) => $"{days / 7} veckor",
            (_, < 24) => Swedish.Plural(months, "månad", "månader"),
            _ => months % 12 == 0 ? $"{months / 12} år" : $"{months / 12} år och {Swedish.Plural(months % 12, "månad", "månader")}",
        };
    }
}
