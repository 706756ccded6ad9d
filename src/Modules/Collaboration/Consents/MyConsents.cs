using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <param name="State">requested, given, refused, withdrawn, replaced, cancelled or expired.</param>
/// <param name="IsInForce">Whether it counts today, everybody's answers taken together.</param>
/// <param name="Lines">Of a child whose identity, or whose guardian's, is protected no unit is named, only the kind of organisation.</param>
internal sealed record MyConsent(Guid ConsentId, Guid FormId, string State, bool IsInForce, string Purpose, DateOnly Until, string? Exceptions, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt,
    IReadOnlyList<MyLine> Lines, IReadOnlyList<HeldBack> HeldBack);

/// <param name="ToUnitId">What is sent back to hold something back from it: the unit, or the organisation's key where no unit is named.</param>
internal sealed record MyLine(string From, string To, string ToUnitId, IReadOnlyList<string> Categories);

/// <summary>What one of the family is asked to consent to and has answered, as its own page and its extract show it.</summary>
internal sealed class MyConsents(Givers givers, IUnits units, Clock clock)
{
    /// <param name="me">The child's own id, or the guardian's pseudonym.</param>
    public async Task<IReadOnlyList<MyConsent>> Of(Session db, Guid childId, Guid me, CancellationToken cancel)
    {
        var (family, all) = await givers.Of(db, childId, cancel);
        var names = await units.All(cancel);
        var mine = new List<MyConsent>();
        foreach (var formId in await db.Query<Guid>("""
            SELECT f.FormId FROM Collaboration.ConsentForm f WHERE f.ChildId = @childId
              AND EXISTS (SELECT 1 FROM Collaboration.Consent c WHERE c.FormId = f.FormId AND c.MemberId = @me AND c.State <> 'not-asked') ORDER BY f.AskedAt DESC, f.FormId
            """, new { childId, me }))
        {
            var form = await FormView.Of(db, await StoredForm.Load(db, formId), family, all, names, clock.Today);
            var answer = form.Answers.First(a => a.Person.MemberId == me);
            mine.Add(new MyConsent(answer.ConsentId, formId, answer.State, form.IsInForce, form.Purpose, form.Until, form.Exceptions, Named(form.AskedByUnitId), form.AskedAt, answer.AnsweredAt,
                [.. form.Lines.Select(l => new MyLine(Named(l.FromUnitId), Named(l.ToUnitId), Sent(l.ToUnitId), l.Categories)).DistinctBy(l => (l.From, l.ToUnitId, string.Join(',', l.Categories)))],
                [.. answer.HeldBack.Select(h => h with { ToUnitId = Sent(h.ToUnitId) }).Distinct()]));
        }

        return mine;

        string Named(string unitId) => family.HidesPlaces ? names[unitId].Organisation : names[unitId].Name;

        string Sent(string unitId) => family.HidesPlaces ? names[unitId].Organisation : unitId;
    }
}
