using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The calendar file of a meeting, for the convener and the units that are invited and covered now. 409 <c>no-calendar</c> when somebody's identity is protected.</summary>
internal static class GetMeetingCalendar
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadMeeting)]
    internal sealed record Query(Guid MeetingId) : IQuery<CalendarAnswer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    internal sealed class Handler(Db db, Call call, Givers givers, MeetingCalendars calendars) : IRequestHandler<Query, CalendarAnswer>
    {
        public async Task<CalendarAnswer> Handle(Query request, CancellationToken cancellationToken) =>
            await calendars.Of(await MeetingSeat.OfUnit(db.Session, givers, call.Caller!, request.MeetingId, cancellationToken), cancellationToken);
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/meetings/{meetingId:guid}/calendar", async Task<FileContentHttpResult> (Guid meetingId, Sender sender, CancellationToken cancel) =>
            (await sender.Send(new Query(meetingId), cancel)).File())
            .Produces<string>(StatusCodes.Status200OK, CalendarFile.MediaType).WithSummary("The calendar file of a meeting");
    }
}
