using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Takes a concern up (inleda ärende): in a new case, or in the unit's open case on the same child when a human has seen that it is the same matter. Concerns are
/// never put together by themselves. Carried by every actor.
/// </summary>
internal static class TakeUpConcern
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.HandleConcern)]
    internal sealed record Command(Guid ConcernId, Guid? CaseId) : ICommand<Answer>, IAboutConcern
    {
        Guid IAboutRecord.RecordId => ConcernId;
    }

    /// <param name="CaseId">An open case of the unit on the same child; missing to open a new one.</param>
    internal sealed record Uptake(Guid? CaseId = null);

    internal sealed record Answer(Guid CaseId, bool IsNew);

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var concern = await StoredConcern.Load(db.Session, request.ConcernId, caller.UnitId);
            ConcernSteps.Demand(concern.State, ConcernSteps.TakeUp);
            if (concern.ChildId is not { } childId)
                throw new Refused("child-unknown", "Find out whom the concern is about first.");
            if (request.CaseId is { } open)
                await DemandOpen(open, childId, caller.UnitId);
            var caseId = request.CaseId ?? await Open(concern, childId, caller);
            await db.Execute("""
                UPDATE {Module}.Concern SET State = 'in-case', CaseId = @caseId, HandlerId = COALESCE(HandlerId, @PersonId), Version = Version + 1 WHERE ConcernId = @ConcernId AND UnitId = @UnitId
                """, new { caseId, caller.PersonId, concern.ConcernId, concern.UnitId });
            await deadlines.AllDone(db.Session, concern.ConcernId, concern.UnitId);
            await CaseFile.Note(db.Session, clock, caseId, CaseEvents.ConcernTakenUp, caller.PersonId);
            db.Publish(new ConcernStatusChanged(concern.ConcernId, concern.ReporterOrganisation, ConcernStatuses.InProgress, null, clock.Now));
            return new Answer(caseId, request.CaseId is null);
        }

        private async Task DemandOpen(Guid caseId, Guid childId, string unitId)
        {
            var file = await CaseFile.Find(db.Session, caseId);
            if (file is null || file.UnitId != unitId || file.ChildId != childId || !CaseStates.IsOpen(file.State))
                throw new Invalid("caseId", "Your unit has no such open case on the child.");
        }

        private async Task<Guid> Open(StoredConcern concern, Guid childId, Caller caller)
        {
            var caseId = Guid.CreateVersion7(clock.Now);
            await CaseFile.Open(db.Session, clock, caseId, childId, caller.UnitId, concern.IsProtected, "concern", concern.HandlerId ?? caller.PersonId);
            // The child has waited since the concern was raised, whatever desks it has lain on.
            await deadlines.Start(db.Session, ClockName.FirstDecision, ItemKinds.Case, caseId, caller.UnitId, Clock.DayOf(concern.RaisedAt));
            return caseId;
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns/{concernId:guid}/uptakes", async Task<Ok<Answer>> (Guid concernId, Uptake uptake, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(concernId, uptake.CaseId), cancel)))
            .WithSummary("Take a concern up in a new case, or in an open one on the same child");
    }
}
