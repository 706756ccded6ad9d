using System.Runtime.InteropServices;

namespace Kronobarn.Responsibility;

/// <summary>A change of holder that many children have in common; no unit is a municipality's missing one, no organisation is nobody.</summary>
internal readonly record struct Move(ToldHolder From, ToldHolder To);

/// <summary>How many leave and how many come, for one unit.</summary>
internal sealed record UnitMoves(string Organisation, string? UnitId, int Leaving, int Coming);

/// <summary>How many pass from one organisation to another; null is nobody.</summary>
internal sealed record OrganisationMoves(string? From, string? To, int Children);

/// <summary>Counts changes of holder, child after child (simulering); it grows with the number of units, not of children. Pure.</summary>
internal sealed class Simulation(DateOnly today, DateOnly until)
{
    private readonly Dictionary<Move, int> ahead = [];
    private readonly Dictionary<Move, int> atOnce = [];

    public int Children { get; private set; }

    /// <summary>Takes in one child: the transfers of the days after today, up to and including the last one.</summary>
    /// <param name="stored">The timeline in force.</param>
    /// <param name="other">The timeline under the other rules; null when there are none.</param>
    public void Add(IReadOnlyList<Period> stored, IReadOnlyList<Period>? other)
    {
        Children++;
        if (other is not null)
            Count(atOnce, Telling.HolderOn(stored, today), Telling.HolderOn(other, today));
        var coming = other ?? stored;
        for (var i = 0; i < coming.Count; i++)
        {
            // A day that begins one period and ends another is one change, counted where it begins.
            Turn(coming, coming[i].From);
            if (coming[i].To is { } to && (i + 1 == coming.Count || coming[i + 1].From != to))
                Turn(coming, to);
        }
    }

    public IReadOnlyList<UnitMoves> Units(Func<ToldHolder, bool> mine) => UnitsOf(ahead, mine);

    public IReadOnlyList<OrganisationMoves> Organisations(Func<ToldHolder, bool> mine) => OrganisationsOf(ahead, mine);

    public IReadOnlyList<UnitMoves> UnitsAtOnce(Func<ToldHolder, bool> mine) => UnitsOf(atOnce, mine);

    public IReadOnlyList<OrganisationMoves> OrganisationsAtOnce(Func<ToldHolder, bool> mine) => OrganisationsOf(atOnce, mine);

    private void Turn(IReadOnlyList<Period> periods, DateOnly day)
    {
        if (day > today && day <= until)
            Count(ahead, Telling.HolderOn(periods, day.AddDays(-1)), Telling.HolderOn(periods, day));
    }

    private static void Count(Dictionary<Move, int> moves, ToldHolder from, ToldHolder to)
    {
        if (from != to)
            CollectionsMarshal.GetValueRefOrAddDefault(moves, new Move(from, to), out _)++;
    }

    private static List<UnitMoves> UnitsOf(Dictionary<Move, int> moves, Func<ToldHolder, bool> mine) =>
    [
        .. moves.SelectMany(move => new[] { (Unit: move.Key.From, Leaving: move.Value, Coming: 0), (Unit: move.Key.To, Leaving: 0, Coming: move.Value) })
            .Where(move => move.Unit.Organisation is not null && mine(move.Unit))
            .GroupBy(move => move.Unit)
            .Select(unit => new UnitMoves(unit.Key.Organisation!, unit.Key.UnitId, unit.Sum(m => m.Leaving), unit.Sum(m => m.Coming)))
            .OrderBy(unit => unit.Organisation, StringComparer.Ordinal).ThenBy(unit => unit.UnitId, StringComparer.Ordinal),
    ];

    private static List<OrganisationMoves> OrganisationsOf(Dictionary<Move, int> moves, Func<ToldHolder, bool> mine) =>
    [
        .. moves.Where(move => mine(move.Key.From) || mine(move.Key.To))
            .GroupBy(move => (From: move.Key.From.Organisation, To: move.Key.To.Organisation))
            .Select(way => new OrganisationMoves(way.Key.From, way.Key.To, way.Sum(m => m.Value)))
            .OrderBy(way => way.From, StringComparer.Ordinal).ThenBy(way => way.To, StringComparer.Ordinal),
    ];
}
