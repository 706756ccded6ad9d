using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>A form as staff who work with it, the printed page and the extract see it.</summary>
/// <param name="State">open, replaced, cancelled, or expired by the day.</param>
/// <param name="IsInForce">Everybody who is needed today has said yes, nobody has taken it back, and its day has not passed.</param>
/// <param name="Missing">Who is needed or asked today and has not been: see <see cref="AskTheMissing"/>.</param>
internal sealed record FormView(Guid FormId, Guid ChildId, string Purpose, DateOnly Until, string? Exceptions, Guid? Renews, string State, bool IsInForce, string AskedByOrganisation, string AskedByUnitId, DateTimeOffset AskedAt,
    IReadOnlyList<LineView> Lines, IReadOnlyList<ConsentView> Answers, IReadOnlyList<PersonView> Missing)
{
    /// <summary>The ground of the access policy on which a party of the plan reads it.</summary>
    public const string PartyGround = "party";

    public static async Task<FormView> Of(Session db, StoredForm form, FamilyInfo family, IReadOnlyList<Giver> givers, IReadOnlyDictionary<string, UnitInfo> units, DateOnly today)
    {
        var lines = await db.Query<LineRow>("SELECT FromUnitId, ToUnitId, Category FROM Collaboration.ConsentLine WHERE FormId = @FormId ORDER BY FromUnitId, ToUnitId, Category", form);
        var held = (await db.Query<HeldRow>("""
            SELECT e.ConsentId, e.ToUnitId, e.Category FROM Collaboration.ConsentException e JOIN Collaboration.Consent c ON c.ConsentId = e.ConsentId
            WHERE c.FormId = @FormId ORDER BY e.ToUnitId, e.Category
            """, form)).ToLookup(row => row.ConsentId, row => new HeldBack(row.ToUnitId, row.Category));
        var answers = await StoredConsent.Of(db, form.FormId);
        var asked = new AskedConsent(form.FormId, form.UntilDate, answers.ConvertAll(a => new Given(a.MemberId, a.State, [])), []);
        var state = form.State == StoredForm.Open && form.UntilDate < today ? ConsentStates.Expired : form.State;
        return new FormView(form.FormId, form.ChildId, form.Purpose, form.UntilDate, form.Exceptions, form.RenewsFormId, state,
            form.State == StoredForm.Open && Coverage.IsInForce(asked, [.. givers.Where(g => g.IsNeeded).Select(g => g.MemberId)], today),
            form.AskedByOrganisation, form.AskedByUnitId, form.AskedAt,
            [
                .. lines.GroupBy(l => (l.FromUnitId, l.ToUnitId)).Select(pair => new LineView(pair.Key.FromUnitId, NameOf(pair.Key.FromUnitId), pair.Key.ToUnitId, NameOf(pair.Key.ToUnitId), [.. pair.Select(l => l.Category)])),
            ],
            [
                .. answers.Select(a => new ConsentView(a.ConsentId, Person(a.MemberId), givers.Any(g => g.MemberId == a.MemberId && g.IsNeeded), ConsentSteps.On(a.State, form.UntilDate, today), a.How, a.Words, a.Reason, a.AnsweredAt, [.. held[a.ConsentId]])),
            ],
            state == StoredForm.Open ? [.. givers.Where(g => !answers.Exists(a => a.MemberId == g.MemberId)).Select(g => Person(g.MemberId))] : []);

        string? NameOf(string unitId) => units.GetValueOrDefault(unitId)?.Name;

        // One who has lost custody since is no longer named.
        PersonView Person(Guid memberId) => memberId == family.ChildId ? new PersonView(memberId, "child", family.Name)
            : new PersonView(memberId, "guardian", family.Guardians.FirstOrDefault(g => g.MemberId == memberId)?.Name);
    }

    /// <summary>As a unit sees it that takes part in the plan and does not work with the consent: its own lines, whether they count, and nobody's answer.</summary>
    /// <returns><c>null</c>: the form has no line of the unit's.</returns>
    public FormView? ForParty(string unitId) => Lines.Where(l => l.FromUnitId == unitId || l.ToUnitId == unitId).ToList() is { Count: > 0 } own ? this with { Lines = own, Answers = [], Missing = [] } : null;

    private sealed class LineRow
    {
        public required string FromUnitId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
    }

    private sealed class HeldRow
    {
        public required Guid ConsentId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
    }
}

/// <summary>From one unit to another, these categories.</summary>
internal sealed record LineView(string FromUnitId, string? From, string ToUnitId, string? To, IReadOnlyList<string> Categories);

/// <param name="Who">child or guardian.</param>
/// <param name="Name">Missing for one who has no custody any more.</param>
internal sealed record PersonView(Guid MemberId, string Who, string? Name);

/// <summary>One person's answer.</summary>
/// <param name="IsNeeded">Today, whatever it was when the question was put.</param>
/// <param name="State">requested, given, refused, withdrawn, not-asked, replaced, cancelled or expired.</param>
internal sealed record ConsentView(Guid ConsentId, PersonView Person, bool IsNeeded, string State, string? How, string? Words, string? Reason, DateTimeOffset? AnsweredAt, IReadOnlyList<HeldBack> HeldBack);
