namespace Kronobarn.School;

/// <summary>The school forms (skolformer) that count as school enrolments, by their SS 12000 codes.</summary>
internal static class SchoolForms
{
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal) { "FKLASS", "GR", "GRS", "SP", "SAM", "GY", "GYS" };

    public static bool Counts(string? code) => code is not null && Codes.Contains(code);
}
