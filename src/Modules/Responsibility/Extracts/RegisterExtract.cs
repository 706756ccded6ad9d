using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>
/// The register's part of an extract: identity, guardians, and who has held on which day by which rule and source. All of it for the holder; for one that holds no more, or
/// has a case, its own days; for the family no unit where somebody's identity is protected.
/// </summary>
internal sealed class RegisterExtract(StoreOf<RegisterExtract> store, IFamilies families, IUnits units, CountyRules rules, FamilyAges ages, Clock clock) : IExtractPart
{
    private const string Here = "responsibility";
    private const Relations KnowsTheChild = Relations.Holder | Relations.Case | Relations.ClosedCase | Relations.Former;

    public int Place => 1;

    public async Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel)
    {
        if (!ask.Caller.IsCitizen && (ask.Relations & KnowsTheChild) == Relations.None)
            return [];
        var known = await units.All(cancel);
        var page = await store.Read(db => ChildPage.Load(db, ask.ChildId, clock.Now), cancel);
        return ask.Caller.IsCitizen ? [.. ForFamily(page, await families.Of(ask.ChildId, cancel) ?? throw new NotFound(), ask.Caller.ActsFor[ask.ChildId], known)] : [.. await ForUnit(page, ask, known, cancel)];
    }

    private async Task<IEnumerable<ExtractSection>> ForUnit(ChildPage page, ExtractAsk ask, IReadOnlyDictionary<string, UnitInfo> known, CancellationToken cancel)
    {
        if (!ask.Relations.HasFlag(Relations.Holder))
            return Identity(page.Name, page.BirthDate, null, []).Concat(page.Periods.Where(p => p.Organisation == ask.Caller.Organisation && p.UnitId == ask.Caller.UnitId).Select(p => Held(p, page, known, hidesPlaces: false)));
        var numbers = await store.Read(db => db.Query<NumberRow>("SELECT Number, Kind, IsCurrent FROM Responsibility.ChildIdentity WHERE ChildId = @ChildId ORDER BY Number", ask), cancel);
        return Identity(page.Name, page.BirthDate, page.Protection, numbers)
            .Concat(page.Guardians.Select(g => ExtractSection.Of("guardian", "Vårdnadshavare", Here, null, null, new { Name = $"{g.GivenName} {g.FamilyName}", From = g.FromDate, To = g.ToDate })))
            .Concat(page.Periods.Select(p => Held(p, page, known, hidesPlaces: false)));
    }

    // Another guardian whose identity is protected has no name here: it may be a new one. A child's page may be read over its shoulder: no unit on it before it reads as an adult.
    private IEnumerable<ExtractSection> ForFamily(ChildPage page, FamilyInfo family, Guid me, IReadOnlyDictionary<string, UnitInfo> known) => Identity(page.Name, page.BirthDate, null, [])
        .Concat(family.Guardians.Where(g => !g.IsProtected || g.MemberId == me).Select(g => ExtractSection.Of("guardian", "Vårdnadshavare", Here, null, null, new { g.Name })))
        .Concat(page.Periods.Where(p => p.FromDate <= clock.Today).Select(p => Held(p, page, known, family.HidesPlaces || (me == family.ChildId && family.AgeOn(clock.Today) < ages.AsAdultFrom))));

    private static IEnumerable<ExtractSection> Identity(string? name, DateOnly? birthDate, string? protection, List<NumberRow> numbers) =>
        [ExtractSection.Of("identity", "Identitet", Here, null, null, new { Name = name, BirthDate = birthDate, Protection = protection, Numbers = numbers })];

    private ExtractSection Held(PeriodRow period, ChildPage page, IReadOnlyDictionary<string, UnitInfo> known, bool hidesPlaces)
    {
        var source = ChildPage.FactBehind(period, page.Facts);
        return ExtractSection.Of("holder", "Barnensbästa-ansvarig", Here, hidesPlaces ? null : period.UnitId, source?.RecordedAt, new
        {
            From = period.FromDate,
            To = period.ToDate,
            period.Organisation,
            Unit = hidesPlaces || period.UnitId is null ? null : known.GetValueOrDefault(period.UnitId)?.Name,
            Rule = period.RuleName,
            Decision = rules.Schedule.InForce(period.FromDate.DayNumber).Id,
            source?.Source,
            // A source's own key may be a place's.
            Record = hidesPlaces ? null : source?.SourceKey,
        });
    }

    private sealed class NumberRow
    {
        public required string Number { get; init; }
        public required string Kind { get; init; }
        public required bool IsCurrent { get; init; }
    }
}
