using Kronobarn.Collaboration.Contracts;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Collaboration;

/// <summary>Consent as the screens say it to staff, in the words that the family's own pages use.</summary>
internal static class ConsentWords
{
    public static readonly IReadOnlyList<Choice> Categories = [.. Contracts.Categories.All.Select(c => new Choice(c, PlanWords.Capital(SwedishWords.Category(c))))];

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new("osl-10-2", "Nödvändigt för att vi ska kunna göra vårt arbete", "OSL 10 kap. 2 §. Tolkas snävt."),
        new("osl-10-27", "Det är uppenbart att behovet väger tyngre än sekretessen", "OSL 10 kap. 27 §, generalklausulen. Gäller inte för hälso- och sjukvårdens eller socialtjänstens sekretess."),
        new("osl-10-28", "En lag säger att uppgiften ska lämnas", "OSL 10 kap. 28 §."),
        new("orosanmalan", "Orosanmälan till socialtjänsten", "Socialtjänstlagen. Anmälan väntar aldrig på samtycke."),
    ];

    public static readonly IReadOnlyList<Choice> Maturities =
    [
        new(Judgements.Needed, "Barnets eget samtycke behövs", "Utan barnets ja gäller inget samtycke."),
        new(Judgements.Asked, "Barnet tillfrågas", "Barnet svarar för sig; vårdnadshavarnas svar gäller ändå."),
        new(Judgements.NotAsked, "Barnet tillfrågas inte"),
    ];

    /// <summary>What the category is called where there is little room.</summary>
    public static string Short(string category) => category switch
    {
        Contracts.Categories.Concern => "oron",
        Contracts.Categories.Analysis => "analysen",
        Contracts.Categories.Plan => "barnets plan",
        Contracts.Categories.Documents => "dokument",
        Contracts.Categories.Contact => "kontakt",
        _ => category,
    };

    public static string Shorts(IEnumerable<string> categories) =>
        string.Join(", ", categories.OrderBy(Place).Select(Short));

    /// <summary>The order in which categories are told.</summary>
    public static int Place(string category) => Contracts.Categories.All.TakeWhile(c => c != category).Count();

    public static string State(string state) => state switch
    {
        ConsentStates.Requested => "Har inte svarat",
        ConsentStates.Given => "Ja",
        ConsentStates.Refused => "Nej",
        ConsentStates.Withdrawn => "Har återkallat sitt ja",
        ConsentStates.NotAsked => "Inte tillfrågad",
        ConsentStates.Replaced => "Ersatt av ett nyare",
        ConsentStates.Cancelled => "Frågan är tillbakatagen",
        ConsentStates.Expired => "Tiden är ute",
        _ => state,
    };

    public static string Icon(string state) => state switch
    {
        ConsentStates.Given => "success",
        ConsentStates.Refused or ConsentStates.Withdrawn => "danger",
        ConsentStates.Requested => "question",
        _ => "info",
    };

    public static string Tone(string state) => state switch
    {
        ConsentStates.Given => "success",
        ConsentStates.Refused or ConsentStates.Withdrawn => "danger",
        ConsentStates.Requested => "warning",
        _ => "neutral",
    };

    public static string How(string how) => how switch
    {
        AnswerWays.SignedForm => "på papper",
        AnswerWays.EIdentification => "med e-legitimation",
        AnswerWays.Spoken => "muntligt",
        _ => how,
    };

    public static string FormState(FormView form) => form switch
    {
        { IsInForce: true } => "Gäller",
        { State: ConsentStates.Expired } => "Tiden är ute",
        { State: ConsentStates.Replaced } => "Ersatt av ett nyare",
        { State: ConsentStates.Cancelled } => "Tillbakatagen",
        _ when form.Answers.Any(a => a.State is ConsentStates.Refused or ConsentStates.Withdrawn) => "Gäller inte: någon har sagt nej",
        _ => "Gäller inte än: svar saknas",
    };

    public static string Ground(string kind) => Kinds.FirstOrDefault(k => k.Value == kind)?.Label ?? kind;

    public static string Who(string who) => who == "child" ? "barnet" : "vårdnadshavare";

    /// <summary>The units that a consent in force, or another ground, lets have something today.</summary>
    public static HashSet<string> Covered(GetConsents.Answer consents, DateOnly today) =>
        consents.Forms.Where(f => f.IsInForce).SelectMany(f => f.Lines).Select(l => l.ToUnitId)
            .Concat(consents.OtherGrounds.Where(g => g.EndedAt is null && g.Until >= today).Select(g => g.ToUnitId)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The units that one unit may tell of a meeting today.</summary>
    public static IEnumerable<string> ToldBy(GetConsents.Answer consents, string unitId, DateOnly today) =>
        consents.Forms.Where(f => f.IsInForce).SelectMany(f => f.Lines).Where(l => l.FromUnitId == unitId && l.Categories.Any(IsOfMeetings)).Select(l => l.ToUnitId)
            .Concat(consents.OtherGrounds.Where(g => g.FromUnitId == unitId && g.EndedAt is null && g.Until >= today && IsOfMeetings(g.Category)).Select(g => g.ToUnitId));

    /// <summary>The form's lines, those alike told in one.</summary>
    public static IReadOnlyList<ToldLine> Lines(FormView form) =>
        [.. form.Lines.GroupBy(l => (l.ToUnitId, l.To, What: Shorts(l.Categories))).Select(g => new ToldLine(string.Join(", ", g.Select(l => l.From ?? "en enhet")), g.Key.ToUnitId, g.Key.To ?? "en enhet", g.Key.What))];

    private static bool IsOfMeetings(string category) => category is Contracts.Categories.Plan or Contracts.Categories.Contact;

    /// <summary>Where a consent's pages are.</summary>
    public static string Path(Guid childId, string page) => $"{Shell.Paths.Consents(childId)}/{page}";
}

/// <summary>One row of the table of a form.</summary>
internal sealed record ToldLine(string From, string ToUnitId, string To, string What);
