using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Gives a concern to a colleague at the unit (tilldela), or, without a name, back to the whole unit. Carried by every actor.</summary>
internal static class AssignConcern
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.HandleConcern)]
    internal sealed record Command(Guid ConcernId, string? PersonId) : ICommand<Answer>, IAboutConcern
    {
        Guid IAboutRecord.RecordId => ConcernId;
    }

    /// <param name="PersonId">A colleague with a role at the unit today; missing to take the name away.</param>
    internal sealed record Assignment(string? PersonId = null);

    internal sealed record Answer(Guid ConcernId, string? PersonId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.PersonId).MaximumLength(64);
    }

    internal sealed class Handler(Db db, Call call, Colleagues colleagues) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var concern = await StoredConcern.Load(db.Session, request.ConcernId, call.Caller!.UnitId);
            ConcernSteps.Demand(concern.State, ConcernSteps.Assign);
            if (request.PersonId is not null)
                await colleagues.Demand(call.Caller, request.PersonId, concern.IsProtected ? concern.ChildId : null, cancellationToken);
            await db.Execute("UPDATE {Module}.Concern SET HandlerId = @PersonId, Version = Version + 1 WHERE ConcernId = @ConcernId AND UnitId = @UnitId",
                new { request.PersonId, concern.ConcernId, concern.UnitId });
            return new Answer(concern.ConcernId, request.PersonId);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns/{concernId:guid}/assignments", async Task<Ok<Answer>> (Guid concernId, Assignment assignment, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(concernId, assignment.PersonId), cancel)))
            .WithSummary("Give a concern to a colleague, or back to the unit");
    }
}
