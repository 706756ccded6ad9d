using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.MaternalCare;

/// <summary>Changes the due date (beräknad förlossning), after an ultrasound for instance; the children already born keep theirs.</summary>
internal static class ChangeDueDate
{
    /// <param name="Version">The version of the pregnancy that the change rests on.</param>
    [Allow(Roles.Midwife, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(Guid PregnancyId, DateOnly DueDate, int Version) : ICommand<int>;

    /// <param name="DueDate">Between the pregnancy's from and 310 days later.</param>
    internal sealed record Body(DateOnly DueDate);

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var pregnancy = await Pregnancy.Mine(db, request.PregnancyId, call.Caller!.UnitId);
            if (request.DueDate < pregnancy.FromDate || request.DueDate.DayNumber - pregnancy.FromDate.DayNumber > Pregnancy.MostDays)
                throw new Invalid("dueDate", "Between the pregnancy's from and 310 days later.");
            var unborn = await Pregnancy.Unborn(db, pregnancy.PregnancyId);
            if (unborn.Count == 0)
                throw new Refused("pregnancy-over", "No child of this pregnancy is still to be born.");

            if (await db.Execute("UPDATE MaternalCare.Pregnancy SET DueDate = @DueDate, Version = @next WHERE PregnancyId = @PregnancyId AND Version = @Version",
                new { request.DueDate, next = request.Version + 1, request.PregnancyId, request.Version }) == 0)
                throw new StaleVersion(missing: false);
            foreach (var childId in unborn)
            {
                db.Publish(pregnancy.Fact(childId, request.DueDate));
                call.Subjects.Add(childId);
            }

            return request.Version + 1;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/pregnancies/{pregnancyId:guid}/due-date",
            async Task<NoContent> (Guid pregnancyId, Body body, HttpRequest request, HttpResponse response, Sender sender, CancellationToken cancel) =>
            {
                Http.ETag(response, await sender.Send(new Command(pregnancyId, body.DueDate, Http.IfMatch(request)), cancel));
                return TypedResults.NoContent();
            })
            .WithSummary("Change a pregnancy's due date");
    }
}
