namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Preschools and schools. Their codes look like Skolverket's eight digits, but begin with 9 and the municipality's code.</summary>
internal static class SchoolUnits
{
    private static readonly string[] PreschoolWords =
        ["Blåklinten", "Smultronet", "Trollskogen", "Kotten", "Gullvivan", "Vitsippan", "Humlan", "Nyckelpigan", "Solgläntan", "Lingonet", "Ekorren", "Regnbågen", "Mullvaden", "Tuvan",
            "Pärlan", "Källan", "Igelkotten", "Stjärnan"];

    private static readonly string[] SchoolWords =
        ["Björkbacka", "Furuås", "Ängs", "Kvarn", "Sjöviks", "Hage", "Linde", "Norregårds", "Söderängs", "Lövås", "Granholms", "Stenbro", "Åkers", "Hasselbacks", "Almviks", "Ro", "Rönn",
            "Bergtäkts", "Vallmo", "Fågelviks"];

    public static IEnumerable<Unit> All() => Units.Municipalities.SelectMany(In);

    private static IEnumerable<Unit> In(Municipality m)
    {
        var serial = 100;
        var word = m.Weight;

        for (var i = 0; i < m.Preschools; i++)
        {
            var code = Code();
            // Every eighth preschool is a parents' co-operative (föräldrakooperativ).
            var independent = i % 8 == 4;
            var name = $"{(independent ? "Föräldrakooperativet" : "Förskolan")} {PreschoolWords[(i + m.Weight) % PreschoolWords.Length]}, {m.Name}";
            yield return new Unit($"F-{code}", "preschool", name, m.Code) { Private = independent, SchoolUnitCode = code, SchoolTypes = ["FS"] };
        }
        for (var i = 0; i < m.LowerSchools; i++)
            yield return School(Word() + "skolan F–6", 0, 6, ["FKLASS", "GR"]);
        for (var i = 0; i < m.WholeSchools; i++)
            yield return School(Word() + "skolan F–9", 0, 9, ["FKLASS", "GR"]);
        for (var i = 0; i < m.UpperSchools; i++)
            yield return School(Word() + "skolan 7–9", 7, 9, ["GR"]);
        for (var i = 0; i < m.IndependentSchools; i++)
            yield return School("Friskolan " + Word() + "gården", 0, 9, ["FKLASS", "GR"], independent: true);
        if (m.Adapted)
            yield return School(Word() + "skolans anpassade grundskola", 1, 9, ["GRS"]);
        for (var i = 0; i < m.UpperSecondary; i++)
            yield return School(Word() + "gymnasiet", 10, 10, ["GY"]);
        for (var i = 0; i < m.IndependentUpperSecondary; i++)
            yield return School("Fria gymnasiet " + Word() + "gården", 10, 10, ["GY"], independent: true);
        if (m.AdaptedUpperSecondary)
            yield return School(Word() + "gymnasiets anpassade gymnasieskola", 10, 10, ["GYS"]);

        string Code() => FormattableString.Invariant($"9{m.Code}{++serial}");
        string Word() => SchoolWords[word++ % SchoolWords.Length];

        Unit School(string name, int first, int last, string[] types, bool independent = false)
        {
            var code = Code();
            return new Unit($"S-{code}", "school", $"{name}, {m.Name}", m.Code) { Private = independent, SchoolUnitCode = code, SchoolTypes = types, Years = (first, last) };
        }
    }
}
