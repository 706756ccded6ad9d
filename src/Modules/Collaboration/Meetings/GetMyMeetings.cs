using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// The meetings about one child that the child, or a guardian, is invited to (mina möten). Nobody else of the family is named in it, nor what others think. When the
/// child's identity or a guardian's is protected, or a small child's page may be read over its shoulder, the day and the hour and no more: a place or a unit would tell where
/// somebody lives.
/// </summary>
internal static class GetMyMeetings
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId, string View) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<MyMeeting> Meetings);

    /// <param name="StartsAt">UTC.</param>
    /// <param name="UnitWillCall">Somebody is protected or hidden: place, link, units, purpose and agenda are told by telephone.</param>
    /// <param name="Outcome">Of a meeting that was held: plan, no-plan or another-meeting.</param>
    internal sealed record MyMeeting(Guid MeetingId, string State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool UnitWillCall, string? Purpose, string? Agenda, string? Place, string? VideoLink, string? CalledBy, IReadOnlyList<string> Units,
        string? MyAnswer, string? MyWords, IReadOnlyList<ViewVersion> MyViews, string? Outcome);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.View).Must(view => view is "coming" or "past").WithMessage("coming or past.");
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = call.Caller!.ActsFor[request.ChildId];
            var isShielded = (await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, me, cancellationToken)).HidesPlaces;
            var known = await units.All(cancellationToken);
            var mine = new List<MyMeeting>();
            foreach (var meetingId in await db.Query<Guid>("""
                SELECT m.MeetingId FROM Collaboration.MeetingInvitee i JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
                WHERE i.MemberId = @me AND i.RemovedAt IS NULL AND m.ChildId = @ChildId
                  AND ((@View = 'coming' AND m.State = 'called' AND m.EndsAt > @Now) OR (@View = 'past' AND (m.State <> 'called' OR m.EndsAt <= @Now)))
                ORDER BY CASE WHEN @View = 'coming' THEN m.StartsAt END, CASE WHEN @View = 'past' THEN m.StartsAt END DESC, m.MeetingId
                """, new { me, request.ChildId, request.View, clock.Now }))
                mine.Add(await Of(await MeetingSeat.OfMember(db.Session, call.Caller!, meetingId), isShielded, known));
            return new Answer(request.ChildId, mine);
        }

        private async Task<MyMeeting> Of(MeetingSeat seat, bool isShielded, IReadOnlyDictionary<string, UnitInfo> known)
        {
            var (meeting, own) = (seat.Meeting, seat.Own);
            var views = ViewVersion.Of((await StoredView.Of(db.Session, meeting.MeetingId)).Where(v => v.InviteeId == own.InviteeId));
            return isShielded
                ? new MyMeeting(meeting.MeetingId, meeting.State, meeting.StartsAt, meeting.EndsAt, true, null, null, null, null, null, [], own.Answer, own.AnswerBody, views, meeting.Outcome)
                : new MyMeeting(meeting.MeetingId, meeting.State, meeting.StartsAt, meeting.EndsAt, false, meeting.Purpose, meeting.Agenda, meeting.Place, meeting.VideoLink, NameOf(meeting.CalledByUnitId),
                    [.. seat.Invitees.Where(i => i is { IsInvited: true, UnitId: not null }).Select(i => NameOf(i.UnitId!))], own.Answer, own.AnswerBody, views, meeting.Outcome);

            string NameOf(string unitId) => known.GetValueOrDefault(unitId)?.Name ?? unitId;
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/meetings", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel, string view = "coming") =>
            TypedResults.Ok(await sender.Send(new Query(childId, view), cancel)))
            .WithSummary("The meetings that I am invited to");
    }
}
