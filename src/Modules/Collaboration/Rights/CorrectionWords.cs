namespace Kronobarn.Collaboration;

/// <summary>Requests for correction as the screens of people at work say them.</summary>
internal static class CorrectionWords
{
    public const string Address = "/arbete/enheten/rattelser";

    /// <summary>
    /// What stands in the field until the head writes otherwise. Source: lag (2018:218) 7 kap. 2 §, an authority's refusal is tried by the administrative courts;
    /// förvaltningslagen (2017:900) 43 and 44 §§, within three weeks, by a letter to the one who decided; dataskyddsförordningen article 77.
    /// </summary>
    public const string UsualAppeal = "Du kan överklaga till förvaltningsrätten inom tre veckor från den dag du fick svaret. Skriv till oss vad du vill ska ändras och varför, så skickar vi det vidare. "
        + "Du kan också klaga hos Integritetsskyddsmyndigheten, imy.se.";

    public static string About(string about) => about switch
    {
        CorrectionSubjects.Plan => "Barnets plan",
        CorrectionSubjects.Consent => "Ett samtycke",
        CorrectionSubjects.Meeting => "Ett möte",
        _ => "Namn, vårdnad eller vem som ansvarar",
    };

    public static string Who(string who, string? name) => who == "child" ? "barnet självt" : name is null ? "en vårdnadshavare" : $"{name}, vårdnadshavare";

    public static string Answer(string? answer) => answer switch
    {
        null => "väntar på svar",
        CorrectionAnswers.Noted => "meningen är antecknad",
        CorrectionAnswers.Corrected => "rättat",
        _ => "avslag",
    };
}
