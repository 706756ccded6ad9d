using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Closes a concern without a case (avsluta): no need was found, or it was dealt with on the spot. The reporter gets feedback. Carried by every actor.</summary>
internal static class CloseConcern
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.HandleConcern)]
    internal sealed record Command(Guid ConcernId, string Outcome, string Reason) : ICommand<Answer>, IAboutConcern
    {
        Guid IAboutRecord.RecordId => ConcernId;
    }

    /// <param name="Outcome">taken-care-of or no-need.</param>
    /// <param name="Reason">What the unit did and why that was enough; 5 to 500 characters. It stays in the unit.</param>
    internal sealed record Closing(string Outcome, string Reason);

    /// <param name="Feedback">What the reporter is told.</param>
    internal sealed record Answer(Guid ConcernId, string State, string Feedback);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Outcome).Must(outcome => Casework.Feedback.Outcomes.Contains(outcome, StringComparer.Ordinal)).WithMessage("One of taken-care-of and no-need.");
            RuleFor(c => c.Reason).NotEmpty().Length(5, 500);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var concern = await StoredConcern.Load(db.Session, request.ConcernId, call.Caller!.UnitId);
            ConcernSteps.Demand(concern.State, ConcernSteps.Close);
            await db.Execute("""
                UPDATE {Module}.Concern SET State = 'closed', Reason = @Reason, HandlerId = COALESCE(HandlerId, @PersonId), ClosedAt = @Now, Version = Version + 1
                WHERE ConcernId = @ConcernId AND UnitId = @UnitId
                """, new { request.Reason, call.Caller.PersonId, clock.Now, concern.ConcernId, concern.UnitId });
            await deadlines.AllDone(db.Session, concern.ConcernId, concern.UnitId);
            var feedback = Feedback.For(concern.ReporterKind, request.Outcome);
            db.Publish(new ConcernStatusChanged(concern.ConcernId, concern.ReporterOrganisation, ConcernStatuses.Closed, feedback, clock.Now));
            return new Answer(concern.ConcernId, ConcernStates.Closed, feedback);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns/{concernId:guid}/closings", async Task<Ok<Answer>> (Guid concernId, Closing closing, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(concernId, closing.Outcome, closing.Reason), cancel)))
            .WithSummary("Close a concern without a case");
    }
}
