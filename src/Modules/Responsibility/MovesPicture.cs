using Kronobarn.Directory.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>Changes of holder as they are drawn: one bar for each way between two organisations, the longest on top. Pure.</summary>
internal sealed class MovesPicture(GetSimulation.Moves moves)
{
    /// <summary>A full bar in thousandths of the picture's width, and half of the little one beside a unit.</summary>
    private const int Whole = 1000, Half = 60;

    public IReadOnlyList<GetSimulation.ByOrganisation> Ways { get; } = [.. moves.Organisations.OrderByDescending(w => w.Children)];

    /// <summary>The units with the most to do on top.</summary>
    public IReadOnlyList<GetSimulation.ByUnit> Units { get; } = [.. moves.Units.OrderByDescending(u => u.Leaving + u.Coming).ThenBy(u => u.Unit, StringComparer.Ordinal)];

    public string BarWidth(int children) => TimelinePicture.Percent(Math.Max(8, children * Whole / Math.Max(1, Ways[0].Children)));

    /// <summary>A bar to the left or to the right of the middle, beside the unit's name.</summary>
    public int UnitBar(int children) => children == 0 ? 0 : Math.Max(2, children * Half / Math.Max(1, Units.Max(u => Math.Max(u.Leaving, u.Coming))));

    public static string Name(GetSimulation.ByOrganisation way) => (way.From, way.To) switch
    {
        (Organisations.Preschool or Organisations.ChildHealthCare, Organisations.School) => $"{From(way)} till skolan: börjar skolan",
        (Organisations.School, Organisations.Kaa) => "Skolan till kommunala aktivitetsansvaret: lämnar skolan",
        (Organisations.Kaa, Organisations.School) => "Kommunala aktivitetsansvaret till skolan: börjar skolan igen",
        (Organisations.MaternalCare, Organisations.ChildHealthCare) => "Mödrahälsovården till barnhälsovården: föds",
        (Organisations.ChildHealthCare, Organisations.Preschool) => "Barnhälsovården till förskolan: börjar förskolan",
        (Organisations.School, Organisations.School) => "Skolan till skolan: byter skola",
        (Organisations.Preschool, Organisations.Preschool) => "Förskolan till förskolan: byter förskola",
        (Organisations.ChildHealthCare, Organisations.ChildHealthCare) => "Barnhälsovården till barnhälsovården: byter BVC",
        (Organisations.MaternalCare or Organisations.ChildHealthCare or Organisations.Preschool, null) => $"{From(way)}: flyttar från länet",
        (_, null) => $"{From(way)}: fyller 18 eller flyttar från länet",
        (null, _) => $"Nya i länet till {PlainWords.Organisation(way.To)}",
        _ => $"{From(way)} till {PlainWords.Organisation(way.To)}",
    };

    public static string Colour(GetSimulation.ByOrganisation way) => TimelinePicture.Colours(way.To ?? way.From ?? "").Ground;

    private static string From(GetSimulation.ByOrganisation way) => RegisterWords.Organisation(way.From);
}
