namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Where a child lives from a day on; null is abroad.</summary>
internal readonly record struct Stay(string? Municipality, DateOnly From);

/// <summary>Half-open days at a unit: a listing (listning på BVC) or a preschool placement (förskoleplacering).</summary>
internal readonly record struct Spell(Unit Unit, DateOnly From, DateOnly? To);

/// <summary>Half-open days at a school (skolplacering).</summary>
/// <param name="StartYear">The year in whose autumn year 0 (FKLASS) of this school career falls.</param>
internal readonly record struct Enrolment(Unit Unit, string Form, DateOnly From, DateOnly? To, int StartYear, string? EducationCode = null, bool Cancelled = false);

internal readonly record struct Custody(Guardian Guardian, DateOnly From, DateOnly? To);

internal readonly record struct Protection(string Level, DateOnly From)
{
    /// <summary>A warning flag, tested case by case (sekretessmarkering).</summary>
    public const string Marked = "sekretessmarkering";

    /// <summary>The strong one: registered in another municipality than the real one (skyddad folkbokföring).</summary>
    public const string Hidden = "skyddad-folkbokforing";
}

/// <summary>A guardian (vårdnadshavare).</summary>
internal sealed class Guardian(string number, DateOnly birth, string givenName, string familyName, Sex sex)
{
    public string Number => number;
    public DateOnly Birth => birth;
    public string GivenName => givenName;
    public string FamilyName => familyName;
    public Sex Sex => sex;
    public Protection? Protection { get; set; }
}

/// <summary>A pregnancy at a maternity clinic (inskrivning i mödrahälsovården).</summary>
internal sealed record Pregnancy(string Key, Unit Unit, Guardian Mother, string Municipality, DateOnly From, DateOnly DueDate, int Children, DateOnly? EndedWithoutBirth = null);

/// <summary>A change from an earlier identity number to a new one.</summary>
internal readonly record struct NewNumber(string Number, DateOnly Date);

/// <summary>One child and all that the sources know of it at the day of writing, planned days in the near future included.</summary>
internal sealed class Child(string key, string number, DateOnly birth, Sex sex, string givenName, string familyName)
{
    public string Key => key;

    /// <summary>The number that the child was registered with.</summary>
    public string Number => number;

    public DateOnly Birth => birth;
    public Sex Sex => sex;
    public string GivenName => givenName;
    public string FamilyName => familyName;

    public NewNumber? NewNumber { get; set; }

    public string CurrentNumber => NewNumber?.Number ?? number;

    /// <summary>The population register does not know the child; only its school does (a pupil with a TF number).</summary>
    public bool KnownBySchoolOnly { get; init; }

    public required IReadOnlyList<Guardian> Guardians { get; init; }

    /// <summary>The first one begins at birth; a later one may lie ahead.</summary>
    public required IReadOnlyList<Stay> Stays { get; init; }

    public DateOnly? Death { get; set; }
    public Protection? Protection { get; set; }
    public List<Custody> Custody { get; } = [];
    public List<Spell> Listings { get; } = [];
    public List<Spell> Placements { get; } = [];
    public List<Enrolment> Enrolments { get; } = [];

    /// <summary>The same child, registered with another number or known in another way.</summary>
    public Child With(string otherNumber, bool knownBySchoolOnly = false) => new(key, otherNumber, birth, sex, givenName, familyName)
    {
        KnownBySchoolOnly = knownBySchoolOnly,
        Guardians = Guardians,
        Stays = knownBySchoolOnly ? [Stays[^1] with { From = birth }] : Stays,
    };

    public Guardian? Mother => Guardians.FirstOrDefault(guardian => guardian.Sex == Sex.Female);
}
