using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;

namespace Kronobarn.Collaboration;

/// <summary>Gathers what a member of the family knows of the units around the child.</summary>
internal sealed class FamilyKnowledgeOf(StoreOf<FamilyKnowledgeOf> store, IFamilies families, FamilyAges ages, IResponsibility register, Clock clock) : IFamilyKnowledge
{
    public async Task<FamilyKnowledge?> Of(Guid childId, Guid memberId, CancellationToken cancel)
    {
        var held = (await register.HoldersUntil(childId, clock.Today, cancel)).Select(h => h.UnitId).OfType<string>();
        try
        {
            return await store.Read(async db =>
            {
                var viewer = await FamilyViewer.Load(db, families, ages, clock, childId, memberId, cancel);
                var known = await db.Query<string>("""
                    SELECT p.UnitId FROM Collaboration.PlanParty p JOIN Collaboration.ChildPlan c ON c.PlanId = p.PlanId WHERE c.ChildId = @childId
                    UNION SELECT f.AskedByUnitId FROM Collaboration.ConsentForm f JOIN Collaboration.Consent a ON a.FormId = f.FormId WHERE f.ChildId = @childId AND a.MemberId = @memberId AND a.State <> 'not-asked'
                    UNION SELECT l.FromUnitId FROM Collaboration.ConsentLine l JOIN Collaboration.Consent a ON a.FormId = l.FormId WHERE a.ChildId = @childId AND a.MemberId = @memberId AND a.State <> 'not-asked'
                    UNION SELECT l.ToUnitId FROM Collaboration.ConsentLine l JOIN Collaboration.Consent a ON a.FormId = l.FormId WHERE a.ChildId = @childId AND a.MemberId = @memberId AND a.State <> 'not-asked'
                    UNION SELECT i.UnitId FROM Collaboration.MeetingInvitee i JOIN Collaboration.MeetingInvitee me ON me.MeetingId = i.MeetingId JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
                      WHERE m.ChildId = @childId AND me.MemberId = @memberId AND me.RemovedAt IS NULL AND i.UnitId IS NOT NULL
                    """, new { childId, memberId });
                var asked = await db.Query<QuestionRow>("SELECT LookId, Body, Answer FROM Collaboration.FamilyQuestion WHERE ChildId = @childId AND MemberId = @memberId ORDER BY AskedAt, QuestionId", new { childId, memberId });
                return (FamilyKnowledge?)new FamilyKnowledge(viewer.IsAdult || viewer.Age >= ages.TakesPartFrom, known.Concat(held).ToHashSet(StringComparer.Ordinal), viewer.NamesUnits, viewer.TellsTimes,
                    asked.ConvertAll(row => new FamilyQuestionTold(row.LookId, row.Body, row.Answer)));
            }, cancel);
        }
        catch (NotFound)
        {
            return null;
        }
    }

    private sealed class QuestionRow
    {
        public required string LookId { get; init; }
        public required string Body { get; init; }
        public string? Answer { get; init; }
    }
}

/// <summary>A question of the family comes to the unit's table.</summary>
internal sealed class HearLookQuestioned(Db db) : INotificationHandler<LookQuestioned>
{
    public Task Handle(LookQuestioned notification, CancellationToken cancellationToken) => db.Execute("""
        INSERT INTO Collaboration.FamilyQuestion (QuestionId, ChildId, MemberId, Organisation, UnitId, LookId, LookedBy, LookedAt, Slice, Body, AskedAt)
        VALUES (@QuestionId, @ChildId, @MemberId, @Organisation, @UnitId, @LookId, @LookedBy, @LookedAt, @Slice, @Text, @At)
        """, notification);
}
