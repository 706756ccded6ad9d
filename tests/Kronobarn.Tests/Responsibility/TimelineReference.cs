using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

/// <summary>
/// The document's text, day by day and as slow as it reads: no cut points, no segments, nothing shared with the engine but the
/// types of the facts. Each day is looked at alone and the runs are put together afterwards.
/// </summary>
internal sealed class TimelineReference(ChildFacts child, IReadOnlyCollection<string> county, IReadOnlyList<DefaultUnit> defaults)
{
    internal sealed record Verdict(string Organisation, string? Unit, string Rule, IReadOnlyList<string> Alerts);

    /// <summary>Rules 6 and 7 exist only in the later set; the earlier of a schedule's sets also judges what came before it.</summary>
    internal static bool PreschoolHolds(IReadOnlyList<(DateOnly From, string Id)> schedule, DateOnly day)
    {
        var inForce = schedule.Where(entry => entry.From <= day).OrderBy(entry => entry.From).Select(entry => entry.Id).LastOrDefault()
            ?? schedule.OrderBy(entry => entry.From).First().Id;
        return inForce switch
        {
            "styrgrupp-2021-04-09" => false,
            "faq-2022-02-23" => true,
            _ => throw new ArgumentException(inForce, nameof(schedule)),
        };
    }

    /// <summary>Null when the child is out of scope that day.</summary>
    public Verdict? On(DateOnly day, bool preschoolHolds)
    {
        if (!InScope(day))
            return null;

        var exceptions = child.Exceptions.FindAll(e => e.From <= day && (e.To is null || e.To > day));
        if (exceptions.Count > 0)
        {
            var agreed = exceptions.OrderByDescending(e => e.From).ThenBy(e => e.Unit, StringComparer.Ordinal)
                .ThenBy(e => e.Organisation, StringComparer.Ordinal).First();
            return new Verdict(agreed.Organisation, agreed.Unit, "exception", []);
        }

        if (child.BirthDate is null || day < child.BirthDate)
        {
            var overdue = child.Pregnancy?.DueDate is { } due && due.DayNumber + 21 <= day.DayNumber;
            return new Verdict("maternal-care", child.Pregnancy?.Unit, "unborn", overdue ? ["overdue-birth"] : []);
        }

        var schools = child.Enrolments.FindAll(e => e.From <= day && (e.To is null || e.To > day));
        if (schools.Count > 0)
        {
            var unit = schools.OrderByDescending(e => e.From).ThenBy(e => e.Unit, StringComparer.Ordinal).First().Unit;
            var several = schools.Select(e => e.Unit).Distinct(StringComparer.Ordinal).Count() > 1;
            return new Verdict("school", unit, "school", several ? ["overlap"] : []);
        }

        var ended = child.Enrolments.FindAll(e => e.To is { } to && to <= day);
        var next = child.Enrolments.FindAll(e => e.From > day).Select(e => (DateOnly?)e.From).Min();
        if (ended.Count > 0)
        {
            var last = ended.OrderByDescending(e => e.To).ThenByDescending(e => e.From).ThenBy(e => e.Unit, StringComparer.Ordinal).First();
            if (next is { } begins && begins <= last.To!.Value.AddDays(92))
                return new Verdict("school", last.Unit, "school-bridge", []);
            if (day < CompulsoryOver(child.BirthDate.Value))
                return new Verdict("school", last.Unit, "compulsory-gap", ["compulsory-gap"]);
        }
        if (ended.Count > 0 || day >= CompulsoryOver(child.BirthDate.Value))
        {
            var kaa = Default("kaa", day);
            return new Verdict("kaa", kaa, "kaa", kaa is null ? ["unit-missing"] : []);
        }

        var alerts = day >= new DateOnly(child.BirthDate.Value.Year + 6, 9, 1) ? new List<string> { "late-school-start" } : [];
        if (preschoolHolds)
        {
            var places = child.Placements.FindAll(p => p.From <= day && (p.To is null || p.To > day));
            if (places.Count > 0)
                return new Verdict("preschool",
                    places.OrderByDescending(p => p.From).ThenBy(p => p.Unit, StringComparer.Ordinal).First().Unit, "preschool", alerts);
            var left = child.Placements.FindAll(p => p.To is { } to && to <= day);
            if (left.Count > 0 && next is { } begins)
            {
                var last = left.OrderByDescending(p => p.To).ThenByDescending(p => p.From).ThenBy(p => p.Unit, StringComparer.Ordinal).First();
                if (begins <= last.To!.Value.AddDays(92))
                    return new Verdict("preschool", last.Unit, "preschool-bridge", alerts);
            }
        }

        var listed = child.Listings.FindAll(l => l.From <= day && (l.To is null || l.To > day));
        var centre = listed.Count > 0
            ? listed.OrderByDescending(l => l.From).ThenBy(l => l.Unit, StringComparer.Ordinal).First().Unit
            : Default("child-health-care", day);
        if (centre is null)
            alerts.Add("unit-missing");
        return new Verdict("child-health-care", centre, "child-health-care", alerts);
    }

    private bool InScope(DateOnly day)
    {
        if (child.Pregnancy?.From is { } known ? day < known : child.BirthDate is null || day < child.BirthDate)
            return false;
        if (child.DeathDate is { } death && day >= death || child.Pregnancy?.EndedWithoutBirth is { } ended && day >= ended)
            return false;
        if (child.BirthDate is { } birth && IsEighteen(birth, day))
            return false;
        return Municipality(day) is { } code && county.Contains(code, StringComparer.Ordinal);
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
        var first = child.Enrolments.OrderBy(e => e.From).ThenBy(e => e.Unit, StringComparer.Ordinal)
            .ThenBy(e => e.Form.ToString(), StringComparer.Ordinal).Take(1).ToList();
        var postponed = first.Exists(e => e.Form == SchoolForm.FKLASS && e.From.Year - birth.Year >= 7);
        return new DateOnly(birth.Year + 16, 7, 1).AddYears(postponed ? 1 : 0);
    }

    private string? Municipality(DateOnly day) =>
        child.Residences.FindAll(r => r.From <= day && (r.To is null || r.To > day))
            .OrderByDescending(r => r.From).ThenBy(r => r.Municipality, StringComparer.Ordinal).Select(r => r.Municipality).FirstOrDefault();

    private string? Default(string organisation, DateOnly day)
    {
        var home = Municipality(day);
        return defaults.Where(u => Equals((u.Municipality, u.Organisation), (home, organisation)) && u.From <= day && (u.To is null || u.To > day))
            .OrderByDescending(u => u.From).ThenBy(u => u.Unit, StringComparer.Ordinal).Select(u => u.Unit).FirstOrDefault();
    }
}
