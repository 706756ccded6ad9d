namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>A child of docs/demo-county.md. An unborn one has no number: it is found by its mother's.</summary>
internal sealed record Story(string Key, string Name, string? Personnummer, string? MotherPersonnummer);

/// <summary>
/// The story children: one for every situation that a demonstration or a test wants to show, told relative to today. For one day they are the
/// same children with the same names and numbers in every county, whatever its size and seed.
/// </summary>
internal sealed class Stories
{
    private readonly Calendar _calendar;
    private readonly TestNumbers _numbers;
    private readonly Families _families;
    private readonly Lives _lives;
    private readonly Turns _turns;
    private readonly Units _units;
    private readonly Dice _dice = new(0);
    private readonly List<Story> _told = [];

    public Stories(Units units, Calendar calendar, TestNumbers numbers)
    {
        (_units, _calendar, _numbers) = (units, calendar, numbers);
        _families = new Families(units, calendar, numbers, _dice);
        _lives = new Lives(units, calendar, _dice);
        _turns = new Turns(units, calendar, _dice);
    }

    private DateOnly Today => _calendar.Today;

    /// <summary>The calendar year in whose autumn the present school year began.</summary>
    private int SchoolYear => Calendar.SchoolYearOf(Today);

    /// <summary>Adds the story children to the families.</summary>
    public IReadOnlyList<Story> Tell(Families families)
    {
        Expected();
        Small();
        AtSchool();
        Sixteen();
        Moving();
        Guarded();
        families.Children.AddRange(_families.Children);
        families.Pregnancies.AddRange(_families.Pregnancies);
        return _told;
    }

    private void Expected()
    {
        Unborn("twins-to-be-born", "Elina", "Lindqvist", "0781", Today.AddDays(35), 2);
        Unborn("overdue", "Karin", "Öberg", "0780", Today.AddDays(-25), 1);

        var newborn = Child("newborn", "Juni", "Sandberg", Sex.Female, Today.AddDays(-12), "0764");
        _families.Pregnant("born-newborn", newborn.Mother!, "0764", Today.AddDays(-230), Today.AddDays(-8), 1);
    }

    private void Small()
    {
        Child("private-bvc", "Sixten", "Holm", Sex.Male, Today.AddDays(-240), "0781", Usual with { PrivateChildHealthCare = true });
        Child("preschool-soon", "Tuva", "Berg", Sex.Female, Today.AddDays(-420), "0767", Usual with { PreschoolFrom = Today.AddDays(20) });

        var turnedSix = Today >= new DateOnly(Today.Year, 9, 1) ? Today.Year - 6 : Today.Year - 7;
        Child("postponed-start", "Otto", "Wallin", Sex.Male, new DateOnly(turnedSix, 5, 10), "0761",
            Usual with { StartYear = turnedSix + 7, PreschoolFrom = new DateOnly(turnedSix + 2, 1, 10) });
        Child("late-start", "Iris", "Nur", Sex.Female, new DateOnly(turnedSix, 4, 10), "0760", Usual with { DaysLate = 2000 });

        var died = Child("died", "Alma", "Engström", Sex.Female, Today.AddYears(-5), "0780", Usual with { PreschoolFrom = Today.AddYears(-3) });
        Turns.Die(died, Today.AddDays(-90));
    }

    private void AtSchool()
    {
        var gap = Child("compulsory-gap", "Melvin", "Kovacevic", Sex.Male, Today.AddYears(-10), "0763");
        Turns.LeaveSchool(gap, Today.AddDays(-35), to: null);

        var overlap = Child("overlapping-schools", "Hedda", "Isaksson", Sex.Female, new DateOnly(SchoolYear - 13, 4, 20), "0765");
        Turns.OverlapSchools(overlap, Today.DayNumber - Calendar.Autumn(SchoolYear).DayNumber + 20);

        var changing = Child("changing-school", "Viggo", "Lundberg", Sex.Male, Today.AddYears(-9), "0780");
        _turns.ChangeSchool(changing, Today.AddDays(14));

        Child("adapted-school", "Leo", "Hellström", Sex.Male, Today.AddYears(-11), "0781", Usual with { Adapted = true });

        // Twins: the first one's number exists, the second one's is of the same day.
        var one = Child("twin-one", "Amar", "Begovic", Sex.Male, Today.AddYears(-8).AddDays(-30), "0780");
        var two = Tell(new Child("twin-two", _numbers.TakeOn(one.Birth, Sex.Male), one.Birth, Sex.Male, "Emir", "Begovic") { Guardians = one.Guardians, Stays = one.Stays });
        _lives.Live(two, Usual with { StartYear = one.Birth.Year + 6 }, door: 1);
        var other = _units.SchoolsFor("GR", 1, "0780").First(unit => one.Enrolments.TrueForAll(enrolment => enrolment.Unit != unit));
        for (var i = 0; i < two.Enrolments.Count; i++)
            two.Enrolments[i] = two.Enrolments[i] with { Unit = other };

        var birth = Today.AddYears(-9).AddDays(-50);
        var unregistered = Tell(new Child("temporary-number", _numbers.TakeTemporary(birth), birth, Sex.Female, "Zlata", "Melnyk")
        {
            KnownBySchoolOnly = true,
            Guardians = [Adult("Kateryna", "Melnyk", Sex.Female, birth.AddYears(-30))],
            Stays = [new Stay("0781", birth)],
        });
        _lives.LiveAtSchoolOnly(unregistered, door: 0);
    }

    private void Sixteen()
    {
        Child("drop-out", "Isak", "Fransson", Sex.Male, Today.AddYears(-17).AddDays(-120), "0780",
            Usual with { After = AfterCompulsory.DropsOut, DropOut = Today.AddDays(-42) });
        // Year 9 ended in June, and compulsory schooling is over from 1 July of the year of turning 16.
        var turned16 = Today >= new DateOnly(Today.Year, 8, 1) ? Today.Year : Today.Year - 1;
        Child("never-started", "Saga", "Ekström", Sex.Female, new DateOnly(turned16 - 16, 5, 15), "0767", Usual with { After = AfterCompulsory.NeverStarts });
        Child("soon-eighteen", "Nora", "Håkansson", Sex.Female, Today.AddDays(10).AddYears(-18), "0781", exactly: true);
    }

    private void Moving()
    {
        var nextMonth = new DateOnly(Today.Year, Today.Month, 1).AddMonths(1);
        Child("moving-next-month", "Edith", "Samuelsson", Sex.Female, Today.AddYears(-4), "0780", Usual with { PreschoolFrom = Today.AddYears(-2) },
            later: [new Stay("0781", nextMonth)]);
        Child("moved-back", "Arvid", "Danielsson", Sex.Male, Today.AddYears(-10).AddDays(-80), "0764",
            later: [new Stay("1280", Today.AddDays(-700)), new Stay("0764", Today.AddDays(-200))]);
        Child("moved-out", "Ines", "Gunnarsson", Sex.Female, Today.AddYears(-7), "0765", later: [new Stay("1080", Today.AddDays(-30))]);

        var birth = Today.AddYears(-8).AddDays(-60);
        var arrived = Tell(new Child("arrived-at-eight", _numbers.TakeCoordination(birth, Sex.Male), birth, Sex.Male, "Yousef", "Darwish")
        {
            Guardians = [Adult("Rania", "Darwish", Sex.Female, birth.AddYears(-28)), Adult("Karim", "Darwish", Sex.Male, birth.AddYears(-31))],
            Stays = [new Stay(null, birth), new Stay("0780", Today.AddDays(-40))],
        });
        _lives.Live(arrived, Usual with { StartYear = birth.Year + 6 }, door: 2);
    }

    private void Guarded()
    {
        var hidden = Child("hidden", "Selma", "Nyström", Sex.Female, Today.AddYears(-7).AddDays(-90), "0764");
        hidden.Protection = new Protection(Protection.Hidden, Today.AddDays(-300));
        hidden.Mother!.Protection = hidden.Protection;

        var marked = Child("marked", "Axel", "Rahimi", Sex.Male, Today.AddYears(-9).AddDays(-10), "0761");
        marked.Protection = new Protection(Protection.Marked, Today.AddDays(-500));

        // Both have custody, and one of them must not learn where the other one is.
        var torn = Child("protected-mother", "Freja", "Sjögren", Sex.Female, Today.AddYears(-6).AddDays(-200), "0780");
        torn.Mother!.Protection = new Protection(Protection.Marked, Today.AddDays(-120));

        var conflict = Child("guardians-in-conflict", "Elias", "Magnusson", Sex.Male, Today.AddYears(-11).AddDays(-40), "0765");
        conflict.Mother!.Protection = new Protection(Protection.Marked, Today.AddDays(-210));
        Secrets.Part([conflict], conflict.Guardians[1], Today.AddDays(-200));
    }

    private static Career Usual { get; } = new() { StartYear = 0 };

    private Child Child(
        string key, string givenName, string familyName, Sex sex, DateOnly wanted, string municipality, Career? career = null, Stay[]? later = null, bool exactly = false)
    {
        var slack = exactly ? 0 : 15;
        var latest = wanted.AddDays(slack) < Today ? wanted.AddDays(slack) : wanted;
        var (number, birth) = _numbers.Take(wanted, wanted.AddDays(-slack), latest, sex);
        var child = Tell(new Child(key, number, birth, sex, givenName, familyName)
        {
            Guardians = [_families.GuardianOf(birth.AddYears(-29), Sex.Female, Names.Swedish, familyName), _families.GuardianOf(birth.AddYears(-32), Sex.Male, Names.Swedish, familyName)],
            Stays = [new Stay(municipality, birth), .. later ?? []],
        });
        career ??= Usual;
        _lives.Live(child, career.StartYear > 0 ? career : career with { StartYear = birth.Year + 6 }, door: 0);
        return child;
    }

    private Child Tell(Child child)
    {
        _families.Children.Add(child);
        _told.Add(new Story(child.Key, $"{child.GivenName} {child.FamilyName}", child.Number, child.Mother?.Number));
        return child;
    }

    private void Unborn(string key, string givenName, string familyName, string municipality, DateOnly due, int children)
    {
        var mother = Adult(givenName, familyName, Sex.Female, due.AddYears(-30));
        _families.Pregnant($"unborn-{key}", mother, municipality, due.AddDays(-215), due, children);
        _told.Add(new Story(key, $"{givenName} {familyName}", Personnummer: null, mother.Number));
    }

    private Guardian Adult(string givenName, string familyName, Sex sex, DateOnly around)
    {
        var (number, birth) = _numbers.Take(around, around.AddDays(-400), around.AddDays(400), sex);
        return new Guardian(number, birth, givenName, familyName, sex);
    }
}
