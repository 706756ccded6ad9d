namespace Kronobarn.Casework;

/// <summary>The access log in the words of whoever reviews it.</summary>
internal static class ReviewWords
{
    public static readonly IReadOnlyList<string> Verdicts = ["fine", "ask", "report"];

    public static string Method(string method) => method == DrawLogSample.System ? "Det som sticker ut" : "På måfå";

    public static string Verdict(string verdict) => verdict switch
    {
        "fine" => "Som det ska vara",
        "ask" => "Fråga medarbetaren",
        "report" => "Anmäl vidare",
        _ => verdict,
    };

    public static string? Tone(string verdict) => verdict switch
    {
        "fine" => "success",
        "ask" => "warning",
        "report" => "danger",
        _ => null,
    };

    public static string Reason(string reason) => reason switch
    {
        Suspicion.ManyChildren => "många barn samma dag",
        Suspicion.OutsideHours => "utanför arbetstid",
        Suspicion.RefusedTry => "nekat försök",
        Suspicion.BreakGlass => "nödåtkomst",
        Suspicion.Protected => "skyddat barn",
        _ => reason,
    };

    public static string Action(string action) => action switch
    {
        "read" => "läste",
        "disclosed" => "lämnade ut uppgifter",
        "printed" => "skrev ut",
        _ => "ändrade eller skrev",
    };

    /// <summary>By what right, as the policy names it.</summary>
    public static string Ground(string ground) => ground switch
    {
        "holder" => "enheten är barnensbästa-ansvarig",
        "case" => "enheten har ett ärende",
        "concern" => "enheten har fått en oro",
        "offer" => "enheten är erbjuden ärendet",
        "intake" => "orosanmälan",
        "incoming" => "enheten tar snart över ansvaret",
        "former" => "enheten har haft ansvar eller ärende",
        "party" or "invited" => "samverkan med samtycke",
        "owner" or "convener" => "enheten håller ihop planen eller mötet",
        "asked" => "enheten är tillfrågad",
        "other-ground" => "annan laglig grund",
        "break-glass" => "nödåtkomst",
        "reporter" => "har själv anmält oron",
        _ => "enhetens arbete",
    };
}
