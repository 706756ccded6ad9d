using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Kronobarn.Directory.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>
/// A form for consent as a page to print and sign (samtyckesblankett). Pure. Plain HTML without script or style, which the house's content security policy would stop;
/// nobody's answer stands on it, because it is handed to all of them, nor who was left out and why.
/// </summary>
internal static class ConsentPage
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement);

    /// <param name="hidesPlaces">No unit is named, only the kind of organisation.</param>
    public static string Of(FormView form, string? childName, IReadOnlyDictionary<string, UnitInfo> units, bool hidesPlaces)
    {
        var page = new StringBuilder("""
            <!doctype html>
            <html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Samtycke</title></head>
            <body><main><h1>Samtycke till samverkan</h1>

            """);
        if (form.State != StoredForm.Open)
            Line("<p><strong>Frågan är inte längre öppen. Den här sidan är bara till för att läsas.</strong></p>");
        Line($"<p>Det gäller: {Text(childName ?? "ett barn som väntas")}. Frågan ställs av {Text(Named(form.AskedByUnitId))} den {Day(Kronobarn.Kernel.Clock.DayOf(form.AskedAt))}.</p>");
        Line($"<h2>Vad det är till för</h2><p>{Lines(form.Purpose)}</p>");
        Line("<h2>Vad vi frågar om</h2><table><thead><tr><th scope=\"col\">Från</th><th scope=\"col\">Till</th><th scope=\"col\">Vad som får berättas</th></tr></thead><tbody>");
        foreach (var line in form.Lines.Select(l => (From: Named(l.FromUnitId), To: Named(l.ToUnitId), What: string.Join("; ", l.Categories.Select(SwedishWords.Category)))).Distinct())
            Line($"<tr><td>{Text(line.From)}</td><td>{Text(line.To)}</td><td>{Text(line.What)}</td></tr>");
        Line("</tbody></table>");
        if (form.Exceptions is { } exceptions)
            Line($"<h2>Vad samtycket inte gäller</h2><p>{Lines(exceptions)}</p>");
        Line($"<h2>Hur länge</h2><p>Till och med den {Day(form.Until)}.</p>");
        Line("<h2>Det är frivilligt</h2><p>Ett nej kostar ingenting. Säger du nej fortsätter var och en att hjälpa till inom sin egen verksamhet.</p>");
        Line("<p>Du kan ta tillbaka ditt samtycke när du vill, utan att säga varför: på din egen sida när du har loggat in, eller genom att säga till någon av oss. Det gäller genast.</p>");
        Line("<h2>Svar</h2>");
        foreach (var one in form.Answers.Where(a => a.State != ConsentStates.NotAsked && (a.Person.Who == "child" || a.Person.Name is not null)))
        {
            Line($"<section><h3>{Text(one.Person.Name ?? "Barnet")} ({(one.Person.Who == "child" ? "barnet" : "vårdnadshavare")})</h3>");
            Line("<p>☐ Ja, jag samtycker &#160; ☐ Nej, jag samtycker inte</p><p>Det här vill jag inte att ni berättar: ________________________________________</p>");
            Line("<p>Datum: ____________________ &#160; Namnteckning: ________________________________________</p></section>");
        }

        return page.Append("</main></body></html>\n").ToString();

        void Line(string html) => page.Append(html).Append('\n');

        string Named(string unitId) => !units.TryGetValue(unitId, out var unit) ? "" : hidesPlaces ? PlainWords.Organisation(unit.Organisation) : unit.Name;
    }

    private static string Text(string text) => Html.Encode(text);

    private static string Lines(string text) => string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(Html.Encode));

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Swedish);
}
