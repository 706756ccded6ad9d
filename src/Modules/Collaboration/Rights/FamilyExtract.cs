using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>What one of the family is shown of consents, meetings and plan, and what it has asked to have corrected: what its own pages show, and nothing else.</summary>
internal sealed class FamilyExtract(StoreOf<FamilyExtract> store, MyConsents consents, MyMeetings meetings, IFamilies families, FamilyAges ages, IUnits units, Clock clock) : IExtractPart
{
    private const string Here = "collaboration";

    public int Place => 2;

    public async Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel) => !ask.Caller.IsCitizen ? [] : await store.Read<IReadOnlyList<ExtractSection>>(async db =>
    {
        var me = ask.Caller.ActsFor[ask.ChildId];
        List<MyMeeting> invitations = [.. await meetings.Of(db, ask.Caller, ask.ChildId, "coming", cancel), .. await meetings.Of(db, ask.Caller, ask.ChildId, "past", cancel)];
        var viewer = await FamilyViewer.Load(db, families, ages, clock, ask.ChildId, me, cancel);
        var plan = await CurrentPlan.Of(db, ask.ChildId);
        return
        [
            .. plan is null ? (IEnumerable<ExtractSection>)[] : [ExtractSection.Of("plan", "Barnets plan", Here, null, null,
                FamilyRendition.For(viewer, plan, await StoredPart.Of(db, plan.PlanId), await StoredFollowUp.Of(db, plan.PlanId), await units.All(cancel)))],
            .. (await consents.Of(db, ask.ChildId, me, cancel)).Select(c => ExtractSection.Of("consent", "Samtycke", Here, null, c.AskedAt, c)),
            .. invitations.Select(m => ExtractSection.Of("meeting", "Samverkansmöte", Here, null, null, m)),
            .. (await StoredAsk.OfMember(db, ask.ChildId, me)).Select(a => ExtractSection.Of("correction-asked", "Begäran om rättelse", Here, null, a.AskedAt,
                new { a.AskId, a.About, a.RecordId, Text = a.Body, a.Answer, a.Reason, a.Appeal, a.AnsweredAt })),
        ];
    }, cancel);
}
