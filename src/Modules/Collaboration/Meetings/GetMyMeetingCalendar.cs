using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The calendar file of a meeting that the child, or a guardian, is invited to. 409 <c>no-calendar</c> when somebody's identity is protected.</summary>
internal static class GetMyMeetingCalendar
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid MeetingId) : IQuery<CalendarAnswer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages, MeetingCalendars calendars) : IRequestHandler<Query, CalendarAnswer>
    {
        public async Task<CalendarAnswer> Handle(Query request, CancellationToken cancellationToken)
        {
            var seat = await MeetingSeat.OfMember(db.Session, call.Caller!, request.MeetingId);
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, seat.Meeting.ChildId, seat.Own.MemberId!.Value, cancellationToken);
            return await calendars.Of(seat, cancellationToken, viewer.IsHarmlessOnly);
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/meetings/{meetingId:guid}/calendar", async Task<FileContentHttpResult> (Guid meetingId, Sender sender, CancellationToken cancel) =>
            (await sender.Send(new Query(meetingId), cancel)).File())
            .Produces<string>(StatusCodes.Status200OK, CalendarFile.MediaType).WithSummary("The calendar file of a meeting that I am invited to");
    }
}
