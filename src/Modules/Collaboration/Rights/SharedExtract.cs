using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>
/// What a unit has of consents, other grounds, meetings and plans about a child. The holder and the plan's owner have every form, as they read them elsewhere; another
/// unit has what it asked for itself. Of a meeting or a plan another unit's piece is there only as far as a consent in force, or another ground, lets it through now; of a
/// plan that no consent covers the owner has the shell. Messages and documents are a part of their own, <see cref="MessageExtract"/>.
/// </summary>
internal sealed class SharedExtract(StoreOf<SharedExtract> store, Givers givers, IUnits units, MeetingPages pages, Clock clock) : IExtractPart
{
    private const string Here = "collaboration";

    public int Place => 2;

    public async Task<IReadOnlyList<ExtractSection>> Of(ExtractAsk ask, CancellationToken cancel) => ask.Caller.IsCitizen ? [] : await store.Read<IReadOnlyList<ExtractSection>>(async db =>
    {
        var (coverage, family) = await givers.Covered(db, ask.ChildId, cancel);
        return [.. await Consents(db, ask, family, cancel), .. await Grounds(db, ask), .. await Meetings(db, ask, coverage, cancel), .. await Plans(db, ask, coverage, family, cancel)];
    }, cancel);

    private static bool HasAll(ExtractAsk ask) => (ask.Relations & (Relations.Holder | Relations.Owner)) != Relations.None;

    private async Task<List<ExtractSection>> Consents(Session db, ExtractAsk ask, FamilyInfo family, CancellationToken cancel)
    {
        // To a unit that has no more to do with the child, who has custody today is nothing of its own.
        var named = (ask.Relations & (Relations.Holder | Relations.Owner | Relations.Case)) != Relations.None ? family : family with { Name = null, Guardians = [] };
        var known = await units.All(cancel);
        var all = (await givers.Of(db, ask.ChildId, cancel)).All;
        var sections = new List<ExtractSection>();
        foreach (var formId in await db.Query<Guid>("SELECT FormId FROM Collaboration.ConsentForm WHERE ChildId = @ChildId AND (@hasAll = 1 OR AskedByUnitId = @UnitId) ORDER BY AskedAt, FormId",
            new { ask.ChildId, hasAll = HasAll(ask), ask.Caller.UnitId }))
        {
            var form = await FormView.Of(db, await StoredForm.Load(db, formId), named, all, known, clock.Today);
            sections.Add(ExtractSection.Of("consent-form", "Samtyckesblankett", Here, form.AskedByUnitId, form.AskedAt, form with { Missing = [] }));
            sections.AddRange((await db.Query<EventRow>("SELECT ConsentId, Kind, How, ByUnitId, HappenedAt FROM Collaboration.ConsentEvent WHERE FormId = @formId ORDER BY HappenedAt, EventId", new { formId }))
                .Select(e => ExtractSection.Of("consent-event", "Samtycke: händelse", Here, e.ByUnitId, e.HappenedAt, e)));
        }

        sections.AddRange((await db.Query<MaturityRow>("""
            SELECT Judgement, Reasons, JudgedByUnitId, JudgedAt FROM Collaboration.Maturity WHERE ChildId = @ChildId AND (@hasAll = 1 OR JudgedByUnitId = @UnitId) ORDER BY JudgedAt, MaturityId
            """, new { ask.ChildId, hasAll = HasAll(ask), ask.Caller.UnitId })).Select(m => ExtractSection.Of("maturity", "Mognadsbedömning", Here, m.JudgedByUnitId, m.JudgedAt, m)));
        return sections;
    }

    private static async Task<IEnumerable<ExtractSection>> Grounds(Session db, ExtractAsk ask) => (await db.Query<GroundRow>("""
        SELECT GroundId, Kind, FromUnitId, ToUnitId, Category, Reasons, UntilDate, DecidedBy, DecidedAt, EndedAt FROM Collaboration.OtherGround
        WHERE ChildId = @ChildId AND (@hasAll = 1 OR FromUnitId = @UnitId OR ToUnitId = @UnitId) ORDER BY DecidedAt, GroundId
        """, new { ask.ChildId, hasAll = HasAll(ask), ask.Caller.UnitId })).Select(g => ExtractSection.Of("other-ground", "Annan sekretessbrytande grund", Here, g.FromUnitId, g.DecidedAt, g));

    private async Task<List<ExtractSection>> Meetings(Session db, ExtractAsk ask, Coverage coverage, CancellationToken cancel)
    {
        var sections = new List<ExtractSection>();
        foreach (var meetingId in await db.Query<Guid>("""
            SELECT m.MeetingId FROM Collaboration.Meeting m JOIN Collaboration.MeetingInvitee i ON i.MeetingId = m.MeetingId
            WHERE m.ChildId = @ChildId AND i.UnitId = @UnitId AND i.RemovedAt IS NULL ORDER BY m.StartsAt, m.MeetingId
            """, new { ask.ChildId, ask.Caller.UnitId }))
        {
            var meeting = await StoredMeeting.Load(db, meetingId);
            if (meeting.CalledByUnitId != ask.Caller.UnitId && MeetingSeat.Basis(coverage, meeting.CalledByUnitId, ask.Caller.UnitId) is null)
                continue;
            var invitees = await StoredInvitee.Of(db, meetingId);
            var seat = new MeetingSeat(meeting, invitees, invitees.First(i => i.IsInvited && i.UnitId == ask.Caller.UnitId), coverage);
            sections.Add(ExtractSection.Of("meeting", "Samverkansmöte", Here, meeting.CalledByUnitId, null, await pages.Of(db, seat, ask.Caller, cancel)));
        }

        return sections;
    }

    private async Task<List<ExtractSection>> Plans(Session db, ExtractAsk ask, Coverage coverage, FamilyInfo family, CancellationToken cancel)
    {
        var sections = new List<ExtractSection>();
        foreach (var planId in await db.Query<Guid>("SELECT PlanId FROM Collaboration.ChildPlan WHERE ChildId = @ChildId AND OwnerUnitId = @UnitId ORDER BY OpenedAt, PlanId", new { ask.ChildId, ask.Caller.UnitId }))
        {
            var plan = await StoredPlan.Load(db, planId);
            sections.Add(ExtractSection.Of("plan", "Barnets plan", Here, plan.OwnerUnitId, plan.OpenedAt,
                new { plan.PlanId, plan.State, plan.OwnerOrganisation, plan.Number, plan.NextFollowUp, plan.OpenedAt, plan.ClosedAt, plan.Outcome }));
            if (coverage.Any(ask.Caller.UnitId) is null)
                continue;
            var sight = new Sight(coverage, ask.Caller.UnitId);
            var view = PlanView.For(sight, plan, family.Name, await StoredPlan.Parties(db, planId), await StoredPart.Of(db, planId), await StoredFollowUp.Of(db, planId), await StoredCorrection.Of(db, planId),
                await units.All(cancel), clock.Today);
            sections.Add(ExtractSection.Of("plan-content", "Barnets plan: innehåll", Here, plan.OwnerUnitId, null, view));
            sections.AddRange((await Versions(db, planId)).Where(sight.Sees).Select(v => ExtractSection.Of("plan-part-version", "Barnets plan: del, version", Here, v.ChangedByUnitId, v.ChangedAt,
                new { v.PartId, v.Kind, v.Version, v.IsRemoved, v.OriginUnitId, Content = PartContent.Of(v.Content) })));
        }

        return sections;
    }

    private static Task<List<StoredPart>> Versions(Session db, Guid planId) => db.Query<StoredPart>("""
        SELECT p.PartId, p.PlanId, p.Kind, p.OriginUnitId, p.OriginMemberId, v.Writers, v.Content, v.Version, v.IsRemoved, v.ChangedBy, v.ChangedByUnitId, v.ChangedAt
        FROM Collaboration.PlanPart p JOIN Collaboration.PlanPartVersion v ON v.PartId = p.PartId WHERE p.PlanId = @planId ORDER BY p.PartId, v.Version
        """, new { planId });

    private sealed class EventRow
    {
        public required Guid ConsentId { get; init; }
        public required string Kind { get; init; }
        public string? How { get; init; }
        public string? ByUnitId { get; init; }
        public required DateTimeOffset HappenedAt { get; init; }
    }

    private sealed class MaturityRow
    {
        public required string Judgement { get; init; }
        public required string Reasons { get; init; }
        public required string JudgedByUnitId { get; init; }
        public required DateTimeOffset JudgedAt { get; init; }
    }

    private sealed class GroundRow
    {
        public required Guid GroundId { get; init; }
        public required string Kind { get; init; }
        public required string FromUnitId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
        public required string Reasons { get; init; }
        public required DateOnly UntilDate { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTimeOffset DecidedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
    }
}
