using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>
/// Messages, and documents by name. A unit has its own, and of what was sent to it what a consent in force, or another ground, lets it have now; one of the family has what
/// was sent to it and what it has written itself.
/// </summary>
internal sealed class MessageExtract(StoreOf<MessageExtract> store, Givers givers, IUnits units) : IExtractPart
{
    private const string Here = "collaboration";

    public int Place => 3;

    public Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel) => store.Read<IReadOnlyList<ExtractSection>>(async db =>
        ask.Caller.IsCitizen ? [.. await ForFamily(db, ask, cancel)] : [.. await ForUnit(db, ask, cancel)], cancel);

    private async Task<IEnumerable<ExtractSection>> ForUnit(Session db, ExtractAsk ask, CancellationToken cancel)
    {
        var (coverage, key) = (await givers.Coverage(db, ask.ChildId, cancel), new { ask.ChildId, me = ask.Caller.UnitId });
        var messages = await db.Query<StoredMessage>("""
            SELECT m.MessageId, m.FromUnitId, m.FromMemberId, m.SentAt, m.Body FROM Collaboration.Message m
            WHERE m.ChildId = @ChildId AND (m.FromUnitId = @me OR EXISTS (SELECT 1 FROM Collaboration.AudienceUnit a WHERE a.ItemId = m.MessageId AND a.UnitId = @me)) ORDER BY m.SentAt, m.MessageId
            """, key);
        var documents = await db.Query<StoredDocument>("""
            SELECT d.DocumentId, d.PlanId, d.ChildId, d.UnitId, d.UploadedAt, d.Name, d.ContentType, d.ByteCount, d.Sha256, d.State, d.IsUnscanned, d.Finding, d.Tries FROM Collaboration.Document d
            WHERE d.ChildId = @ChildId AND (d.UnitId = @me OR (d.State = 'clean' AND EXISTS (SELECT 1 FROM Collaboration.AudienceUnit a WHERE a.ItemId = d.DocumentId AND a.UnitId = @me)))
            ORDER BY d.UploadedAt, d.DocumentId
            """, key);
        return messages.Where(m => m.FromUnitId == key.me || StoredMessage.IsOpen(coverage, m.FromUnitId, key.me))
            .Select(m => ExtractSection.Of("message", "Meddelande", Here, m.FromUnitId, m.SentAt, new { m.MessageId, Text = m.Body, m.FromMemberId }))
            .Concat(documents.Where(d => StoredDocument.IsOpen(coverage, d.UnitId, key.me))
                .Select(d => ExtractSection.Of("document", "Handling", Here, d.UnitId, d.UploadedAt, new { d.DocumentId, d.Name, d.ContentType, d.ByteCount, d.Sha256, d.State })));
    }

    private async Task<IEnumerable<ExtractSection>> ForFamily(Session db, ExtractAsk ask, CancellationToken cancel)
    {
        var key = new { ask.ChildId, me = ask.Caller.ActsFor[ask.ChildId] };
        var (_, family) = await givers.Covered(db, ask.ChildId, cancel);
        var names = await units.All(cancel);
        var messages = await db.Query<StoredMessage>("""
            SELECT m.MessageId, m.FromUnitId, m.FromMemberId, m.SentAt, m.Body FROM Collaboration.Message m
            WHERE m.ChildId = @ChildId AND (m.FromMemberId = @me OR EXISTS (SELECT 1 FROM Collaboration.AudienceMember a WHERE a.ItemId = m.MessageId AND a.MemberId = @me)) ORDER BY m.SentAt, m.MessageId
            """, key);
        var documents = await db.Query<StoredDocument>("""
            SELECT d.DocumentId, d.PlanId, d.ChildId, d.UnitId, d.UploadedAt, d.Name, d.ContentType, d.ByteCount, d.Sha256, d.State, d.IsUnscanned, d.Finding, d.Tries
            FROM Collaboration.Document d JOIN Collaboration.AudienceMember a ON a.ItemId = d.DocumentId
            WHERE d.ChildId = @ChildId AND a.MemberId = @me AND d.State = 'clean' ORDER BY d.UploadedAt, d.DocumentId
            """, key);
        return messages.Select(m => ExtractSection.Of("message", "Meddelande", Here, null, m.SentAt, new { m.MessageId, From = m.FromUnitId is { } from ? FamilySight.Unit(family, names, from).Name : null, Text = m.Body }))
            .Concat(documents.Select(d => ExtractSection.Of("document", "Handling", Here, null, d.UploadedAt, new { d.DocumentId, From = FamilySight.Unit(family, names, d.UnitId).Name, d.Name, d.ContentType, d.ByteCount })));
    }
}
