namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>The units that the directory feed tells of: health care, KAA, social services, police and partners.</summary>
internal static class CareUnits
{
    private static readonly string[] Places =
        ["Ekbacken", "Sjöstaden", "Kvarngatan", "Åparken", "Norrtull", "Solvägen", "Furulund", "Torget", "Kyrkbacken", "Hamnplan", "Björkhöjd", "Stationen"];

    public static IEnumerable<Unit> All() => Units.Municipalities.SelectMany(Municipal).Concat(Regional());

    private static IEnumerable<Unit> Municipal(Municipality m)
    {
        for (var i = 1; i <= m.MaternityClinics; i++)
            yield return new Unit(Key("MVC", m, i), "maternal-care", $"Mödrahälsovården {Place(m, i)}, {m.Name}", m.Code);
        for (var i = 1; i <= m.ChildHealthCentres; i++)
            yield return new Unit(Key("BVC", m, i), "child-health-care", $"Barnavårdscentralen {Place(m, i + 1)}, {m.Name}", m.Code);
        for (var i = 1; i <= m.PrivateChildHealthCentres; i++)
            yield return new Unit(Key("BVC", m, m.ChildHealthCentres + i), "child-health-care", $"Familjens BVC {Place(m, i + 7)}, {m.Name}", m.Code) { Private = true };
        yield return new Unit(Key("KAA", m), "kaa", $"Kommunala aktivitetsansvaret {m.Name}", m.Code);
        yield return new Unit(Key("SOC", m), "social-services", $"Socialtjänsten {m.Name}, barn och familj", m.Code);
        if (m.Police > 0)
        {
            yield return new Unit(Key("SOC", m, 2), "social-services", $"Socialtjänsten {m.Name}, mottagning barn och unga", m.Code);
            yield return new Unit(Key("POL", m), "police", $"Lokalpolisområde {m.Name}", m.Code);
            yield return Partner("BUP", m, "child-psychiatry", $"Barn- och ungdomspsykiatrin {m.Name}");
            yield return Partner("BFH", m, "child-and-family-health", $"Barn- och familjehälsan {m.Name}");
            yield return Partner("IDE", m, "civil-society", $"Fritidsgården Bryggan, {m.Name}", independent: true);
        }
        yield return Partner("VC", m, "primary-care", $"Vårdcentralen {Place(m, 4)}, {m.Name}");
        if (m.Weight >= 18)
            yield return Partner("TAND", m, "dental-care", $"Tandvården {Place(m, 5)}, {m.Name}");
    }

    private static IEnumerable<Unit> Regional()
    {
        yield return new Unit("HAB", "partner", "Barn- och ungdomshabiliteringen", null) { PartnerKind = "habilitation" };
        yield return new Unit("IDE", "partner", "Föreningen Trygg tillsammans", null) { PartnerKind = "civil-society", Private = true };
        yield return new Unit("PRIV", "partner", "Lövets barnläkarmottagning", null) { PartnerKind = "private-care", Private = true };
    }

    private static Unit Partner(string prefix, Municipality m, string kind, string name, bool independent = false) =>
        new(Key(prefix, m), "partner", name, m.Code) { PartnerKind = kind, Private = independent };

    // The first unit of a kind bears the key that the timeline verb takes for the municipality's default: BVC-0780, KAA-0780.
    private static string Key(string prefix, Municipality m, int number = 1) => number == 1 ? $"{prefix}-{m.Code}" : FormattableString.Invariant($"{prefix}-{m.Code}-{number}");

    private static string Place(Municipality m, int number) => Places[(number + m.Weight) % Places.Length];
}
