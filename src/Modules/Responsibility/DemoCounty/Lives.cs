namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Turns a child's stays and career into the facts that BVC, preschool and school record.</summary>
internal sealed class Lives(Units units, Calendar calendar, Dice dice)
{
    /// <param name="door">The family's address as a number, so that siblings mostly go to the same units.</param>
    public void Live(Child child, Career career, int door)
    {
        for (var i = 0; i < child.Stays.Count; i++)
        {
            var (municipality, from) = child.Stays[i];
            var to = i + 1 < child.Stays.Count ? child.Stays[i + 1].From : DateOnly.MaxValue;
            if (Units.Find(municipality) is null)
                continue;
            var arrived = from > child.Birth;
            List(child, career, municipality!, from, to, door);
            Place(child, career, municipality!, arrived ? from.AddDays(dice.Between(5, 45)) : from, to, door);
            Enrol(child, career, municipality!, arrived ? from.AddDays(dice.Between(0, 12)) : from, to, door);
        }
        calendar.Trim(child.Listings);
        calendar.Trim(child.Placements);
        calendar.Trim(child.Enrolments);
    }

    /// <summary>A pupil whom no register but the school's knows yet has come this term.</summary>
    public void LiveAtSchoolOnly(Child child, int door)
    {
        Live(child, new Career { StartYear = child.Birth.Year + 6 }, door);
        child.Listings.Clear();
        var last = child.Enrolments[^1];
        var came = calendar.Today.AddDays(-dice.Between(5, 60));
        child.Enrolments.Clear();
        child.Enrolments.Add(last with { From = came > last.From ? came : last.From });
    }

    private void List(Child child, Career career, string municipality, DateOnly from, DateOnly to, int door)
    {
        var until = Earlier(to, SchoolStart(career).AddDays(career.DaysLate));
        var start = from == child.Birth ? from.AddDays(career.DaysToListing) : from;
        var clinics = units.In("child-health-care", municipality);
        Unit[] wanted = [.. clinics.Where(unit => unit.Private == career.PrivateChildHealthCare)];
        var unit = Nearest(wanted.Length > 0 ? wanted : clinics, door);
        if (career.ChangesBvc is { } change && change > start && change < until && clinics.Length > 1)
        {
            child.Listings.Add(new Spell(unit, start, change));
            start = change;
            unit = dice.Pick([.. clinics.Where(other => other != unit)]);
        }
        if (start < until)
            child.Listings.Add(new Spell(unit, start, Open(until)));
    }

    private void Place(Child child, Career career, string municipality, DateOnly from, DateOnly to, int door)
    {
        if (career.PreschoolFrom is not { } wanted)
            return;
        var school = SchoolStart(career);
        var start = from > wanted ? from : wanted;
        var until = Earlier(to, career.SummerOff ? new DateOnly(school.Year, 7, 1) : school);
        if (start < until)
            child.Placements.Add(new Spell(Nearest(units.In("preschool", municipality), door), start, Open(until)));
    }

    private void Enrol(Child child, Career career, string municipality, DateOnly from, DateOnly to, int door)
    {
        var first = SchoolStart(career).AddDays(career.DaysLate);
        var begin = from > first ? from : first;
        var year = career.StartYear;
        var form = career.Adapted ? "GRS" : "GR";
        var lower = School(career.Adapted ? "FKLASS" : form, career.Adapted ? 0 : 1);
        var basis = career.Adapted ? School("GRS", 1) : lower;
        var upper = basis.Years.Last >= 9 ? basis : School(form, 7);
        if (career.KeepsSchool && child.Enrolments.Count > 0 && child.Enrolments[^1] is { Form: not "FKLASS" } last && last.To <= from)
        {
            if (basis.Years == last.Unit.Years)
                basis = last.Unit;
            if (upper.Years == last.Unit.Years)
                upper = last.Unit;
        }

        if (!career.SkipsYear0)
            Stage(lower, "FKLASS", Calendar.Autumn(year), Calendar.Autumn(year + 1));
        Stage(basis, form, Calendar.Autumn(year + 1), upper == basis ? Calendar.SummerBreak(year + 10) : Calendar.SummerBreak(year + 7));
        if (upper != basis)
            Stage(upper, form, Calendar.Autumn(year + 7), Calendar.SummerBreak(year + 10));
        UpperSecondary();

        Unit School(string wanted, int schoolYear) => Nearest(units.SchoolsFor(wanted, schoolYear, municipality), door);

        void UpperSecondary()
        {
            if (career.After == AfterCompulsory.NeverStarts)
                return;
            var gymnasium = career.Adapted ? "GYS" : "GY";
            var unit = School(gymnasium, 10);
            var code = career.Adapted ? "ASO" : dice.Pick(EducationCodes);
            var (start, end) = (Calendar.Autumn(year + 10), Calendar.SummerBreak(year + 13));
            var leaves = career.After == AfterCompulsory.UpperSecondary ? end : career.DropOut!.Value;
            Stage(unit, gymnasium, start, leaves, code);
            if (career.After == AfterCompulsory.DropsOutAndReturns)
                Stage(School(gymnasium, 10), gymnasium, leaves.AddDays(130), end, "IMA");
        }

        void Stage(Unit unit, string stage, DateOnly stageFrom, DateOnly stageTo, string? code = null)
        {
            var start = stageFrom > begin ? stageFrom : begin;
            var end = Earlier(to, stageTo);
            if (start < end)
                child.Enrolments.Add(new Enrolment(unit, stage, start, Open(end), year, code));
        }
    }

    private static readonly string[] EducationCodes = ["NANAT", "SASAM", "EKEKO", "TETEK", "ESDAN", "BA000", "EE000", "FT000", "VO000", "BF000", "RL000", "IMS"];

    private static DateOnly SchoolStart(Career career) => Calendar.Autumn(career.SkipsYear0 ? career.StartYear + 1 : career.StartYear);

    private Unit Nearest(Unit[] candidates, int door) =>
        dice.Chance(0.9) ? candidates[door % candidates.Length] : dice.Pick(candidates);

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly? Open(DateOnly to) => to == DateOnly.MaxValue ? null : to;
}
