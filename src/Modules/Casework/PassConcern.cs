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

/// <summary>Passes a concern to the unit whose it is, with a reason (skicka vidare): it came to the wrong hands. The concern as it was told goes on, and nothing else. Carried by every actor.</summary>
internal static class PassConcern
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.HandleConcern)]
    internal sealed record Command(Guid ConcernId, string UnitId, string Reason) : ICommand<Answer>, IAboutConcern
    {
        Guid IAboutRecord.RecordId => ConcernId;
    }

    /// <param name="Reason">Why it is theirs; 5 to 500 characters. The receiver reads it.</param>
    internal sealed record Passing(string UnitId, string Reason);

    internal sealed record Answer(Guid ConcernId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.UnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Reason).NotEmpty().Length(5, 500);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var concern = await StoredConcern.Load(db.Session, request.ConcernId, caller.UnitId);
            ConcernSteps.Demand(concern.State, ConcernSteps.Pass);
            var unit = await units.Find(request.UnitId, cancellationToken);
            if (unit is null || unit.From > clock.Today || unit.To <= clock.Today)
                throw new Invalid("unitId", "There is no such unit today.");
            if (unit.UnitId == caller.UnitId)
                throw new Invalid("unitId", "Your own unit has the concern.");
            var went = new { concern.ConcernId, concern.UnitId, toOrganisation = unit.Organisation, toUnit = unit.UnitId, request.Reason, clock.Now };
            await db.Execute("""
                UPDATE {Module}.Concern SET State = 'passed', WentToOrganisation = @toOrganisation, WentToUnitId = @toUnit, Reason = @Reason, ClosedAt = @Now, Version = Version + 1
                WHERE ConcernId = @ConcernId AND UnitId = @UnitId
                """, went);
            await deadlines.AllDone(db.Session, concern.ConcernId, concern.UnitId);
            var told = concern.Told(await StoredConcern.Spokes(db.Session, concern.ConcernId, concern.UnitId));
            db.Publish(new ConcernRouted(told, unit.Organisation, unit.UnitId, concern.ChildId, concern.IsProtected, RoutedBecause.Passed, request.Reason));
            return new Answer(concern.ConcernId, ConcernStates.Passed);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns/{concernId:guid}/passings", async Task<Ok<Answer>> (Guid concernId, Passing passing, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(concernId, passing.UnitId, passing.Reason), cancel)))
            .WithSummary("Pass a concern to the right unit, with a reason");
    }
}
