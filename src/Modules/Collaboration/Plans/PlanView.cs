using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>Barnets plan as a party, or a holder whom consent covers, sees it: what may be seen, and no trace of the rest.</summary>
/// <param name="Number">The plan's version: each change makes the next.</param>
/// <param name="NextFollowUp">Europe/Stockholm.</param>
/// <param name="Overlaps">Insatser that may be the same, or pull apart.</param>
internal sealed record PlanView(Guid PlanId, Guid ChildId, string? Child, string State, int Number, string OwnerUnitId, string? Owner, DateOnly NextFollowUp, bool IsOverdue, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt,
    string? Outcome, string? OutcomeText, IReadOnlyList<PartyView> Parties, IReadOnlyList<PartView> Parts, IReadOnlyList<FollowUpView> FollowUps, IReadOnlyList<Overlap> Overlaps)
{
    /// <summary>The child and the guardians, whose words stand in the plan and whom messages are for: for units that may have something of what the plan says, or of who is in touch.</summary>
    public IReadOnlyList<PlanMember> Family { get; init; } = [];

    /// <summary>Drawn from the plan's rows, for one unit. Pure.</summary>
    public static PlanView For(Sight sight, StoredPlan plan, string? child, IReadOnlyCollection<StoredParty> parties, IEnumerable<StoredPart> parts, IEnumerable<StoredFollowUp> followUps,
        IEnumerable<StoredCorrection> corrections, IReadOnlyDictionary<string, UnitInfo> units, DateOnly today)
    {
        List<StoredPart> shown = [.. parts.Where(sight.Sees)];
        var ids = shown.Select(part => part.PartId).ToHashSet();
        var noted = StoredCorrection.Seen(sight, corrections, shown).ToLookup(c => c.PartId);
        List<PartView> seen = shown.ConvertAll(part => PartView.Of(part, ids, sight.MayChange(part, plan.OwnerUnitId), [.. noted[part.PartId]]));
        // How it ended is the owner's to tell, like all that it has written.
        var isEndSeen = sight.Sees([plan.OwnerUnitId], Contracts.Categories.Plan);
        return new PlanView(plan.PlanId, plan.ChildId, child, plan.State, plan.Number, plan.OwnerUnitId, NameOf(plan.OwnerUnitId), plan.NextFollowUp, plan.IsOverdue(today), plan.OpenedAt, plan.ClosedAt,
            isEndSeen ? plan.Outcome : null, isEndSeen ? plan.OutcomeBody : null,
            [.. parties.Where(p => p.State is PartyStates.Joined or PartyStates.Asked).Select(p => new PartyView(p.UnitId, NameOf(p.UnitId), p.Organisation, p.State))],
            seen,
            [.. followUps.Where(f => sight.Sees([f.UnitId], Contracts.Categories.Plan)).Select(f => new FollowUpView(f.FollowUpId, f.HeldOn, f.UnitId, f.Summary, f.NextOn,
                [.. f.Evaluations.Where(e => f.UnitId == sight.UnitId || ids.Contains(e.GoalId))]))],
            Collaboration.Overlaps.Of([.. seen.Where(p => p.Content.Intervention is not null).Select(p => (p.PartId, p.Content.Intervention!))]));

        string? NameOf(string unitId) => units.GetValueOrDefault(unitId)?.Name;
    }

    /// <summary>Reads everything that the view is drawn from, and the consent with it, in one snapshot.</summary>
    public static async Task<PlanView> Load(Session db, PlanAtHand atHand, IUnits units, Guid planId, string unitId, DateOnly today, CancellationToken cancel)
    {
        var known = await atHand.Find(db, planId) ?? throw new NotFound();
        var (coverage, family) = await known.CoveredFor(unitId, cancel);
        var parties = await known.Parties();
        var named = await units.Some([.. parties.Select(p => p.UnitId).Append(known.Plan.OwnerUnitId).Distinct(StringComparer.Ordinal)], cancel);
        return For(new Sight(coverage, unitId), known.Plan, family.Name, parties, await StoredPart.Of(db, planId), await StoredFollowUp.Of(db, planId),
            await StoredCorrection.Of(db, planId), named, today) with
        {
            Family = coverage.Any(unitId, Contracts.Categories.Plan) is null && coverage.Any(unitId, Contracts.Categories.Contact) is null ? []
                : [new PlanMember(family.ChildId, "child", family.Name), .. family.Guardians.Select(g => new PlanMember(g.MemberId, "guardian", g.IsProtected ? null : g.Name))],
        };
    }
}

/// <param name="Who">child or guardian.</param>
/// <param name="Name">Missing for a child who has none yet, and for a guardian whose identity is protected.</param>
internal sealed record PlanMember(Guid MemberId, string Who, string? Name);

/// <param name="State">joined, or asked and not yet answered.</param>
internal sealed record PartyView(string UnitId, string? Unit, string Organisation, string State);

/// <summary>A part of the plan.</summary>
/// <param name="Version">The version that an edit rests on (If-Match).</param>
/// <param name="UnitId">Whose it is; missing for the words of the child or a guardian.</param>
/// <param name="MayChange">Whether the caller's unit may change it.</param>
/// <param name="Corrections">The notes beside it, as far as the unit may see them.</param>
internal sealed record PartView(Guid PartId, string Kind, int Version, string? UnitId, Guid? MemberId, PartContent Content, DateTimeOffset ChangedAt, string? ChangedByUnitId, bool MayChange,
    IReadOnlyList<CorrectionView> Corrections)
{
    /// <param name="seen">The parts that the unit sees.</param>
    public static PartView Of(StoredPart part, IReadOnlySet<Guid> seen, bool mayChange, IReadOnlyList<CorrectionView> corrections) =>
        new(part.PartId, part.Kind, part.Version, part.OriginUnitId, part.OriginMemberId, Sight.Shown(PartContent.Of(part.Content), seen), part.ChangedAt, part.ChangedByUnitId, mayChange, corrections);
}

/// <summary>A follow-up that was held.</summary>
internal sealed record FollowUpView(Guid FollowUpId, DateOnly HeldOn, string UnitId, string Summary, DateOnly NextOn, IReadOnlyList<EvaluationView> Evaluations);

/// <param name="Reached">reached, partly, not or unknown.</param>
internal sealed record EvaluationView(Guid GoalId, string Reached, string Text);

/// <summary>A follow-up as stored.</summary>
internal sealed class StoredFollowUp
{
    public required Guid FollowUpId { get; init; }
    public required string UnitId { get; init; }
    public required DateOnly HeldOn { get; init; }
    public required string Summary { get; init; }
    public required DateOnly NextOn { get; init; }
    public IReadOnlyList<EvaluationView> Evaluations { get; private set; } = [];

    public static async Task<List<StoredFollowUp>> Of(Session db, Guid planId)
    {
        var all = await db.Query<StoredFollowUp>("SELECT FollowUpId, UnitId, HeldOn, Summary, NextOn FROM Collaboration.FollowUp WHERE PlanId = @planId ORDER BY HeldOn, FollowUpId", new { planId });
        if (all.Count == 0)
            return all;
        var said = (await db.Query<Row>("""
            SELECT e.FollowUpId, e.GoalId, e.Reached, e.Body FROM Collaboration.Evaluation e JOIN Collaboration.FollowUp f ON f.FollowUpId = e.FollowUpId WHERE f.PlanId = @planId ORDER BY e.GoalId
            """, new { planId })).ToLookup(row => row.FollowUpId, row => new EvaluationView(row.GoalId, row.Reached, row.Body));
        foreach (var one in all)
            one.Evaluations = [.. said[one.FollowUpId]];
        return all;
    }

    private sealed class Row
    {
        public required Guid FollowUpId { get; init; }
        public required Guid GoalId { get; init; }
        public required string Reached { get; init; }
        public required string Body { get; init; }
    }
}
