using System.Globalization;

namespace Kronobarn.Casework;

/// <summary>What the wheel is drawn from.</summary>
/// <param name="Id">The figure's, one on a page.</param>
/// <param name="Href">Where a spoke leads; missing when it leads nowhere.</param>
internal sealed record WheelPicture(string Id, string Caption, IReadOnlyList<WheelSpoke> Spokes, IReadOnlyList<AnalysisView> Views, Func<string, string>? Href = null)
{
    public AnalysisView? View(string spoke, string voice) => Views.FirstOrDefault(v => v.Spoke == spoke && v.Voice == voice);
}

/// <summary>The wheel's geometry, in a square of 480: a hub, five rings, and the names around. Pure.</summary>
internal static class WheelDrawing
{
    public const int Middle = 240;
    private const double Hub = 40, Ring = 30, Names = 205, NamesBelow = 220, Gap = 1.2;

    public static double Radius(int ring) => Hub + (Ring * ring);

    /// <summary>The whole of a spoke.</summary>
    public static string Spoke(int spoke, int spokes) => Sector(From(spoke, spokes) + Gap, From(spoke + 1, spokes) - Gap, Hub, Radius(Wheel.HighestRating));

    /// <summary>One voice of a spoke, out to its rating; without one, the innermost ring.</summary>
    public static string Voice(int spoke, int spokes, int voice, int? rating)
    {
        var (from, to) = Slice(spoke, spokes, voice);
        return Sector(from, to, Hub, Radius(rating ?? Wheel.LowestRating));
    }

    /// <summary>The middle of a voice's innermost ring.</summary>
    public static (string X, string Y) Inner(int spoke, int spokes, int voice)
    {
        var (from, to) = Slice(spoke, spokes, voice);
        var (x, y) = Point((from + to) / 2, Hub + (Ring * 0.55));
        return (N(x), N(y));
    }

    /// <summary>The line that a spoke's name stands on: read from the left also in the lower half.</summary>
    public static string NameLine(int spoke, int spokes)
    {
        var (from, to) = (From(spoke, spokes), From(spoke + 1, spokes));
        var isBelow = (from + to) / 2 is > 90 and < 270;
        var r = isBelow ? NamesBelow : Names;
        var (x1, y1) = Point(isBelow ? to : from, r);
        var (x2, y2) = Point(isBelow ? from : to, r);
        return $"M{N(x1)} {N(y1)}A{N(r)} {N(r)} 0 0 {(isBelow ? 0 : 1)} {N(x2)} {N(y2)}";
    }

    public static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private static double From(int spoke, int spokes) => 360.0 * spoke / spokes;

    private static (double From, double To) Slice(int spoke, int spokes, int voice)
    {
        var (start, width) = (From(spoke, spokes) + (2 * Gap), ((360.0 / spokes) - (4 * Gap)) / Casework.Voice.All.Count);
        return (start + (width * voice) + 0.4, start + (width * (voice + 1)) - 0.4);
    }

    private static string Sector(double from, double to, double inner, double outer)
    {
        var (x1, y1) = Point(from, inner);
        var (x2, y2) = Point(from, outer);
        var (x3, y3) = Point(to, outer);
        var (x4, y4) = Point(to, inner);
        return $"M{N(x1)} {N(y1)}L{N(x2)} {N(y2)}A{N(outer)} {N(outer)} 0 0 1 {N(x3)} {N(y3)}L{N(x4)} {N(y4)}A{N(inner)} {N(inner)} 0 0 0 {N(x1)} {N(y1)}Z";
    }

    // Degrees clockwise from the top.
    private static (double X, double Y) Point(double degrees, double radius)
    {
        var angle = (degrees - 90) * Math.PI / 180;
        return (Middle + (radius * Math.Cos(angle)), Middle + (radius * Math.Sin(angle)));
    }
}
