using System.Runtime.InteropServices;

namespace Kronobarn.Responsibility;

/// <summary>
/// One day in scope as the rules see it. The engine only asks about the first day of a run in which no answer can change.
/// </summary>
internal ref struct Day
{
    public readonly int Birth;
    public readonly int EndOfCompulsorySchooling;
    public readonly string? PregnancyUnit;
    public readonly ReadOnlySpan<Enrolment> Enrolments;
    public readonly ReadOnlySpan<Placement> Placements;
    public readonly ReadOnlySpan<Listing> Listings;
    public readonly ReadOnlySpan<AgreedException> Exceptions;

    /// <summary>The day itself, a <see cref="DateOnly.DayNumber"/>.</summary>
    public int Number;

    /// <summary>The municipality of residence that day.</summary>
    public Municipality Home = Municipality.Unknown;

    public Day(ChildFacts child)
    {
        Enrolments = CollectionsMarshal.AsSpan(child.Enrolments);
        Placements = CollectionsMarshal.AsSpan(child.Placements);
        Listings = CollectionsMarshal.AsSpan(child.Listings);
        Exceptions = CollectionsMarshal.AsSpan(child.Exceptions);
        PregnancyUnit = child.Pregnancy?.Unit;
        Birth = child.BirthDate?.DayNumber ?? Intervals.Never;
        EndOfCompulsorySchooling = child.BirthDate is { } birth ? CompulsorySchooling.End(birth, Enrolments) : Intervals.Never;
    }

    public readonly bool CompulsorySchoolingIsOver => Number >= EndOfCompulsorySchooling;
}
