namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Families drawn by chance: guardians, where they live through the years, and brothers and sisters.</summary>
internal sealed class Families(Units units, Calendar calendar, TestNumbers numbers, Dice dice)
{
    private readonly Lives _lives = new(units, calendar, dice);
    private readonly Turns _turns = new(units, calendar, dice);
    private int _serial;

    public List<Child> Children { get; } = [];

    public List<Pregnancy> Pregnancies { get; } = [];

    /// <summary>Adds families until there are <paramref name="count"/> children, those who were there before included.</summary>
    public void Fill(int count)
    {
        while (Children.Count < count)
            Add(count - Children.Count);
    }

    /// <summary>Adds children to be born, about 15 for every 1,000 born ones; some of their mothers have children already.</summary>
    public void Expect(int count)
    {
        var mothers = Children.Where(child => child.Mother is not null).GroupBy(child => child.Mother!).Where(IsYoungFamily).ToList();
        for (var i = 0; i < count; i++)
        {
            var due = calendar.Today.AddDays(dice.Chance(0.04) ? -dice.Between(1, 35) : dice.Between(1, 225));
            var from = due.AddDays(-dice.Between(205, 225));
            if (from > calendar.Today)
                from = calendar.Today.AddDays(-3);
            var known = i % 2 == 0 && mothers.Count > 0 ? dice.Pick(mothers) : null;
            var mother = known?.Key ?? GuardianOf(due.AddDays(-dice.Between(22, 38) * 365), Sex.Female, Names.Draw(dice));
            var home = known?.First().Stays[0].Municipality ?? Units.Draw(dice).Code;
            if (known is not null)
                mothers.Remove(known);
            // Some pregnancies end without birth; those are past and hold nobody any more.
            DateOnly? ended = dice.Chance(0.03) && from.AddDays(20) < calendar.Today ? dice.Day(from.AddDays(10), calendar.Today) : null;
            Pregnant(FormattableString.Invariant($"unborn-{i + 1}"), mother, home, from, due, dice.Chance(0.04) ? 2 : 1, ended);
        }
    }

    /// <summary>A municipality without a maternity clinic of its own sends its mothers to the one of its seat.</summary>
    public Pregnancy Pregnant(string key, Guardian mother, string municipality, DateOnly from, DateOnly due, int children, DateOnly? ended = null)
    {
        var own = units.In("maternal-care", municipality);
        var clinic = dice.Pick(own.Length > 0 ? own : units.In("maternal-care", Units.Find(municipality)!.Seat));
        var pregnancy = new Pregnancy(key, clinic, mother, municipality, from, due, children, ended);
        Pregnancies.Add(pregnancy);
        return pregnancy;
    }

    public Guardian GuardianOf(DateOnly around, Sex sex, Names.Origin origin, string? familyName = null)
    {
        var (number, birth) = numbers.Take(around, around.AddDays(-400), around.AddDays(400), sex);
        return new Guardian(number, birth, origin.Given(sex, dice), familyName ?? dice.Pick(origin.Families), sex);
    }

    private void Add(int room)
    {
        var origin = Names.Draw(dice);
        var births = Births(Math.Min(room, 1 + dice.Weighted([34, 46, 15, 5])));
        var eldest = births[0];
        var mother = GuardianOf(eldest.AddDays(-dice.Between(20 * 365, 37 * 365)), Sex.Female, origin);
        var shared = dice.Chance(0.7) ? mother.FamilyName : null;
        var father = dice.Chance(0.88) ? GuardianOf(eldest.AddDays(-dice.Between(21 * 365, 42 * 365)), Sex.Male, origin, shared) : null;
        var guardians = father is null ? new[] { mother } : [mother, father];
        var stays = Homes.Draw(eldest, calendar, dice);
        var door = dice.Below(1 << 20);

        var siblings = new List<Child>();
        foreach (var target in births)
        {
            var sex = dice.Chance(0.486) ? Sex.Female : Sex.Male;
            var twin = siblings.Count > 0 && target == DateOnly.MinValue;
            var (number, birth) = twin
                ? (numbers.TakeOn(siblings[^1].Birth, sex), siblings[^1].Birth)
                : numbers.Take(target, Latest(calendar.EarliestBirth, target.AddDays(-20)), Earliest(calendar.Today, target.AddDays(20)), sex);
            var child = Odd(new Child(FormattableString.Invariant($"{++_serial:00000}"), number, birth, sex, Fresh(origin, sex, siblings), (father ?? mother).FamilyName)
            {
                Guardians = guardians,
                Stays = Homes.Since(birth, stays),
            });
            siblings.Add(child);
            if (child.KnownBySchoolOnly)
            {
                _lives.LiveAtSchoolOnly(child, door);
                continue;
            }
            _lives.Live(child, Career.Draw(birth, dice), door);
            _turns.Draw(child);
        }
        Secrets.Draw(siblings, guardians, calendar, dice);
        if (siblings.TrueForAll(child => child.Death is null))
            Born(siblings);
        Children.AddRange(siblings);
    }

    /// <summary>Birth dates of brothers and sisters, the eldest first; the earliest possible date stands for a twin of the one before.</summary>
    private List<DateOnly> Births(int count)
    {
        var dates = new List<DateOnly> { dice.Day(calendar.EarliestBirth, calendar.Today) };
        var (first, last) = (dates[0], dates[0]);
        while (dates.Count < count)
        {
            var gap = dice.Between(18, 50) * 30;
            var next = dice.Chance(0.5) ? last.AddDays(gap) : first.AddDays(-gap);
            if (next < calendar.EarliestBirth || next >= calendar.Today)
                break;
            (first, last) = (next < first ? next : first, next > last ? next : last);
            dates.Add(next);
        }
        dates.Sort();
        if (dates.Count < count && dice.Chance(0.05))
            dates.Add(DateOnly.MinValue);
        return dates;
    }

    /// <summary>A few are not yet in the population register with a personnummer.</summary>
    private Child Odd(Child child)
    {
        switch (dice.Below(1000))
        {
            case < 4:
                return child.With(numbers.TakeCoordination(child.Birth, child.Sex));
            case < 7 when calendar.Today.DayNumber - child.Birth.DayNumber > 400:
                var changed = child.With(numbers.TakeCoordination(child.Birth, child.Sex));
                changed.NewNumber = new NewNumber(child.Number, dice.Day(child.Birth.AddDays(60), calendar.Today));
                return changed;
            case < 9 when Calendar.Autumn(child.Birth.Year + 7) < calendar.Today && child.Birth.Year + 15 > calendar.Today.Year && Units.Find(child.Stays[^1].Municipality) is not null:
                return child.With(numbers.TakeTemporary(child.Birth), knownBySchoolOnly: true);
            default:
                return child;
        }
    }

    /// <summary>The youngest were expected by a clinic before they were born, so that their chain begins with the pregnancy.</summary>
    private void Born(List<Child> siblings)
    {
        foreach (var born in siblings.Where(child => child.Birth > calendar.Today.AddDays(-365)).GroupBy(child => child.Birth))
            if (Units.Find(born.First().Stays[0].Municipality) is { } home && born.All(child => !child.KnownBySchoolOnly))
            {
                var due = born.Key.AddDays(dice.Between(-10, 16));
                Pregnant($"born-{born.First().Key}", born.First().Mother!, home.Code, due.AddDays(-dice.Between(205, 225)), due, born.Count());
            }
    }

    private string Fresh(Names.Origin origin, Sex sex, List<Child> siblings)
    {
        var name = origin.Given(sex, dice);
        while (siblings.Exists(child => child.GivenName.Equals(name, StringComparison.Ordinal)))
            name = origin.Given(sex, dice);
        return name;
    }

    private bool IsYoungFamily(IGrouping<Guardian, Child> family) =>
        family.Key.Protection is null && family.Key.Birth > calendar.Today.AddYears(-38)
        && family.All(child => child.Birth < calendar.Today.AddDays(-400) && child.Stays.Count == 1 && Units.Find(child.Stays[0].Municipality) is not null);

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earliest(DateOnly one, DateOnly other) => one < other ? one : other;
}
