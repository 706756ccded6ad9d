using System.Collections.Frozen;

namespace Kronobarn.Responsibility;

/// <summary>
/// The municipalities (kommuner) whose children are in the chain, each with the units that hold where no fact names one.
/// </summary>
internal sealed class County
{
    /// <summary>The eight municipalities of Kronobergs län: Uppvidinge, Lessebo, Tingsryd, Alvesta, Älmhult, Markaryd, Växjö and Ljungby.</summary>
    public static readonly IReadOnlyList<string> KronobergCodes = ["0760", "0761", "0763", "0764", "0765", "0767", "0780", "0781"];

    private readonly FrozenDictionary<string, Municipality> municipalities;

    public County(IEnumerable<string> codes, IEnumerable<DefaultUnit> defaults)
    {
        var byPlace = defaults.ToLookup(unit => (unit.Municipality, unit.Organisation));
        municipalities = codes.Distinct(StringComparer.Ordinal).ToFrozenDictionary(
            code => code,
            code => new Municipality([.. byPlace[(code, Organisation.ChildHealthCare)]], [.. byPlace[(code, Organisation.Kaa)]]),
            StringComparer.Ordinal);
    }

    /// <summary>Null for a municipality outside the county.</summary>
    public Municipality? Find(string code) => municipalities.GetValueOrDefault(code);
}

/// <summary>One municipality of the county with its default units through time.</summary>
internal sealed class Municipality(DefaultUnit[] childHealthCare, DefaultUnit[] kaa)
{
    /// <summary>A municipality without any default unit.</summary>
    public static readonly Municipality Unknown = new([], []);

    public ReadOnlySpan<DefaultUnit> ChildHealthCare => childHealthCare;
    public ReadOnlySpan<DefaultUnit> Kaa => kaa;

    public string? ChildHealthCareUnit(int day) => UnitOn(childHealthCare, day);

    public string? KaaUnit(int day) => UnitOn(kaa, day);

    private static string? UnitOn(DefaultUnit[] units, int day) =>
        Intervals.Covering<DefaultUnit>(units, day) is var unit and not Intervals.None ? units[unit].Unit : null;
}

/// <summary>
/// The unit of child health care or of KAA that holds for a municipality's children when no fact names one (förvald enhet).
/// It may change from a day; an undated default begins on <see cref="DateOnly.MinValue"/>.
/// </summary>
internal readonly record struct DefaultUnit(string Municipality, string Organisation, string Unit, DateOnly From, DateOnly? To) : IInterval<DefaultUnit>
{
    public int CompareTie(DefaultUnit other) => string.CompareOrdinal(Unit, other.Unit);

    public static DefaultUnit Undated(string municipality, string organisation, string unit) =>
        new(municipality, organisation, unit, DateOnly.MinValue, To: null);
}
