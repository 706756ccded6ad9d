using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Takes a document away that my unit has brought, also from a closed plan. The content is wiped at once; that it was there stays.</summary>
internal static class RemoveDocument
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, Guid DocumentId) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(Guid DocumentId, string State);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if (await StoredDocument.Find(db.Session, request.DocumentId) is not { } document || document.PlanId != request.PlanId || document.UnitId != caller.UnitId)
                throw new Kernel.NotFound();
            if (await db.Execute("UPDATE Collaboration.Document SET State = 'removed', RemovedBy = @PersonId, RemovedAt = @Now WHERE DocumentId = @DocumentId AND State <> 'removed'",
                new { request.DocumentId, caller.PersonId, clock.Now }) == 0)
                throw new Refused("wrong-state", "It has been taken away already.");
            await StoredDocument.Wipe(db.Session, request.DocumentId);
            return new Answer(request.DocumentId, DocumentStates.Removed);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/documents/{documentId:guid}/removals", async Task<Ok<Answer>> (Guid planId, Guid documentId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(planId, documentId), cancel)))
            .WithSummary("Take away a document that my unit has brought");
    }
}
