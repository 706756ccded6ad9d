using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Says that the unit has seen the concern (bekräfta); whoever does becomes its handler, and the reporter sees that it is in hand. Carried by every actor.</summary>
internal static class AcknowledgeConcern
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.HandleConcern)]
    internal sealed record Command(Guid ConcernId) : ICommand<Answer>, IAboutConcern
    {
        Guid IAboutRecord.RecordId => ConcernId;
    }

    internal sealed record Answer(Guid ConcernId, string State);

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var concern = await StoredConcern.Load(db.Session, request.ConcernId, call.Caller!.UnitId);
            ConcernSteps.Demand(concern.State, ConcernSteps.Acknowledge);
            await db.Execute("""
                UPDATE {Module}.Concern SET State = 'acknowledged', HandlerId = COALESCE(HandlerId, @PersonId), Version = Version + 1 WHERE ConcernId = @ConcernId AND UnitId = @UnitId
                """, new { concern.ConcernId, concern.UnitId, call.Caller.PersonId });
            await deadlines.Done(db.Session, ClockName.ConcernAcknowledged, concern.ConcernId);
            db.Publish(new ConcernStatusChanged(concern.ConcernId, concern.ReporterOrganisation, ConcernStatuses.InProgress, null, clock.Now));
            return new Answer(concern.ConcernId, ConcernStates.Acknowledged);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns/{concernId:guid}/acknowledgements", async Task<Ok<Answer>> (Guid concernId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(concernId), cancel)))
            .WithSummary("Acknowledge a concern");
    }
}
