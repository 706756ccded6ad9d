namespace Kronobarn.Kernel;

/// <summary>One row of a store's access log, as it can be shown to the person whom it is about: codes and ids only.</summary>
public sealed class AuditLook
{
    public required string Stripe { get; init; }
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? UnitId { get; init; }
    public string? Role { get; init; }
    public string? Organisation { get; init; }
    public required string Action { get; init; }
    public required string Slice { get; init; }
    public string? Ground { get; init; }
    public required string Actor { get; init; }
}

/// <summary>One row of a store's access log, as the log reviewer of the unit that made it reads it.</summary>
public sealed class AuditRow
{
    public required string Stripe { get; init; }
    public required long Seq { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? Role { get; init; }
    public required string Action { get; init; }
    public required string Slice { get; init; }
    public Guid? SubjectId { get; init; }
    public string? Ground { get; init; }
    public string? Purpose { get; init; }
    public required string Outcome { get; init; }
    public string? RequestId { get; init; }
}

/// <summary>
/// Reads what a store's access log says about one person, newest first. It stands here because the log is the kernel's: a module that tells people who has looked at them
/// asks each store in turn, and no module's SQL names another's log. What was refused showed nothing to anybody and is not told.
/// </summary>
public static class AuditTrail
{
    /// <param name="before">The last row that was read, of this or another store: what is older follows. <c>null</c> for the newest.</param>
    /// <param name="limit">At most as many.</param>
    public static Task<List<AuditLook>> Of(Store store, Guid subjectId, AuditLook? before, int limit, CancellationToken cancel) => store.Read(db => db.Query<AuditLook>("""
        SELECT Stripe, Seq, At, UnitId, Role, Organisation, Action, Slice, Ground, Actor FROM (
          SELECT Stripe, Seq, At, UnitId, Role, Organisation, Action, Slice, Ground, Actor, ROW_NUMBER() OVER (ORDER BY At DESC, Stripe DESC, Seq DESC) AS Place
          FROM {Module}.Audit
          WHERE SubjectId = @subjectId AND Outcome <> 'refused' AND (@isFirst = 1 OR At < @at OR (At = @at AND (Stripe < @stripe OR (Stripe = @stripe AND Seq < @seq))))) AS numbered
        WHERE Place <= @limit ORDER BY Place
        """, new { subjectId, limit, isFirst = before is null, at = before?.At ?? DateTimeOffset.UnixEpoch, stripe = before?.Stripe ?? "", seq = before?.Seq ?? 0 }), cancel);

    /// <summary>One row about the person; <c>null</c> when this store has none such.</summary>
    public static Task<AuditLook?> Find(Store store, Guid subjectId, string stripe, long seq, CancellationToken cancel) => store.Read(db => db.Find<AuditLook>("""
        SELECT Stripe, Seq, At, UnitId, Role, Organisation, Action, Slice, Ground, Actor FROM {Module}.Audit
        WHERE Stripe = @stripe AND Seq = @seq AND SubjectId = @subjectId AND Outcome <> 'refused'
        """, new { subjectId, stripe, seq }), cancel);

    /// <summary>What a unit's people have done in this store, refused tries too.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The moment after the last.</param>
    public static Task<List<AuditRow>> OfUnit(Session db, string unitId, DateTimeOffset from, DateTimeOffset to) => db.Query<AuditRow>("""
        SELECT Stripe, Seq, At, Actor, Role, Action, Slice, SubjectId, Ground, Purpose, Outcome, RequestId FROM {Module}.Audit WHERE UnitId = @unitId AND At >= @from AND At < @to
        """, new { unitId, from, to });

    /// <summary>Those rows of a unit's that this store has of the ones that are named; a few more may come along.</summary>
    public static Task<List<AuditRow>> OfUnit(Session db, string unitId, IReadOnlyCollection<string> stripes, IReadOnlyCollection<long> numbers) => db.Query<AuditRow>("""
        SELECT Stripe, Seq, At, Actor, Role, Action, Slice, SubjectId, Ground, Purpose, Outcome, RequestId FROM {Module}.Audit WHERE Stripe IN @stripes AND Seq IN @numbers AND UnitId = @unitId
        """, new { unitId, stripes, numbers });

    /// <summary>The order in which rows of several stores are told: newest first, and always the same among those of one moment.</summary>
    public static int Compare(AuditLook one, AuditLook other)
    {
        var (at, stripe) = (other.At.CompareTo(one.At), string.CompareOrdinal(other.Stripe, one.Stripe));
        return at != 0 ? at : stripe != 0 ? stripe : other.Seq.CompareTo(one.Seq);
    }
}
