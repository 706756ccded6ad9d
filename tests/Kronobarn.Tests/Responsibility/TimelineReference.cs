using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

/// <summary>
/// The document's text read the long way round: every fact is painted day by day onto a calendar, in the order in which the ties
/// say that one fact covers another, and then each day is looked at alone. No cut points and no stretches, and nothing shared with
/// the engine but the types of the facts.
/// </summary>
internal sealed class TimelineReference
{
    internal sealed record Verdict(string Organisation, string? Unit, string Rule, params string[] Alerts);

    public static readonly DateOnly FirstDay = new(2003, 1, 1);
    public static readonly DateOnly LastDay = new(2036, 1, 1);

    private const int Nothing = -1;

    private readonly string[] county;
    private readonly Dictionary<(string Municipality, string Organisation), string?[]> defaults = [];

    private readonly int[] living = Calendar();
    private readonly int[] agreed = Calendar();
    private readonly int[] inSchool = Calendar();
    private readonly int[] inPreschool = Calendar();
    private readonly int[] listed = Calendar();
    private readonly int[] lastSchool = Calendar();
    private readonly int[] lastPreschool = Calendar();
    private readonly int[] nextSchool = Calendar();
    private readonly bool[] twoSchools = new bool[LastDay.DayNumber - FirstDay.DayNumber];

    private ChildFacts child = new();

    public TimelineReference(string[] county, IReadOnlyList<DefaultUnit> units)
    {
        this.county = county;
        foreach (var unit in units.OrderBy(u => u.From).ThenByDescending(u => u.Unit, StringComparer.Ordinal))
        {
            var key = (unit.Municipality, unit.Organisation);
            if (!defaults.TryGetValue(key, out var days))
                defaults[key] = days = new string?[LastDay.DayNumber - FirstDay.DayNumber];
            Paint(days, unit.From, unit.To, unit.Unit);
        }
    }

    /// <summary>The first fact painted is the one that any other covers: earliest begun, and of equals the one that sorts last.</summary>
    public void Read(ChildFacts facts)
    {
        child = facts;
        facts.Residences.Sort((a, b) => Order(a.From.CompareTo(b.From), string.CompareOrdinal(b.Municipality, a.Municipality)));
        facts.Exceptions.Sort((a, b) => Order(a.From.CompareTo(b.From), string.CompareOrdinal(b.Unit, a.Unit), string.CompareOrdinal(b.Organisation, a.Organisation)));
        facts.Listings.Sort((a, b) => Order(a.From.CompareTo(b.From), string.CompareOrdinal(b.Unit, a.Unit)));
        facts.Placements.Sort((a, b) => Order(a.From.CompareTo(b.From), string.CompareOrdinal(b.Unit, a.Unit)));
        facts.Enrolments.Sort((a, b) => Order(a.From.CompareTo(b.From), string.CompareOrdinal(b.Unit, a.Unit)));

        PaintAll(living, facts.Residences, f => (f.From, f.To));
        PaintAll(agreed, facts.Exceptions, f => (f.From, f.To));
        PaintAll(listed, facts.Listings, f => (f.From, f.To));
        PaintAll(inPreschool, facts.Placements, f => (f.From, f.To));
        PaintAll(inSchool, facts.Enrolments, f => (f.From, f.To));

        // After its end a stay goes on to be the one that "ended last" until another does.
        Array.Fill(lastSchool, Nothing);
        foreach (var (fact, i) in facts.Enrolments.Select((fact, i) => (fact, i)).Where(f => f.fact.To is not null)
            .OrderBy(f => f.fact.To).ThenBy(f => f.fact.From).ThenByDescending(f => f.fact.Unit, StringComparer.Ordinal))
            Paint(lastSchool, fact.To!.Value, null, i);
        Array.Fill(lastPreschool, Nothing);
        foreach (var (fact, i) in facts.Placements.Select((fact, i) => (fact, i)).Where(f => f.fact.To is not null)
            .OrderBy(f => f.fact.To).ThenBy(f => f.fact.From).ThenByDescending(f => f.fact.Unit, StringComparer.Ordinal))
            Paint(lastPreschool, fact.To!.Value, null, i);

        // Before it begins an enrolment is the next one, unless another begins earlier.
        Array.Fill(nextSchool, Nothing);
        for (var i = facts.Enrolments.Count - 1; i >= 0; i--)
            Paint(nextSchool, FirstDay, facts.Enrolments[i].From, i);

        Array.Clear(twoSchools);
        foreach (var one in facts.Enrolments)
            foreach (var other in facts.Enrolments.Where(other => string.CompareOrdinal(one.Unit, other.Unit) < 0))
                Paint(twoSchools, one.From > other.From ? one.From : other.From, Earlier(one.To, other.To), true);
    }

    /// <summary>Null when the child is out of scope that day.</summary>
    public Verdict? On(DateOnly date, bool preschoolHolds)
    {
        var day = date.DayNumber - FirstDay.DayNumber;
        if (Home(day) is not { } home || !BetweenPregnancyAndEighteen(date))
            return null;

        if (agreed[day] != Nothing)
            return new Verdict(child.Exceptions[agreed[day]].Organisation, child.Exceptions[agreed[day]].Unit, "exception");

        if (!(child.BirthDate <= date))
            return child.Pregnancy?.DueDate is { } due && date.DayNumber - due.DayNumber >= 21
                ? new Verdict("maternal-care", child.Pregnancy?.Unit, "unborn", "overdue-birth")
                : new Verdict("maternal-care", child.Pregnancy?.Unit, "unborn");

        if (inSchool[day] != Nothing)
            return twoSchools[day]
                ? new Verdict("school", child.Enrolments[inSchool[day]].Unit, "school", "overlap")
                : new Verdict("school", child.Enrolments[inSchool[day]].Unit, "school");

        var compulsory = date < CompulsoryOver(child.BirthDate!.Value);
        if (lastSchool[day] != Nothing)
        {
            var last = child.Enrolments[lastSchool[day]];
            if (nextSchool[day] != Nothing && child.Enrolments[nextSchool[day]].From <= last.To!.Value.AddDays(92))
                return new Verdict("school", last.Unit, "school-bridge");
            if (compulsory)
                return new Verdict("school", last.Unit, "compulsory-gap", "compulsory-gap");
        }
        if (lastSchool[day] != Nothing || !compulsory)
            return Default(home, "kaa", day) is { } kaa ? new Verdict("kaa", kaa, "kaa") : new Verdict("kaa", null, "kaa", "unit-missing");

        var late = date >= new DateOnly(child.BirthDate.Value.Year + 6, 9, 1);
        string[] lateAlert = late ? ["late-school-start"] : [];
        if (preschoolHolds && inPreschool[day] != Nothing)
            return new Verdict("preschool", child.Placements[inPreschool[day]].Unit, "preschool", lateAlert);
        if (preschoolHolds && lastPreschool[day] != Nothing && nextSchool[day] != Nothing
            && child.Enrolments[nextSchool[day]].From <= child.Placements[lastPreschool[day]].To!.Value.AddDays(92))
            return new Verdict("preschool", child.Placements[lastPreschool[day]].Unit, "preschool-bridge", lateAlert);

        var centre = listed[day] != Nothing ? child.Listings[listed[day]].Unit : Default(home, "child-health-care", day);
        return new Verdict("child-health-care", centre, "child-health-care", centre is null ? [.. lateAlert, "unit-missing"] : lateAlert);
    }

    /// <summary>The set in force on a day; the earliest of a schedule also judges what came before it.</summary>
    public static string InForce((DateOnly From, string Id)[] schedule, DateOnly day) =>
        schedule.Where(entry => entry.From <= day).Select(entry => entry.Id).LastOrDefault(schedule[0].Id);

    private string? Home(int day) =>
        living[day] != Nothing && Array.IndexOf(county, child.Residences[living[day]].Municipality) >= 0 ? child.Residences[living[day]].Municipality : null;

    private bool BetweenPregnancyAndEighteen(DateOnly date)
    {
        if (child.Pregnancy?.From is { } known ? date < known : child.BirthDate is null || date < child.BirthDate)
            return false;
        return !(date >= child.DeathDate) && !(date >= child.Pregnancy?.EndedWithoutBirth) && !(child.BirthDate is { } birth && IsEighteen(birth, date));
    }

    /// <summary>By the calendar and not by a library: the year, then month and day, 29 February counting as the 28th in a common year.</summary>
    private static bool IsEighteen(DateOnly birth, DateOnly day)
    {
        var birthday = birth.Month == 2 && birth.Day == 29 && !DateTime.IsLeapYear(day.Year) ? 28 : birth.Day;
        var years = day.Year - birth.Year;
        return years > 18 || years == 18 && (day.Month > birth.Month || day.Month == birth.Month && day.Day >= birthday);
    }

    private DateOnly CompulsoryOver(DateOnly birth)
    {
        if (child.Enrolments.Count == 0)
            return new DateOnly(birth.Year + 16, 7, 1);
        var begun = child.Enrolments.FindAll(e => e.From == child.Enrolments[0].From);
        var unit = begun[^1].Unit;
        var postponed = begun[0].From.Year - birth.Year >= 7
            && begun.Exists(e => string.Equals(e.Unit, unit, StringComparison.Ordinal) && e.Form == SchoolForm.FKLASS);
        return new DateOnly(birth.Year + (postponed ? 17 : 16), 7, 1);
    }

    private string? Default(string municipality, string organisation, int day) =>
        defaults.TryGetValue((municipality, organisation), out var days) ? days[day] : null;

    private static int[] Calendar() => new int[LastDay.DayNumber - FirstDay.DayNumber];

    private static void PaintAll<T>(int[] calendar, List<T> facts, Func<T, (DateOnly From, DateOnly? To)> days)
    {
        Array.Fill(calendar, Nothing);
        for (var i = 0; i < facts.Count; i++)
            Paint(calendar, days(facts[i]).From, days(facts[i]).To, i);
    }

    private static void Paint<T>(T[] calendar, DateOnly from, DateOnly? to, T colour)
    {
        var first = Math.Clamp(from.DayNumber - FirstDay.DayNumber, 0, calendar.Length);
        var end = Math.Clamp((to ?? LastDay).DayNumber - FirstDay.DayNumber, 0, calendar.Length);
        if (first < end)
            Array.Fill(calendar, colour, first, end - first);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) =>
        one is null ? other : other is null || one < other ? one : other;

    private static int Order(params ReadOnlySpan<int> comparisons)
    {
        foreach (var comparison in comparisons)
            if (comparison != 0)
                return comparison;
        return 0;
    }
}
