using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// The unit has found out whom a concern is about (identifiera barnet): it goes to the desk again, and from there to whoever holds the child. The answer does not
/// tell whether the number is known. Carried by every actor.
/// </summary>
internal static class IdentifyChild
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.HandleConcern)]
    internal sealed record Command(Guid ConcernId, string Kind, string IdentityNumber) : ICommand<Answer>, IAboutConcern
    {
        Guid IAboutRecord.RecordId => ConcernId;
    }

    /// <param name="Kind">child, or unborn with the mother's number.</param>
    internal sealed record Identity(string IdentityNumber, string Kind = AboutKinds.Child);

    internal sealed record Answer(Guid ConcernId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock) =>
            RuleFor(c => c.IdentityNumber).Must((c, number) => ConcernText.IsAbout(c.Kind, number, null, clock.Today)).WithMessage(ConcernText.AboutRule);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var concern = await StoredConcern.Load(db.Session, request.ConcernId, caller.UnitId);
            ConcernSteps.Demand(concern.State, ConcernSteps.Identify);
            if (concern.ChildId is not null)
                throw new Refused("child-known", "It is known whom the concern is about. Pass it on if it is another unit's.");
            await db.Execute("""
                UPDATE {Module}.Concern SET State = 'passed', ClosedAt = @Now, Version = Version + 1 WHERE ConcernId = @ConcernId AND UnitId = @UnitId
                """, new { concern.ConcernId, concern.UnitId, clock.Now });
            await deadlines.AllDone(db.Session, concern.ConcernId, concern.UnitId);
            var told = concern.Told(await StoredConcern.Spokes(db.Session, concern.ConcernId, concern.UnitId));
            db.Publish(new ConcernRaised(told with { About = request.Kind, IdentityNumber = request.IdentityNumber }, caller.Municipality));
            return new Answer(concern.ConcernId, ConcernStates.Passed);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns/{concernId:guid}/identifications", async Task<Ok<Answer>> (Guid concernId, Identity identity, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(concernId, identity.Kind, identity.IdentityNumber), cancel)))
            .WithSummary("Tell whom a concern is about");
    }
}
