namespace Kronobarn.Responsibility;

/// <summary>
/// All that decides who is barnensbästa-ansvarig for one child. Days are Europe/Stockholm days and every interval is
/// half-open, [From, To), with a null To for open. The order of the lists carries no meaning: facts arrive late and unsorted.
/// </summary>
internal sealed class ChildFacts
{
    /// <summary>The caller's name for the child, used in error messages alone. Never a personnummer.</summary>
    public string Child { get; set; } = "";
    public DateOnly? BirthDate { get; set; }
    public DateOnly? DeathDate { get; set; }
    public Pregnancy? Pregnancy { get; set; }
    public List<Residence> Residences { get; init; } = [];
    public List<Listing> Listings { get; init; } = [];
    public List<Placement> Placements { get; init; } = [];
    public List<Enrolment> Enrolments { get; init; } = [];
    public List<AgreedException> Exceptions { get; init; } = [];

    /// <summary>
    /// The first interval that ends on or before the day it begins, named with child, fact and dates; null when all are sound.
    /// Nothing else is bad: a birth after a school start is strange, but the first matching rule still gives one holder.
    /// </summary>
    public string? FirstBadFact() =>
        FirstBad("residence", Residences) ?? FirstBad("childHealthCare", Listings) ?? FirstBad("preschool", Placements)
        ?? FirstBad("school", Enrolments) ?? FirstBad("exceptions", Exceptions);

    private string? FirstBad<T>(string fact, List<T> intervals) where T : struct, IInterval<T>
    {
        foreach (var interval in intervals)
            if (interval.To <= interval.From)
                return $"child {Child}: {fact} from {interval.From:yyyy-MM-dd} to {interval.To:yyyy-MM-dd}: the end must be later than the start";
        return null;
    }
}

/// <summary>A known pregnancy (graviditet). A null From means that its first day is not known.</summary>
internal readonly record struct Pregnancy(string? Unit, DateOnly? From, DateOnly? DueDate = null, DateOnly? EndedWithoutBirth = null);

/// <summary>Registered residence (folkbokföring) in a municipality; before the birth it is the mother's.</summary>
internal readonly record struct Residence(string Municipality, DateOnly From, DateOnly? To) : IInterval<Residence>
{
    public int CompareTie(Residence other) => string.CompareOrdinal(Municipality, other.Municipality);
}

/// <summary>Listing at a child health care centre (listning på BVC).</summary>
internal readonly record struct Listing(string Unit, DateOnly From, DateOnly? To) : IInterval<Listing>
{
    public int CompareTie(Listing other) => string.CompareOrdinal(Unit, other.Unit);
}

/// <summary>A place in preschool (förskoleplacering).</summary>
internal readonly record struct Placement(string Unit, DateOnly From, DateOnly? To) : IInterval<Placement>
{
    public int CompareTie(Placement other) => string.CompareOrdinal(Unit, other.Unit);
}

/// <summary>A school enrolment (skolplacering). Other SS 12000 school types are no enrolments and never become one.</summary>
internal readonly record struct Enrolment(string Unit, SchoolForm Form, DateOnly From, DateOnly? To) : IInterval<Enrolment>
{
    public int CompareTie(Enrolment other) => string.CompareOrdinal(Unit, other.Unit);
}

/// <summary>
/// Another holder than the chain's, agreed between the present holder and the next (överenskommet undantag). The document breaks
/// a tie by unit; two exceptions that name the same unit of different organisations are told apart by the organisation's slug,
/// or the order of the facts would decide.
/// </summary>
internal readonly record struct AgreedException(string Organisation, string Unit, DateOnly From, DateOnly? To) : IInterval<AgreedException>
{
    public int CompareTie(AgreedException other) =>
        string.CompareOrdinal(Unit, other.Unit) is var order and not 0 ? order : string.CompareOrdinal(Organisation, other.Organisation);
}

/// <summary>
/// School forms (skolformer) by their SS 12000 codes. GRS is anpassad grundskola, SP specialskola, SAM sameskola and
/// GYS anpassad gymnasieskola. In ordinal order of the code, so that comparing members compares codes.
/// </summary>
internal enum SchoolForm
{
    FKLASS,
    GR,
    GRS,
    GY,
    GYS,
    SAM,
    SP,
}
