using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>One meeting, as the caller's unit may see it now (samverkansmöte). A unit that nothing covers any more gets the answer for one that does not exist.</summary>
internal static class GetMeeting
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadMeeting)]
    internal sealed record Query(Guid MeetingId) : IQuery<MeetingPage>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    internal sealed class Handler(Db db, Call call, Givers givers, MeetingPages pages) : IRequestHandler<Query, MeetingPage>
    {
        public async Task<MeetingPage> Handle(Query request, CancellationToken cancellationToken) =>
            await pages.Of(db.Session, await MeetingSeat.OfUnit(db.Session, givers, call.Caller!, request.MeetingId, cancellationToken), call.Caller!, cancellationToken);
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/meetings/{meetingId:guid}", async Task<Ok<MeetingPage>> (Guid meetingId, HttpResponse http, Sender sender, CancellationToken cancel) =>
        {
            var page = await sender.Send(new Query(meetingId), cancel);
            Http.ETag(http, page.Version);
            return TypedResults.Ok(page);
        })
            .WithSummary("A meeting as my unit may see it");
    }
}
