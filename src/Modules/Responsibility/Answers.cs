using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>The register's and the timeline's answers to the floors above.</summary>
internal sealed class Answers(StoreOf<Answers> store, Clock clock) : IResponsibility
{
    public Task<HolderOn?> Holder(Guid childId, DateOnly day, CancellationToken cancel) => store.Read(async db =>
    {
        var row = await db.Find<PeriodRow>("""
            SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName FROM Responsibility.Period
            WHERE ChildId = @childId AND SupersededAt IS NULL AND FromDate <= @day AND (ToDate IS NULL OR ToDate > @day)
            """, new { childId, day });
        return row is null ? null : new HolderOn(row.Organisation, row.UnitId, row.RuleName, row.FromDate, row.ToDate);
    }, cancel);

    public Task<IReadOnlyList<HolderOn>> HoldersUntil(Guid childId, DateOnly day, CancellationToken cancel) => store.Read<IReadOnlyList<HolderOn>>(async db =>
        (await db.Query<PeriodRow>("""
            SELECT ChildId, FromDate, ToDate, Organisation, UnitId, RuleName FROM Responsibility.Period WHERE ChildId = @childId AND SupersededAt IS NULL AND FromDate <= @day ORDER BY FromDate
            """, new { childId, day })).ConvertAll(row => new HolderOn(row.Organisation, row.UnitId, row.RuleName, row.FromDate, row.ToDate)), cancel);

    public Task<ChildInfo?> Child(Guid childId, CancellationToken cancel) => store.Read(async db => (await db.Find<ChildRow>(
        "SELECT ChildId, BirthDate, DeathDate, Protection FROM Responsibility.Child WHERE ChildId = @childId", new { childId }))?.Info(), cancel);

    public Task<ChildInfo?> ChildWith(string identityNumber, CancellationToken cancel) => store.Read(async db => (await db.Find<ChildRow>("""
        SELECT c.ChildId, c.BirthDate, c.DeathDate, c.Protection FROM Responsibility.ChildIdentity i JOIN Responsibility.Child c ON c.ChildId = i.ChildId
        WHERE i.Number = @number
        """, new { number = IdentityText.Stored(identityNumber, clock.Today) }))?.Info(), cancel);

    public Task<ChildInfo?> UnbornOf(string motherNumber, CancellationToken cancel) => store.Read(async db => (await db.Find<ChildRow>("""
        SELECT c.ChildId, c.BirthDate, c.DeathDate, c.Protection FROM Responsibility.Guardian g JOIN Responsibility.Child c ON c.ChildId = g.ChildId
        WHERE g.Number = @number AND g.IsMother = 1 AND c.BirthDate IS NULL ORDER BY c.RegisteredAt DESC
        """, new { number = IdentityText.Stored(motherNumber, clock.Today) }))?.Info(), cancel);

    public Task<IReadOnlyList<FactInfo>> Facts(Guid childId, string kind, CancellationToken cancel) => store.Read<IReadOnlyList<FactInfo>>(async db =>
    {
        var rows = await db.Query<StoredFact>("""
            SELECT FactId, ChildId, Kind, Source, SourceKey, RecordId, Organisation, UnitId, Form, Municipality, FromDate, ToDate, DueDate, Reason, RecordedAt
            FROM Responsibility.Fact WHERE ChildId = @childId AND Kind = @kind AND SupersededAt IS NULL
            """, new { childId, kind });
        return [.. StoredFacts.InForce(rows).OrderBy(f => f.FromDate).Select(f => new FactInfo(f.Kind, f.Source, f.SourceKey, f.UnitId, f.Form, f.FromDate, f.ToDate, f.Municipality))];
    }, cancel);

    private sealed class ChildRow
    {
        public required Guid ChildId { get; init; }
        public DateOnly? BirthDate { get; init; }
        public DateOnly? DeathDate { get; init; }
        public required string Protection { get; init; }

        public ChildInfo Info() => new(ChildId, BirthDate, DeathDate, Protection);
    }
}
