using Kronobarn.Casework.Contracts;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Casework;

/// <summary>Barnensbästa-hjulet in words.</summary>
internal static class WheelWords
{
    /// <summary>What a rating says, and that one may not know; the first is what is chosen when nothing is.</summary>
    public static readonly IReadOnlyList<Choice> Ratings = [new("", "Vet inte"), new("1", "1 – mycket svårt"), new("2", "2 – svårt"), new("3", "3 – både och"), new("4", "4 – bra"), new("5", "5 – mycket bra")];

    public static string Voice(string voice) => voice switch
    {
        Casework.Voice.Child => "Barnet",
        Casework.Voice.Guardian => "Vårdnadshavare",
        Casework.Voice.Professional => "Professionella",
        _ => voice,
    };

    /// <summary>What a voice says of a spoke, in a few words.</summary>
    public static string Rating(AnalysisView? view) => view switch
    {
        null or { SaysSomething: false } => "inte hörd",
        { Rating: { } rating } => $"{rating} av {Wheel.HighestRating}",
        _ => "vet inte",
    };

    /// <summary>With a capital, for a heading.</summary>
    public static string Name(WheelSpoke spoke) => $"{char.ToUpperInvariant(spoke.Name[0])}{spoke.Name[1..]}";

    /// <summary>What the spoke means, for whoever fills it in; a county's own spokes bear only their name.</summary>
    public static string? Help(string spoke) => spoke switch
    {
        "safe" => "Skyddad från våld, kränkningar, försummelse och skada, hemma, i skolan och i närmiljön.",
        "healthy" => "Mår så bra som möjligt i kropp och själ, och får den vård och det stöd som behövs.",
        "achieving" => "Får stöd att lära sig och att utveckla färdigheter, självkänsla och självförtroende, hemma, i skolan och på fritiden.",
        "nurtured" => "Har ett hem med omsorg och värme, där någon märker vad barnet behöver.",
        "active" => "Kan leka, röra på sig och ha en fritid som gör gott.",
        "respected" => "Blir lyssnad på och är med när något som rör barnet bestäms.",
        "responsible" => "Får ta ansvar efter ålder och har vuxna som vägleder.",
        "included" => "Hör till, hemma, i skolan och bland vänner, och får hjälp över det som hindrar.",
        _ => null,
    };

    public static string Side(string side) => side switch
    {
        TriangleSide.HowIGrow => "Hur jag växer och utvecklas",
        TriangleSide.WhatINeed => "Vad jag behöver av dem som tar hand om mig",
        TriangleSide.MyWiderWorld => "Min omvärld",
        _ => side,
    };

    /// <summary>Where a rating went.</summary>
    public static string Change(GetAnalysisChanges.Change change) => change.Direction switch
    {
        "better" => $"bättre, från {change.RatingBefore} till {change.RatingAfter}",
        "worse" => $"sämre, från {change.RatingBefore} till {change.RatingAfter}",
        "newly-known" => $"nu känd: {change.RatingAfter}",
        "no-longer-known" => $"inte längre känd, var {change.RatingBefore}",
        _ => "samma skattning",
    };

    public static string? Tone(string direction) => direction switch
    {
        "better" => "success",
        "worse" => "warning",
        _ => null,
    };

    /// <summary>A spoke in a voice out of a parcel; missing when the title is not what it should be.</summary>
    public static AnalysisView? View(ParcelPart part)
    {
        if (part.Title?.Split('/') is not [var spoke, var voice, var rating])
            return null;
        var texts = part.Text.Split('\n', 2);
        return new AnalysisView(spoke, voice, texts[0], texts.Length > 1 ? texts[1] : null, int.TryParse(rating, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null);
    }
}
