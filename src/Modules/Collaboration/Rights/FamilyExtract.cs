using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>What one of the family is shown of consents and meetings, and what it has asked to have corrected: what its own pages show, and nothing else.</summary>
internal sealed class FamilyExtract(StoreOf<FamilyExtract> store, MyConsents consents, MyMeetings meetings) : IExtractPart
{
    private const string Here = "collaboration";

    public int Place => 2;

    public async Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel) => !ask.Caller.IsCitizen ? [] : await store.Read<IReadOnlyList<ExtractSection>>(async db =>
    {
        var me = ask.Caller.ActsFor[ask.ChildId];
        List<MyMeeting> invitations = [.. await meetings.Of(db, ask.Caller, ask.ChildId, "coming", cancel), .. await meetings.Of(db, ask.Caller, ask.ChildId, "past", cancel)];
        return
        [
            .. (await consents.Of(db, ask.ChildId, me, cancel)).Select(c => ExtractSection.Of("consent", "Samtycke", Here, null, c.AskedAt, c)),
            .. invitations.Select(m => ExtractSection.Of("meeting", "Samverkansmöte", Here, null, null, m)),
            .. (await StoredAsk.OfMember(db, ask.ChildId, me)).Select(a => ExtractSection.Of("correction-asked", "Begäran om rättelse", Here, null, a.AskedAt,
                new { a.AskId, a.About, a.RecordId, Text = a.Body, a.Answer, a.Reason, a.Appeal, a.AnsweredAt })),
        ];
    });
}
