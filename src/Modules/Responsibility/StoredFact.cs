using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>What a fact says (faktauppgift). Which members a kind uses stands at <see cref="FactReported"/>.</summary>
internal sealed record FactContent
{
    public string? Organisation { get; init; }
    public string? UnitId { get; init; }
    public string? Form { get; init; }
    public string? Municipality { get; init; }
    public DateOnly? FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
    public DateOnly? DueDate { get; init; }
    public string? Reason { get; init; }
}

/// <summary>A source says something new about one of its facts; null content takes the fact back.</summary>
/// <param name="Kind">One of <see cref="FactKinds"/>.</param>
/// <param name="Source">Who says it.</param>
/// <param name="SourceKey">The fact's key, by which another source may speak of the same one.</param>
/// <param name="Content">What it says now.</param>
/// <param name="RecordId">The source's record that it stands in; one record may hold several facts.</param>
internal sealed record FactChange(string Kind, string Source, string SourceKey, FactContent? Content, string? RecordId = null);

/// <summary>A row of <c>Responsibility.Fact</c>.</summary>
internal sealed class StoredFact
{
    public required Guid FactId { get; init; }
    public required Guid ChildId { get; init; }
    public required string Kind { get; init; }
    public required string Source { get; init; }
    public required string SourceKey { get; init; }
    public required string RecordId { get; init; }
    public string? Organisation { get; init; }
    public string? UnitId { get; init; }
    public string? Form { get; init; }
    public string? Municipality { get; init; }
    public DateOnly? FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
    public DateOnly? DueDate { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    public bool Says(FactContent content) =>
        Organisation == content.Organisation && UnitId == content.UnitId && Form == content.Form && Municipality == content.Municipality
        && FromDate == content.FromDate && ToDate == content.ToDate && DueDate == content.DueDate && Reason == content.Reason;

    public static StoredFact Of(Guid childId, FactChange change, FactContent content, DateTimeOffset now) => new()
    {
        FactId = Guid.CreateVersion7(now),
        ChildId = childId,
        Kind = change.Kind,
        Source = change.Source,
        SourceKey = change.SourceKey,
        RecordId = change.RecordId ?? change.SourceKey,
        Organisation = content.Organisation,
        UnitId = content.UnitId,
        Form = content.Form,
        Municipality = content.Municipality,
        FromDate = content.FromDate,
        ToDate = content.ToDate,
        DueDate = content.DueDate,
        Reason = content.Reason,
        RecordedAt = now,
    };
}

/// <summary>From the rows that count to the facts that the engine reads.</summary>
internal static class StoredFacts
{
    /// <summary>
    /// Two sources may speak of the same record (a school ends what the feed began): the one that spoke last counts, until the other says something new.
    /// </summary>
    public static IEnumerable<StoredFact> InForce(IEnumerable<StoredFact> current) => current
        .GroupBy(fact => (fact.Kind, fact.SourceKey))
        .Select(same => same.OrderBy(fact => fact.RecordedAt).ThenBy(fact => fact.Source, StringComparer.Ordinal).Last());

    public static ChildFacts Facts(Guid childId, IEnumerable<StoredFact> current)
    {
        var facts = new ChildFacts { Child = childId.ToString() };
        foreach (var fact in InForce(current))
            Add(facts, fact);
        return facts;
    }

    /// <summary>
    /// The protection that counts (skyddade personuppgifter): the one that the population register told last, or a stronger one that another source tells.
    /// </summary>
    public static string Protection(IEnumerable<StoredFact> current)
    {
        var told = InForce(current).Where(f => f.Kind == FactKinds.Protection).ToLookup(f => f.Source == Sources.Population);
        var register = told[true].OrderBy(f => f.FromDate).ThenBy(f => f.RecordedAt).LastOrDefault()?.Reason ?? ProtectionLevels.None;
        return told[false].Select(f => f.Reason!).Append(register).MaxBy(ProtectionLevels.Strength)!;
    }

    private static void Add(ChildFacts facts, StoredFact fact)
    {
        switch (fact.Kind)
        {
            case FactKinds.Pregnancy:
                facts.Pregnancy = new Pregnancy(fact.UnitId, fact.FromDate, fact.DueDate, fact.ToDate);
                break;
            case FactKinds.Birth:
                facts.BirthDate = fact.FromDate;
                break;
            case FactKinds.Death:
                facts.DeathDate = fact.FromDate;
                break;
            case FactKinds.Residence:
                facts.Residences.Add(new Residence(fact.Municipality!, fact.FromDate!.Value, fact.ToDate));
                break;
            case FactKinds.Listing:
                facts.Listings.Add(new Listing(fact.UnitId!, fact.FromDate!.Value, fact.ToDate));
                break;
            case FactKinds.Placement:
                facts.Placements.Add(new Placement(fact.UnitId!, fact.FromDate!.Value, fact.ToDate));
                break;
            case FactKinds.Enrolment when Enum.TryParse<SchoolForm>(fact.Form, out var form):
                facts.Enrolments.Add(new Enrolment(fact.UnitId!, form, fact.FromDate!.Value, fact.ToDate));
                break;
            case FactKinds.Exception:
                facts.Exceptions.Add(new AgreedException(fact.Organisation!, fact.UnitId!, fact.FromDate!.Value, fact.ToDate));
                break;
        }
    }
}

/// <summary>The sources that are not actors.</summary>
internal static class Sources
{
    public const string Population = "population";
    public const string Health = "health";
    public const string Ss12000 = "ss12000";
}

/// <summary>Levels of protected identity, as stored and sent.</summary>
internal static class ProtectionLevels
{
    public const string None = "none";
    public const string Marked = "sekretessmarkering";
    public const string Hidden = "skyddad-folkbokforing";

    public static int Strength(string level) => level switch
    {
        Hidden => 2,
        Marked => 1,
        _ => 0,
    };
}
