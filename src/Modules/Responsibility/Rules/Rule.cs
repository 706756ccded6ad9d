namespace Kronobarn.Responsibility;

/// <summary>
/// The rules of the chain, each on its own: who holds if it applies, null if it does not. They are written to be asked in the
/// chain's order, so each may take for granted that those above it did not apply. Source: beslut styrgruppen 2021-04-09 and the
/// questions and answers of 2022-02-23.
/// </summary>
internal static class Rule
{
    /// <summary>At most so many days without a school or preschool are a summer holiday and not a gap.</summary>
    private const int LongestBridge = 92;

    public static Holder? Exception(in Day day) =>
        Intervals.Covering(day.Exceptions, day.Number) is var i and not Intervals.None
            ? new Holder(day.Exceptions[i].Organisation, day.Exceptions[i].Unit, RuleName.Exception)
            : null;

    public static Holder? Unborn(in Day day) =>
        day.Number < day.Birth ? new Holder(Organisation.MaternalCare, day.PregnancyUnit, RuleName.Unborn) : null;

    public static Holder? School(in Day day) =>
        Intervals.Covering(day.Enrolments, day.Number) is var i and not Intervals.None
            ? new Holder(Organisation.School, day.Enrolments[i].Unit, RuleName.School)
            : null;

    public static Holder? SchoolBridge(in Day day) =>
        Intervals.EndedLast(day.Enrolments, day.Number) is var i and not Intervals.None
        && SchoolBeginsSoonAfter(day.Enrolments[i].End(), day)
            ? new Holder(Organisation.School, day.Enrolments[i].Unit, RuleName.SchoolBridge)
            : null;

    public static Holder? CompulsoryGap(in Day day) =>
        !day.CompulsorySchoolingIsOver && Intervals.EndedLast(day.Enrolments, day.Number) is var i and not Intervals.None
            ? new Holder(Organisation.School, day.Enrolments[i].Unit, RuleName.CompulsoryGap)
            : null;

    public static Holder? Kaa(in Day day) =>
        day.CompulsorySchoolingIsOver || Intervals.EndedLast(day.Enrolments, day.Number) != Intervals.None
            ? new Holder(Organisation.Kaa, day.Home.KaaUnit(day.Number), RuleName.Kaa)
            : null;

    public static Holder? Preschool(in Day day) =>
        Intervals.Covering(day.Placements, day.Number) is var i and not Intervals.None
            ? new Holder(Organisation.Preschool, day.Placements[i].Unit, RuleName.Preschool)
            : null;

    public static Holder? PreschoolBridge(in Day day) =>
        Intervals.EndedLast(day.Placements, day.Number) is var i and not Intervals.None
        && SchoolBeginsSoonAfter(day.Placements[i].End(), day)
            ? new Holder(Organisation.Preschool, day.Placements[i].Unit, RuleName.PreschoolBridge)
            : null;

    /// <summary>Always applies: it ends every chain.</summary>
    public static Holder ChildHealthCare(in Day day) =>
        new(Organisation.ChildHealthCare,
            Intervals.Covering(day.Listings, day.Number) is var i and not Intervals.None
                ? day.Listings[i].Unit
                : day.Home.ChildHealthCareUnit(day.Number),
            RuleName.ChildHealthCare);

    private static bool SchoolBeginsSoonAfter(int end, in Day day) =>
        Intervals.NextToBegin(day.Enrolments, day.Number) is var begins and not Intervals.Never && begins - end <= LongestBridge;
}
