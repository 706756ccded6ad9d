using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// My unit has read a message (kvittens): by whom and when, for the sender to see. The first receipt of a unit is the one that counts; a second changes nothing and answers the
/// same.
/// </summary>
internal static class AcknowledgeMessage
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, Guid MessageId) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="ReadAt">When the unit's first receipt was given, UTC.</param>
    internal sealed record Answer(Guid MessageId, DateTimeOffset ReadAt);

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            var key = new { request.MessageId, request.PlanId, caller.UnitId, caller.PersonId, clock.Now };
            var sent = await db.Find<Sent>("""
                SELECT m.FromUnitId FROM Collaboration.Message m JOIN Collaboration.AudienceUnit a ON a.ItemId = m.MessageId
                WHERE m.MessageId = @MessageId AND m.PlanId = @PlanId AND a.UnitId = @UnitId
                """, key);
            if (sent is null || !StoredMessage.IsOpen(await givers.Coverage(db.Session, plan.ChildId, cancellationToken), sent.FromUnitId, caller.UnitId))
                throw new Kernel.NotFound();
            await db.Execute("UPDATE Collaboration.AudienceUnit SET ReadBy = @PersonId, ReadAt = @Now WHERE ItemId = @MessageId AND UnitId = @UnitId AND ReadAt IS NULL", key);
            return new Answer(request.MessageId, await db.Scalar<DateTimeOffset>("SELECT ReadAt FROM Collaboration.AudienceUnit WHERE ItemId = @MessageId AND UnitId = @UnitId", key));
        }
    }

    private sealed class Sent
    {
        public string? FromUnitId { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/messages/{messageId:guid}/readings", async Task<Ok<Answer>> (Guid planId, Guid messageId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, messageId), cancel)))
            .WithSummary("My unit has read the message");
    }
}
