using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <param name="StartsAt">UTC.</param>
/// <param name="UnitWillCall">Somebody's identity is protected: place, link, units, purpose and agenda are told by telephone.</param>
/// <param name="Outcome">Of a meeting that was held: plan, no-plan or another-meeting.</param>
internal sealed record MyMeeting(Guid MeetingId, string State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool UnitWillCall, string? Purpose, string? Agenda, string? Place, string? VideoLink, string? CalledBy, IReadOnlyList<string> Units,
    string? MyAnswer, string? MyWords, IReadOnlyList<ViewVersion> MyViews, string? Outcome);

/// <summary>The meetings that one of the family is invited to, as its own page and its extract show them.</summary>
internal sealed class MyMeetings(IFamilies families, IUnits units, Clock clock)
{
    /// <param name="view">coming or past.</param>
    public async Task<IReadOnlyList<MyMeeting>> Of(Session db, Caller caller, Guid childId, string view, CancellationToken cancel)
    {
        var me = caller.ActsFor[childId];
        var family = await families.Of(childId, cancel) ?? throw new NotFound();
        var isShielded = family.IsProtected || family.Guardians.Any(g => g.IsProtected);
        var known = await units.All(cancel);
        var mine = new List<MyMeeting>();
        foreach (var meetingId in await db.Query<Guid>("""
            SELECT m.MeetingId FROM Collaboration.MeetingInvitee i JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
            WHERE i.MemberId = @me AND i.RemovedAt IS NULL AND m.ChildId = @childId
              AND ((@view = 'coming' AND m.State = 'called' AND m.EndsAt > @Now) OR (@view = 'past' AND (m.State <> 'called' OR m.EndsAt <= @Now)))
            ORDER BY CASE WHEN @view = 'coming' THEN m.StartsAt END, CASE WHEN @view = 'past' THEN m.StartsAt END DESC, m.MeetingId
            """, new { me, childId, view, clock.Now }))
            mine.Add(await Of(db, await MeetingSeat.OfMember(db, caller, meetingId), isShielded, known));
        return mine;
    }

    private static async Task<MyMeeting> Of(Session db, MeetingSeat seat, bool isShielded, IReadOnlyDictionary<string, UnitInfo> known)
    {
        var (meeting, own) = (seat.Meeting, seat.Own);
        var views = ViewVersion.Of((await StoredView.Of(db, meeting.MeetingId)).Where(v => v.InviteeId == own.InviteeId));
        return isShielded
            ? new MyMeeting(meeting.MeetingId, meeting.State, meeting.StartsAt, meeting.EndsAt, true, null, null, null, null, null, [], own.Answer, own.AnswerBody, views, meeting.Outcome)
            : new MyMeeting(meeting.MeetingId, meeting.State, meeting.StartsAt, meeting.EndsAt, false, meeting.Purpose, meeting.Agenda, meeting.Place, meeting.VideoLink, NameOf(meeting.CalledByUnitId),
                [.. seat.Invitees.Where(i => i is { IsInvited: true, UnitId: not null }).Select(i => NameOf(i.UnitId!))], own.Answer, own.AnswerBody, views, meeting.Outcome);

        string NameOf(string unitId) => known.GetValueOrDefault(unitId)?.Name ?? unitId;
    }
}
