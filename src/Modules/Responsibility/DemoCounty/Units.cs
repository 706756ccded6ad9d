namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>One unit (enhet). A school or preschool has a school unit code and comes by SS 12000, every other one by the directory feed.</summary>
/// <param name="Years">The school years that a school teaches, 0 being förskoleklass; 10 stands for upper secondary school.</param>
internal sealed record Unit(string Key, string Organisation, string Name, string? Municipality)
{
    public string? PartnerKind { get; init; }

    /// <summary>Run by somebody else than the region or the municipality (privat or fristående).</summary>
    public bool Private { get; init; }

    public string? SchoolUnitCode { get; init; }

    public string[] SchoolTypes { get; init; } = [];

    public (int First, int Last) Years { get; init; }

    public Guid SchoolId => Ids.Of("organisation", Key);

    public bool Teaches(string form) => SchoolTypes.Contains(form, StringComparer.Ordinal);
}

/// <summary>A municipality (kommun) of Kronoberg, and how many units of each kind it gets.</summary>
/// <param name="Weight">Inhabitants in thousands: Växjö has nearly half of the county.</param>
/// <param name="Seat">The municipality whose upper secondary and adapted schools its pupils go to when it has none.</param>
internal sealed record Municipality(string Code, string Name, int Weight, string Seat)
{
    public int Preschools { get; init; } = 3;
    public int LowerSchools { get; init; } = 2;
    public int WholeSchools { get; init; }
    public int UpperSchools { get; init; } = 1;
    public int IndependentSchools { get; init; }
    public int UpperSecondary { get; init; }
    public int IndependentUpperSecondary { get; init; }
    public bool Adapted { get; init; }
    public bool AdaptedUpperSecondary { get; init; }
    public int ChildHealthCentres { get; init; } = 1;
    public int PrivateChildHealthCentres { get; init; }
    public int MaternityClinics { get; init; }
    public int Police { get; init; }
}

/// <summary>The county's municipalities and units, the same for every seed. The kinds and proportions are Kronoberg's; names and codes are invented.</summary>
internal sealed class Units
{
    public static readonly Municipality[] Municipalities =
    [
        new("0760", "Uppvidinge", 9, "0780"),
        new("0761", "Lessebo", 9, "0780") { LowerSchools = 1, WholeSchools = 1, UpperSchools = 0 },
        new("0763", "Tingsryd", 12, "0780") { UpperSecondary = 1 },
        new("0764", "Alvesta", 20, "0780") { Preschools = 5, LowerSchools = 3, UpperSecondary = 1, Adapted = true, ChildHealthCentres = 2, MaternityClinics = 1 },
        new("0765", "Älmhult", 18, "0781") { Preschools = 5, LowerSchools = 3, UpperSecondary = 1, Adapted = true, ChildHealthCentres = 2, MaternityClinics = 1 },
        new("0767", "Markaryd", 10, "0781") { LowerSchools = 1, WholeSchools = 1, UpperSchools = 0 },
        new("0780", "Växjö", 96, "0780")
        {
            Preschools = 16,
            LowerSchools = 9,
            WholeSchools = 2,
            UpperSchools = 3,
            IndependentSchools = 2,
            UpperSecondary = 3,
            IndependentUpperSecondary = 1,
            Adapted = true,
            AdaptedUpperSecondary = true,
            ChildHealthCentres = 5,
            PrivateChildHealthCentres = 2,
            MaternityClinics = 2,
            Police = 1,
        },
        new("0781", "Ljungby", 28, "0781")
        {
            Preschools = 6,
            LowerSchools = 4,
            IndependentSchools = 1,
            UpperSecondary = 1,
            Adapted = true,
            AdaptedUpperSecondary = true,
            ChildHealthCentres = 2,
            PrivateChildHealthCentres = 1,
            MaternityClinics = 1,
            Police = 1,
        },
    ];

    private static readonly int[] Weights = [.. Municipalities.Select(municipality => municipality.Weight)];

    private readonly Dictionary<(string Organisation, string? Municipality), Unit[]> _byPlace;

    public Units()
    {
        All = [.. CareUnits.All(), .. SchoolUnits.All()];
        _byPlace = All.GroupBy(unit => (unit.Organisation, unit.Municipality)).ToDictionary(units => units.Key, units => units.ToArray());
    }

    public IReadOnlyList<Unit> All { get; }

    public static Municipality Draw(Dice dice) => Municipalities[dice.Weighted(Weights)];

    public static Municipality? Find(string? code) => Array.Find(Municipalities, municipality => municipality.Code.Equals(code, StringComparison.Ordinal));

    public Unit[] In(string organisation, string? municipality) => _byPlace.GetValueOrDefault((organisation, municipality)) ?? [];

    /// <summary>The schools for that form and year in the municipality, or else in the one where its pupils go.</summary>
    public Unit[] SchoolsFor(string form, int year, string municipality)
    {
        Unit[] own = [.. In("school", municipality).Where(Fits)];
        return own.Length > 0 ? own : [.. In("school", Find(municipality)!.Seat).Where(Fits)];

        bool Fits(Unit unit) => unit.Teaches(form) && unit.Years.First <= year && unit.Years.Last >= year;
    }
}
