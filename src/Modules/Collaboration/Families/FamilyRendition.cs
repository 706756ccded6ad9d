using Kronobarn.Directory.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>
/// Barnets plan as one member of the child's family sees it: the plan as it is for a guardian and from sixteen, by age before that. What is kept back leaves no trace:
/// nothing is numbered or counted, and what pointed at it points at nothing. The consent does not limit what the family sees of its own plan.
/// Source: product.md, "the plan is the child's".
/// </summary>
/// <param name="State">open or closed.</param>
/// <param name="Owner">Who holds the plan together (samverkansansvarig).</param>
/// <param name="NextFollowUp">Europe/Stockholm.</param>
/// <param name="Helpers">Who helps with what, until when.</param>
/// <param name="Contacts">Whom to call.</param>
internal sealed record FamilyRendition(string State, FamilyRendition.By? Owner, DateOnly? NextFollowUp, string? Outcome, string? OutcomeText, IReadOnlyList<string> Background, IReadOnlyList<FamilyRendition.Need> Needs,
    IReadOnlyList<FamilyRendition.Goal> Goals, IReadOnlyList<FamilyRendition.Help> Helpers, IReadOnlyList<FamilyRendition.Contact> Contacts, IReadOnlyList<FamilyRendition.Spoken> Words,
    IReadOnlyList<FamilyRendition.FollowUp> FollowUps)
{
    /// <param name="Organisation">In plain Swedish.</param>
    /// <param name="Unit">Its name; never where an identity is protected.</param>
    /// <param name="Kind">The organisation's slug, for those who say it in another language.</param>
    internal sealed record By(string Organisation, string? Unit, string? Kind)
    {
        public static By Of(UnitInfo? unit, bool isNamed) => new(PlainWords.Organisation(unit?.Organisation), isNamed ? unit?.Name : null, unit?.Organisation);
    }

    internal sealed record Need(Guid NeedId, string Spoke, string Picture, string Text);

    /// <param name="GoalId">For adults: what an insats and an evaluation point at.</param>
    internal sealed record Goal(Guid? GoalId, Guid? NeedId, string? Picture, string Text, string? Evidence);

    /// <param name="Picture">The key of a pictogram.</param>
    /// <param name="Status">planned, ongoing, done or stopped.</param>
    internal sealed record Help(By By, string Picture, string What, DateOnly? From, DateOnly? Until, string Status, Guid? GoalId);

    internal sealed record Contact(By By, string Name, string? Phone, string? Email, string? Task);

    /// <param name="Who">me, child, guardian or organisation.</param>
    /// <param name="Version">Of my own words: what an edit rests on (If-Match).</param>
    internal sealed record Spoken(string Who, By? By, string Text, bool Disagrees, int? Version);

    internal sealed record FollowUp(DateOnly HeldOn, By By, string Summary, DateOnly NextOn, IReadOnlyList<EvaluationView> Evaluations);

    /// <summary>The one place where it is decided what a member of the family sees of a plan. Pure.</summary>
    public static FamilyRendition For(FamilyViewer viewer, StoredPlan plan, IEnumerable<StoredPart> parts, IEnumerable<StoredFollowUp> followUps, IReadOnlyDictionary<string, UnitInfo> units)
    {
        var (isAdult, isPlaced) = (viewer.IsAdult, viewer.NamesUnits);
        List<(StoredPart Part, PartContent Content)> seen = [.. parts.Where(p => !p.IsRemoved && viewer.Sees(p.PartId)).Select(p => (p, PartContent.Of(p.Content)))];
        var spokes = seen.Where(p => p.Content.Need is not null).ToDictionary(p => p.Part.PartId, p => p.Content.Need!.Spoke);
        var goals = seen.Where(p => p.Content.Goal is not null).Select(p => p.Part.PartId).ToHashSet();
        return new FamilyRendition(plan.State, viewer.TakesPart ? Unit(plan.OwnerUnitId) : null, viewer.TakesPart && plan.State == PlanStates.Open ? plan.NextFollowUp : null,
            isAdult ? plan.Outcome : null, isAdult ? plan.OutcomeBody : null,
            isAdult ? [.. seen.Select(p => p.Content.Background?.Text).OfType<string>()] : [],
            isAdult ? [.. from p in seen where p.Content.Need is not null select new Need(p.Part.PartId, p.Content.Need!.Spoke, Spoke(p.Content.Need.Spoke), p.Content.Need.Text)] : [],
            viewer.SeesGoals ? [.. from p in seen where p.Content.Goal is not null select GoalOf(p.Part.PartId, p.Content.Goal!)] : [],
            [.. from p in seen where p.Content.Intervention is not null select HelpOf(p.Content.Intervention!)],
            isPlaced ? [.. from p in seen where p.Content.Contact is not null select ContactOf(p.Content.Contact!)] : [],
            [.. from p in seen where p.Content.Words is not null && IsHeard(p.Part) select WordsOf(p.Part, p.Content.Words!)],
            isAdult ? [.. followUps.Select(f => new FollowUp(f.HeldOn, Unit(f.UnitId), f.Summary, f.NextOn, [.. f.Evaluations.Where(e => goals.Contains(e.GoalId))]))] : []);

        By Unit(string unitId) => By.Of(units.GetValueOrDefault(unitId), isPlaced);

        Goal GoalOf(Guid partId, GoalPart goal) => new(isAdult ? partId : null, isAdult && goal.NeedId is { } need && spokes.ContainsKey(need) ? need : null,
            goal.NeedId is { } about && spokes.TryGetValue(about, out var spoke) ? Spoke(spoke) : null, goal.Text, isAdult ? goal.Evidence : null);

        Help HelpOf(InterventionPart help) => new(Unit(help.UnitId), PlainWords.Picture(units.GetValueOrDefault(help.UnitId)?.Organisation), help.What, isAdult ? help.From : null,
            viewer.TellsTimes ? help.Until : null, help.Status, isAdult && help.GoalId is { } goal && goals.Contains(goal) ? goal : null);

        Contact ContactOf(ContactPart contact) => new(Unit(contact.UnitId), contact.Name, contact.Phone, contact.Email, contact.Task);

        bool IsHeard(StoredPart part) => part.OriginMemberId is { } speaker ? viewer.Hears(speaker) : viewer.TakesPart;

        Spoken WordsOf(StoredPart part, WordsPart words) => part.OriginMemberId == viewer.MemberId ? new Spoken("me", null, words.Text, words.Disagrees, part.Version)
            : part.OriginMemberId is { } speaker ? new Spoken(speaker == viewer.Family.ChildId ? "child" : "guardian", null, words.Text, words.Disagrees, null)
            : new Spoken("organisation", Unit(part.OriginUnitId ?? ""), words.Text, words.Disagrees, null);
    }

    private static string Spoke(string spoke) => $"spoke-{spoke}";
}
