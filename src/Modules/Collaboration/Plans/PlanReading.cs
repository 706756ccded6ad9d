using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Shell;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Collaboration;

/// <summary>The plan that the page at hand shows, read once for all its pieces, with the names of units and people in it.</summary>
internal sealed class PlanReading(IUnits units, ISpokes spokes)
{
    private IReadOnlyDictionary<string, UnitInfo> names = new Dictionary<string, UnitInfo>(StringComparer.Ordinal);
    private string me = "";

    public PlanView Plan { get; private set; } = null!;

    public Guid PlanId => Plan.PlanId;

    public string Child => Plan.Child ?? "ett barn som väntas";

    public bool IsOpen => Plan.State == PlanStates.Open;

    public bool IsOwner => Plan.OwnerUnitId == me;

    /// <summary>Whether the own unit takes part: a holder that only follows reads and does not write.</summary>
    public bool IsParty => Plan.Parties.Any(p => p.UnitId == me && p.State == PartyStates.Joined);

    public bool MayWrite => IsOpen && IsParty;

    /// <exception cref="Kernel.NotFound">There is no such plan, or nothing lets the unit read it.</exception>
    public async Task Load(Visit visit, Guid planId)
    {
        me = visit.Caller!.UnitId;
        Plan = await visit.Send(new GetPlan.Query(planId));
        names = await units.All(visit.Cancel);
    }

    public string Unit(string? unitId) => unitId is not null && names.TryGetValue(unitId, out var unit) ? unit.Name : "En verksamhet";

    /// <summary>The municipality in whose name the unit writes.</summary>
    public string? Sender(string? unitId) => unitId is not null ? PlainWords.Sender(names.GetValueOrDefault(unitId)) : null;

    public string Organisation(string? unitId) => unitId is not null && names.TryGetValue(unitId, out var unit) ? PlainWords.Organisation(unit.Organisation) : "";

    public string Spoke(string key) => spokes.Name(key);

    /// <summary>One of the family, by name and role.</summary>
    public string Member(Guid memberId) => Plan.Family.FirstOrDefault(f => f.MemberId == memberId) switch
    {
        { Who: "child" } child => $"{child.Name ?? "Barnet"} (barnet)",
        { Name: { } name } => $"{name} (vårdnadshavare)",
        _ => memberId == Plan.ChildId ? "Barnet" : "En vårdnadshavare",
    };

    public IEnumerable<PartView> Of(string kind) => Plan.Parts.Where(p => p.Kind == kind);

    public PartView? Part(Guid partId) => Plan.Parts.FirstOrDefault(p => p.PartId == partId);

    public IEnumerable<PartView> Goals(Guid? needId) => Of(PartKinds.Goal).Where(p => p.Content.Goal!.NeedId == needId);

    public IEnumerable<PartView> Interventions(Guid? goalId) => Of(PartKinds.Intervention).Where(p => p.Content.Intervention!.GoalId == goalId);

    public IEnumerable<PartView> Contacts(string unitId) => Of(PartKinds.Contact).Where(p => p.Content.Contact!.UnitId == unitId);

    /// <summary>How far the goal had come when it was last looked at.</summary>
    public (FollowUpView FollowUp, EvaluationView Said)? LastSaid(Guid goalId) =>
        Plan.FollowUps.Reverse().SelectMany(f => f.Evaluations.Where(e => e.GoalId == goalId).Select(e => ((FollowUpView, EvaluationView)?)(f, e))).FirstOrDefault();

    /// <summary>Who can be said to do something: the owner writes for every party, a party for itself.</summary>
    public IReadOnlyList<Choice> Doers => [.. Plan.Parties.Where(p => p.State == PartyStates.Joined && (IsOwner || p.UnitId == me)).OrderByDescending(p => p.UnitId == me).Select(p => new Choice(p.UnitId, p.Unit ?? Unit(p.UnitId)))];

    public IReadOnlyList<Choice> Spokes => [.. spokes.Today.Select(s => new Choice(s.Key, PlanWords.Capital(s.Name)))];

    public IReadOnlyList<Choice> Needs => [.. Of(PartKinds.Need).Select(p => new Choice(p.PartId.ToString(), Short(p.Content.Need!.Text)))];

    public IReadOnlyList<Choice> GoalChoices => [.. Of(PartKinds.Goal).Select(p => new Choice(p.PartId.ToString(), Short(p.Content.Goal!.Text)))];

    public IReadOnlyList<Crumb> Crumbs => [Crumb.Today, new("Planer", PlanPaths.All), new("Barnets plan", Paths.Plan(PlanId))];

    public static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 90 } line ? $"{line[..87]}…" : text.ReplaceLineEndings(" ");
}

/// <summary>The addresses of a plan's pages.</summary>
internal static class PlanPaths
{
    public const string All = "/arbete/planer";

    public static string New(Guid childId) => $"{Paths.Child(childId)}/plan/ny";

    public static string Print(Guid planId) => $"{Paths.Plan(planId)}/utskrift";

    public static string DrawUp(Guid planId) => $"{Paths.Plan(planId)}/behov";

    public static string Part(Guid planId, Guid partId) => $"{Paths.Plan(planId)}/delar/{partId}";

    public static string NewPart(Guid planId, string slug, string? query = null) => $"{Paths.Plan(planId)}/ny/{slug}{query}";

    public static string Parties(Guid planId) => $"{Paths.Plan(planId)}/deltagare";

    public static string Versions(Guid planId) => $"{Paths.Plan(planId)}/versioner";

    public static string FollowUp(Guid planId) => $"{Paths.Plan(planId)}/uppfoljning";

    public static string Close(Guid planId) => $"{Paths.Plan(planId)}/avsluta";

    public static string Correct(Guid planId, Guid? partId = null) => $"{Paths.Plan(planId)}/rattelse{(partId is { } part ? $"?del={part}" : "")}";

    public static string Answer(Guid planId) => $"{Paths.Plan(planId)}/svar";

    public static string Messages(Guid planId) => $"{Paths.Plan(planId)}/meddelanden";

    public static string Documents(Guid planId) => $"{Paths.Plan(planId)}/dokument";
}
