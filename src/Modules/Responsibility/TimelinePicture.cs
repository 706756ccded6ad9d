using System.Globalization;
using Kronobarn.Directory.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>
/// The chain of responsibility as it is drawn: a row for each time a unit holds, a bar for each period in it, on an axis from the first day to the eighteenth birthday.
/// Places on the axis are shares of its width, so the picture fits any screen. Pure.
/// </summary>
internal sealed class TimelinePicture
{
    /// <summary>The axis in thousandths.</summary>
    private const int Whole = 1000, Thinnest = 8;

    private readonly DateOnly first;
    private readonly DateOnly end;

    public TimelinePicture(IReadOnlyList<GetChild.HeldPeriod> periods, IReadOnlyList<GetChild.Warning> alerts, DateOnly? birth, DateOnly today)
    {
        (Periods, Alerts, Birth, Today) = (periods, alerts, birth, today);
        first = periods.Count > 0 ? periods[0].From : today;
        if (birth < first)
            first = birth.Value;
        var ofAge = (birth ?? first.AddMonths(9)).AddYears(18);
        var last = periods.Count > 0 ? periods[^1].To ?? ofAge : ofAge;
        end = last > ofAge ? last : ofAge;
        Rows = [.. Grouped(periods)];
    }

    public IReadOnlyList<GetChild.HeldPeriod> Periods { get; }

    public IReadOnlyList<GetChild.Warning> Alerts { get; }

    public DateOnly? Birth { get; }

    public DateOnly Today { get; }

    public IReadOnlyList<Row> Rows { get; }

    public bool ShowsToday => Today >= first && Today <= end;

    /// <summary>Every third birthday.</summary>
    public IEnumerable<(int Age, string X, int Year)> Ages => Birth is { } born ? Enumerable.Range(0, 7).Select(i => (Age: i * 3, X: X(born.AddYears(i * 3)), born.AddYears(i * 3).Year)) : [];

    public string X(DateOnly day) => Percent(Place(day));

    /// <summary>A period of a few weeks must still be seen.</summary>
    public string BarWidth(DateOnly from, DateOnly? to) => Percent(Math.Max(Thinnest, Place(to ?? end) - Place(from)));

    /// <summary>The organisations that need a pattern of their own.</summary>
    public IEnumerable<string> Organisations => Rows.Select(r => r.Organisation).Distinct(StringComparer.Ordinal);

    /// <summary>The colours of the rooms: kin organisations share one, and differ by stripes.</summary>
    public static (string Ground, string? Stripe) Colours(string organisation) => organisation switch
    {
        Directory.Contracts.Organisations.School => ("#0072b2", null),
        Directory.Contracts.Organisations.Preschool => ("#0072b2", "#b9dff5"),
        Directory.Contracts.Organisations.MaternalCare => ("#a3376f", "#f6d3e5"),
        Directory.Contracts.Organisations.ChildHealthCare => ("#a3376f", null),
        Directory.Contracts.Organisations.Kaa => ("#56b4e9", "#00405f"),
        Directory.Contracts.Organisations.Police => ("#1b1b3a", null),
        Directory.Contracts.Organisations.Partner => ("#00805e", "#bfe8da"),
        _ => ("#00805e", null),
    };

    public static string Percent(int thousandths) => string.Create(CultureInfo.InvariantCulture, $"{thousandths / 10}.{thousandths % 10}%");

    private int Place(DateOnly day) => (Math.Clamp(day.DayNumber, first.DayNumber, end.DayNumber) - first.DayNumber) * Whole / Math.Max(1, end.DayNumber - first.DayNumber);

    private static IEnumerable<Row> Grouped(IReadOnlyList<GetChild.HeldPeriod> periods)
    {
        var bars = new List<GetChild.HeldPeriod>();
        foreach (var period in periods)
        {
            if (bars.Count > 0 && (bars[^1].UnitId != period.UnitId || bars[^1].Organisation != period.Organisation || bars[^1].To != period.From))
            {
                yield return new Row([.. bars]);
                bars.Clear();
            }

            bars.Add(period);
        }

        if (bars.Count > 0)
            yield return new Row(bars);
    }

    internal sealed record Row(IReadOnlyList<GetChild.HeldPeriod> Bars)
    {
        public string Organisation => Bars[0].Organisation;

        public string Unit => RegisterWords.Unit(Bars[0].Unit);

        public DateOnly From => Bars[0].From;

        public DateOnly? To => Bars[^1].To;

        public string What => $"{PlainWords.Organisation(Organisation)}, {Years}";

        public bool IsOn(DateOnly day) => From <= day && (To is null || To > day);

        private string Years => To is not { } to ? string.Create(CultureInfo.InvariantCulture, $"från {From.Year}")
            : to.AddDays(-1).Year == From.Year ? string.Create(CultureInfo.InvariantCulture, $"{From.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"{From.Year}–{to.AddDays(-1).Year}");
    }
}
