using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.MaternalCare;

/// <summary>
/// A pregnancy ended without birth (graviditeten avslutad utan födsel), for all children still to be born or for one of several. From that day nobody holds.
/// </summary>
internal static class EndPregnancyWithoutBirth
{
    /// <param name="ChildId">One of several expected children; missing for all that are still to be born.</param>
    [Allow(Roles.Midwife, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(Guid PregnancyId, DateOnly On, Guid? ChildId) : ICommand<Unit>;

    /// <param name="On">The day, Europe/Stockholm; not before the pregnancy's from and not later than today.</param>
    internal sealed record Body(DateOnly On, Guid? ChildId = null);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var pregnancy = await Pregnancy.Mine(db, request.PregnancyId, call.Caller!.UnitId);
            if (request.On < pregnancy.FromDate || request.On > clock.Today)
                throw new Invalid("on", "Not before the pregnancy's from and not later than today.");
            var unborn = await Pregnancy.Unborn(db, pregnancy.PregnancyId);
            var ending = request.ChildId is null ? unborn : unborn.FindAll(id => id == request.ChildId);
            if (ending.Count == 0)
                throw new Refused("pregnancy-over", "There is no such child still to be born.");

            foreach (var childId in ending)
            {
                await db.Execute("UPDATE MaternalCare.UnbornChild SET EndedOn = @On, ReportedBy = @PersonId, ReportedAt = @Now WHERE ChildId = @childId",
                    new { request.On, call.Caller.PersonId, clock.Now, childId });
                db.Publish(pregnancy.Fact(childId, pregnancy.DueDate, request.On));
                call.Subjects.Add(childId);
            }

            return Unit.Value;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/pregnancies/{pregnancyId:guid}/endings",
            async Task<NoContent> (Guid pregnancyId, Body body, Sender sender, CancellationToken cancel) =>
            {
                await sender.Send(new Command(pregnancyId, body.On, body.ChildId), cancel);
                return TypedResults.NoContent();
            })
            .WithSummary("A pregnancy ended without birth");
    }
}
