namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>A person on staff with a role (roll) at a unit.</summary>
internal sealed record Employee(string Id, string Number, string GivenName, string FamilyName, Sex Sex, Unit Unit, string Role, DateOnly From, DateOnly? To = null)
{
    public string Name => $"{GivenName} {FamilyName}";
}

/// <summary>Who works where: the directory's people with roles, and those whose duty the schools' own system tells.</summary>
internal sealed class Staff
{
    private readonly TestNumbers _numbers;
    private readonly Calendar _calendar;
    private readonly Dice _dice;

    public Staff(Units units, Calendar calendar, TestNumbers numbers, Dice dice)
    {
        (_numbers, _calendar, _dice) = (numbers, calendar, dice);
        foreach (var unit in units.All)
            if (unit.SchoolUnitCode is null)
                StaffByDirectory(unit);
            else
                StaffByDuty(unit);
    }

    /// <summary>People whose role comes by the directory feed.</summary>
    public List<Employee> Directory { get; } = [];

    /// <summary>People whose duty (tjänstgöring) comes by SS 12000; the role is its duty role.</summary>
    public List<Employee> Duties { get; } = [];

    private void StaffByDirectory(Unit unit)
    {
        var (role, count) = unit.Organisation switch
        {
            "maternal-care" => ("midwife", 2),
            "child-health-care" => ("bhv-nurse", 2),
            "kaa" => ("kaa-handler", 1),
            "social-services" => ("social-worker", 3),
            "police" => ("police-officer", 2),
            _ => ("partner-staff", 2),
        };
        Hire(Directory, unit, "unit-head", 1);
        Hire(Directory, unit, role, count);

        // The municipality's barnens bästa-samordnare, log reviewer and IT administrator sit at its social services office, the one
        // unit that every municipality has for itself and that hears of children of every age; the region's sit at the county-wide habilitering.
        var municipal = unit.Key.Equals($"SOC-{unit.Municipality}", StringComparison.Ordinal);
        if (municipal)
            Hire(Directory, unit, "coordinator", 1);
        if (municipal || unit.Key is "HAB")
        {
            Hire(Directory, unit, "log-reviewer", 1);
            Hire(Directory, unit, "it-admin", 1);
        }
    }

    private void StaffByDuty(Unit unit)
    {
        if (unit.Organisation is "preschool")
        {
            Hire(Duties, unit, "Förskolechef", 1);
            return;
        }
        Hire(Duties, unit, "Rektor", 1);
        if (_dice.Chance(0.2))
            Succeed(unit);
        Hire(Duties, unit, "Kurator", 1);
        Hire(Duties, unit, "Skolsköterska", 1);
        if (unit.Years.First == 0)
            Hire(Duties, unit, "Specialpedagog", 1);
        if (unit.Years.Last == 10)
            Hire(Duties, unit, "Skolpsykolog", 1);
    }

    /// <summary>The school had another rektor before the present one (rektorsbyte).</summary>
    private void Succeed(Unit unit)
    {
        var present = Duties[^1];
        Hire(Duties, unit, "Rektor", 1, number: 2);
        Duties[^1] = Duties[^1] with { From = present.From.AddYears(-3), To = present.From };
    }

    private void Hire(List<Employee> at, Unit unit, string role, int count, int number = 1)
    {
        for (var i = number; i < number + count; i++)
        {
            var origin = _dice.Chance(0.8) ? Names.Swedish : Names.Draw(_dice);
            var sex = _dice.Chance(0.7) ? Sex.Female : Sex.Male;
            var around = _calendar.Today.AddDays(-_dice.Between(27 * 365, 50 * 365));
            var (personnummer, _) = _numbers.Take(around, around.AddDays(-400), around.AddDays(400), sex);
            var from = new DateOnly(_calendar.Today.Year - _dice.Between(1, 8), 8, 1);
            var id = FormattableString.Invariant($"{unit.Key}.{role}.{i}");
            at.Add(new Employee(id, personnummer, origin.Given(sex, _dice), _dice.Pick(origin.Families), sex, unit, role, from));
        }
    }
}
