using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>How a pregnancy stands when all sources are taken together, and whether the clinics have to hear of it.</summary>
internal sealed record PregnancyState(string Source, string? UnitId, DateOnly? From, DateOnly? DueDate, string? Municipality, DateOnly? BirthDate, DateOnly? EndedOn)
{
    private bool IsGoingOn => UnitId is not null && BirthDate is null && EndedOn is null;

    /// <summary>
    /// Something new of a pregnancy that was or now is going on. What the clinic itself says it has in its own store already, and the many
    /// pregnancies that a feed tells of long after the birth concern no midwife.
    /// </summary>
    public static PregnancyState? ToTell(ChildChange change, IReadOnlyCollection<StoredFact> before, IReadOnlyCollection<StoredFact> after)
    {
        if (change.Facts.Exists(f => f.Source == Organisations.MaternalCare))
            return null;
        var (was, now) = (Of(before), Of(after));
        return was == now || !(was is { IsGoingOn: true } || now is { IsGoingOn: true }) ? null
            : now is { UnitId: not null } ? now
            : was! with { UnitId = null };
    }

    /// <summary>Tells of them, with the mothers as they are stored; a child without a mother here has never been expected here.</summary>
    public static async Task Tell(Session db, IReadOnlyCollection<RedrawnChild> changed)
    {
        var told = changed.Where(c => c.PregnancyToTell is not null).ToDictionary(c => c.ChildId, c => c.PregnancyToTell!);
        if (told.Count == 0)
            return;
        var mothers = await db.Query<MotherRow>("SELECT ChildId, Number, GivenName, FamilyName FROM Responsibility.Guardian WHERE IsMother = 1 AND ChildId IN @ids ORDER BY ChildId, Number", new { ids = told.Keys });
        foreach (var mother in mothers.DistinctBy(m => m.ChildId))
        {
            var state = told[mother.ChildId];
            db.Publish(new PregnancyTold(mother.ChildId, state.Source, mother.Number, mother.GivenName, mother.FamilyName, state.Municipality ?? "", state.UnitId,
                state.From ?? default, state.DueDate ?? default, state.BirthDate, state.EndedOn));
        }
    }

    private static PregnancyState? Of(IReadOnlyCollection<StoredFact> current)
    {
        if (!current.Any(f => f.Kind == FactKinds.Pregnancy))
            return null;
        StoredFact? pregnancy = null, residence = null;
        DateOnly? born = null;
        foreach (var fact in StoredFacts.InForce(current.Where(f => f.Kind is FactKinds.Pregnancy or FactKinds.Birth || f is { Kind: FactKinds.Residence, SourceKey: "mother" })))
        {
            if (fact.Kind == FactKinds.Pregnancy)
                pregnancy = fact;
            else if (fact.Kind == FactKinds.Birth)
                born = fact.FromDate;
            else
                residence = fact;
        }

        return pregnancy is null ? null : new PregnancyState(pregnancy.Source, pregnancy.UnitId, pregnancy.FromDate, pregnancy.DueDate, residence?.Municipality, born, pregnancy.ToDate);
    }

    private sealed class MotherRow
    {
        public required Guid ChildId { get; init; }
        public required string Number { get; init; }
        public required string GivenName { get; init; }
        public required string FamilyName { get; init; }
    }
}
