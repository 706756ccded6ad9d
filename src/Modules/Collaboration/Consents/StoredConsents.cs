using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A form as stored.</summary>
internal sealed class StoredForm
{
    /// <summary>A form that counts, when its answers do; the others are there to be read.</summary>
    public const string Open = "open";

    public required Guid FormId { get; init; }
    public required Guid ChildId { get; init; }
    public required string AskedByOrganisation { get; init; }
    public required string AskedByUnitId { get; init; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string Purpose { get; init; }
    public required DateOnly UntilDate { get; init; }
    public string? Exceptions { get; init; }
    public Guid? RenewsFormId { get; init; }
    public required string State { get; init; }

    public static async Task<StoredForm> Load(Session db, Guid formId) => await db.Find<StoredForm>("""
        SELECT FormId, ChildId, AskedByOrganisation, AskedByUnitId, AskedBy, AskedAt, Purpose, UntilDate, Exceptions, RenewsFormId, State
        FROM Collaboration.ConsentForm WHERE FormId = @formId
        """, new { formId }) ?? throw new NotFound();
}

/// <summary>One person's consent as stored.</summary>
internal sealed class StoredConsent
{
    public required Guid ConsentId { get; init; }
    public required Guid FormId { get; init; }
    public required Guid ChildId { get; init; }
    public required Guid MemberId { get; init; }
    public required bool IsNeeded { get; init; }
    public required string State { get; init; }
    public string? How { get; init; }
    public string? Words { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    public static async Task<StoredConsent> Load(Session db, Guid consentId) => await db.Find<StoredConsent>("""
        SELECT ConsentId, FormId, ChildId, MemberId, IsNeeded, State, How, Words, Reason, AnsweredAt FROM Collaboration.Consent WHERE ConsentId = @consentId
        """, new { consentId }) ?? throw new NotFound();

    public static Task<List<StoredConsent>> Of(Session db, Guid formId) => db.Query<StoredConsent>("""
        SELECT ConsentId, FormId, ChildId, MemberId, IsNeeded, State, How, Words, Reason, AnsweredAt FROM Collaboration.Consent WHERE FormId = @formId ORDER BY ConsentId
        """, new { formId });
}

/// <summary>Who did something to a consent.</summary>
internal sealed record Doer(string PersonId, string? UnitId)
{
    public static Doer Of(Caller caller) => new(caller.PersonId, caller.IsCitizen ? null : caller.UnitId);
}

/// <summary>What an answer says.</summary>
/// <param name="How">One of <see cref="AnswerWays"/>.</param>
/// <param name="Words">The giver's own, unedited.</param>
/// <param name="Reason">Why somebody was not asked.</param>
internal sealed record SaidConsent(string? How, string? Words = null, string? Reason = null, IReadOnlyCollection<HeldBack>? HeldBack = null);

/// <summary>Consents in the store: what counts, and how one changes.</summary>
internal static class StoredConsents
{
    public static async Task<Coverage> Coverage(Session db, Guid childId, IReadOnlyCollection<Guid> needed, DateOnly today)
    {
        var key = new { childId, today };
        var lines = (await db.Query<LineRow>("""
            SELECT f.FormId, f.UntilDate, f.RenewsFormId, l.FromUnitId, l.ToUnitId, l.Category
            FROM Collaboration.ConsentForm f JOIN Collaboration.ConsentLine l ON l.FormId = f.FormId
            WHERE f.ChildId = @childId AND f.State = 'open' AND f.UntilDate >= @today ORDER BY f.AskedAt DESC, f.FormId
            """, key)).ToLookup(row => (row.FormId, row.UntilDate, row.RenewsFormId));
        List<RecordedGround> grounds =
        [
            .. (await db.Query<GroundRow>("""
                SELECT GroundId, FromUnitId, ToUnitId, Category, UntilDate FROM Collaboration.OtherGround
                WHERE ChildId = @childId AND EndedAt IS NULL AND UntilDate >= @today ORDER BY DecidedAt, GroundId
                """, key)).Select(row => row.Ground()),
        ];
        if (lines.Count == 0)
            return new Coverage([], grounds, needed, today);
        var answers = (await db.Query<AnswerRow>("""
            SELECT c.FormId, c.MemberId, c.State, e.ToUnitId, e.Category
            FROM Collaboration.ConsentForm f JOIN Collaboration.Consent c ON c.FormId = f.FormId LEFT JOIN Collaboration.ConsentException e ON e.ConsentId = c.ConsentId
            WHERE f.ChildId = @childId AND f.State = 'open' AND f.UntilDate >= @today
            """, key)).ToLookup(row => row.FormId);
        return new Coverage(
        [
            .. lines.Select(form => new AskedConsent(form.Key.FormId, form.Key.UntilDate,
                [.. answers[form.Key.FormId].GroupBy(row => (row.MemberId, row.State)).Select(one => new Given(one.Key.MemberId, one.Key.State, [.. one.Where(row => row.ToUnitId is not null).Select(row => new HeldBack(row.ToUnitId!, row.Category!))]))],
                [.. form.Select(row => new ConsentLine(row.FromUnitId, row.ToUnitId, row.Category))], form.Key.RenewsFormId)),
        ], grounds, needed, today);
    }

    /// <summary>
    /// Something happens to a consent. The row decides: of two who answer at once one is first, and the other meets the state that the first has left.
    /// </summary>
    public static async Task Change(Session db, Clock clock, StoredConsent consent, StoredForm form, string happens, Doer doer, SaidConsent said)
    {
        if (form.State != StoredForm.Open && happens is not (ConsentEvents.Replace or ConsentEvents.Cancel))
            throw new Refused("wrong-state", "The form is no longer open.");
        if (ConsentSteps.On(consent.State, form.UntilDate, clock.Today) == ConsentStates.Expired)
            throw new Refused("expired", "The form's last day has passed; ask anew.");
        var state = ConsentSteps.Take(consent.State, happens);
        var held = (said.HeldBack ?? []).Distinct().ToList();
        await DemandAsked(db, form, held);
        var change = new { consent.ConsentId, before = consent.State, state, said.How, said.Words, said.Reason, clock.Now };
        if (await db.Execute("""
            UPDATE Collaboration.Consent SET State = @state, How = COALESCE(@How, How), Words = COALESCE(@Words, Words), Reason = COALESCE(@Reason, Reason), AnsweredAt = @Now
            WHERE ConsentId = @ConsentId AND State = @before
            """, change) == 0)
            throw new Refused("wrong-state", "It has been answered in the meantime.");
        if (happens == ConsentEvents.Give)
        {
            await db.Execute("DELETE FROM Collaboration.ConsentException WHERE ConsentId = @ConsentId", consent);
            await db.Insert("ConsentException", ["ConsentId", "ToUnitId", "Category"], [.. held.Select(h => new object?[] { consent.ConsentId, h.ToUnitId, h.Category })]);
        }

        await Happened(db, clock, consent.ConsentId, consent.FormId, happens, doer, said.How);
        Tell(db, clock, form, state);
    }

    public static void Tell(Session db, Clock clock, StoredForm form, string state) =>
        db.Publish(new Contracts.ConsentChanged(form.FormId, form.ChildId, form.AskedByOrganisation, form.AskedByUnitId, state, clock.Now));

    // A misspelt unit would hold nothing back, and the giver would believe that it did.
    private static async Task DemandAsked(Session db, StoredForm form, List<HeldBack> held)
    {
        if (held.Count == 0)
            return;
        var asked = (await db.Query<AskedRow>("SELECT DISTINCT ToUnitId, Category FROM Collaboration.ConsentLine WHERE FormId = @FormId", form)).ConvertAll(row => new HeldBack(row.ToUnitId, row.Category));
        if (held.Except(asked).Any())
            throw NotAsked();
    }

    public static Invalid NotAsked() => new("heldBack", "Only what the form asks can be held back from it.");

    public static Task<int> Happened(Session db, Clock clock, Guid consentId, Guid formId, string kind, Doer doer, string? how) => db.Execute("""
        INSERT INTO Collaboration.ConsentEvent (EventId, ConsentId, FormId, Kind, How, ByUnitId, ByPersonId, HappenedAt)
        VALUES (@id, @consentId, @formId, @kind, @how, @UnitId, @PersonId, @Now)
        """, new { id = Guid.CreateVersion7(clock.Now), consentId, formId, kind, how, doer.UnitId, doer.PersonId, clock.Now });

    private sealed class LineRow
    {
        public required Guid FormId { get; init; }
        public required DateOnly UntilDate { get; init; }
        public Guid? RenewsFormId { get; init; }
        public required string FromUnitId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
    }

    private sealed class AskedRow
    {
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
    }

    private sealed class AnswerRow
    {
        public required Guid FormId { get; init; }
        public required Guid MemberId { get; init; }
        public required string State { get; init; }
        public string? ToUnitId { get; init; }
        public string? Category { get; init; }
    }

    private sealed class GroundRow
    {
        public required Guid GroundId { get; init; }
        public required string FromUnitId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
        public required DateOnly UntilDate { get; init; }

        public RecordedGround Ground() => new(GroundId, FromUnitId, ToUnitId, Category, UntilDate);
    }
}
