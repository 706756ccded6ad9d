using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A consent form that has let something through: once, everybody whose yes was needed had said it.</summary>
/// <param name="Until">The form's last day.</param>
/// <param name="Since">The day of the last yes that was needed.</param>
/// <param name="BrokenOn">The day on which somebody took it back, or another form took its place.</param>
internal sealed record SharedForm(AskedConsent Asked, string State, string Purpose, DateOnly Until, DateOnly? Since, DateOnly? BrokenOn)
{
    /// <summary>What it lets through, less what any giver holds back.</summary>
    public IEnumerable<ConsentLine> Lines => Asked.Lines.Where(line => !Asked.Answers.Any(answer => answer.HeldBack.Contains(new HeldBack(line.ToUnitId, line.Category))));

    public bool IsInForce(IReadOnlyCollection<Guid> needed, DateOnly today) => State == StoredForm.Open && Coverage.IsInForce(Asked, needed, today);

    public DateOnly? EndedOn(DateOnly today) => BrokenOn ?? (Until < today ? Until : null);

    /// <summary>The child's forms that this member was asked for, and that were in force at some time; newest first.</summary>
    public static async Task<List<SharedForm>> Of(Session db, Guid childId, Guid memberId)
    {
        var found = new List<SharedForm>();
        foreach (var formId in await db.Query<Guid>("""
            SELECT f.FormId FROM Collaboration.ConsentForm f WHERE f.ChildId = @childId
              AND EXISTS (SELECT 1 FROM Collaboration.Consent c WHERE c.FormId = f.FormId AND c.MemberId = @memberId AND c.State <> 'not-asked') ORDER BY f.AskedAt DESC, f.FormId
            """, new { childId, memberId }))
        {
            var form = await StoredForm.Load(db, formId);
            var consents = await StoredConsent.Of(db, formId);
            var events = (await db.Query<EventRow>("SELECT ConsentId, Kind, HappenedAt FROM Collaboration.ConsentEvent WHERE FormId = @formId ORDER BY HappenedAt, EventId", new { formId })).ToLookup(row => row.ConsentId);
            var given = consents.ConvertAll(c => (c.IsNeeded, c.State, First: events[c.ConsentId].FirstOrDefault(e => e.Kind == ConsentEvents.Give)?.HappenedAt));
            // Somebody said yes, and nobody whose yes is needed and was asked for has left it unsaid.
            if (!given.Exists(c => c.First is not null) || given.Exists(c => c.IsNeeded && c.First is null && c.State != ConsentStates.NotAsked))
                continue;
            var held = (await db.Query<HeldRow>("""
                SELECT e.ConsentId, e.ToUnitId, e.Category FROM Collaboration.ConsentException e JOIN Collaboration.Consent c ON c.ConsentId = e.ConsentId WHERE c.FormId = @formId
                """, new { formId })).ToLookup(row => row.ConsentId, row => new HeldBack(row.ToUnitId, row.Category));
            var lines = await db.Query<LineRow>("SELECT FromUnitId, ToUnitId, Category FROM Collaboration.ConsentLine WHERE FormId = @formId ORDER BY FromUnitId, ToUnitId, Category", new { formId });
            var broken = events.SelectMany(e => e).LastOrDefault(e => e.Kind is ConsentEvents.Withdraw or ConsentEvents.Replace or ConsentEvents.Cancel)?.HappenedAt;
            found.Add(new SharedForm(new AskedConsent(formId, form.UntilDate, consents.ConvertAll(c => new Given(c.MemberId, c.State, [.. held[c.ConsentId]])), lines.ConvertAll(l => new ConsentLine(l.FromUnitId, l.ToUnitId, l.Category))),
                form.State, form.Purpose, form.UntilDate, given.Max(c => c.First) is { } since ? Clock.DayOf(since) : null, broken is { } on ? Clock.DayOf(on) : null));
        }

        return found;
    }

    private sealed class EventRow
    {
        public required Guid ConsentId { get; init; }
        public required string Kind { get; init; }
        public required DateTimeOffset HappenedAt { get; init; }
    }

    private sealed class HeldRow
    {
        public required Guid ConsentId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
    }

    private sealed class LineRow
    {
        public required string FromUnitId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
    }
}
