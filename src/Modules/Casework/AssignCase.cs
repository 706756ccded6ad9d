using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Gives a case to a colleague at the unit (tilldela), or, without a name, back to the whole unit. Carried by every actor.</summary>
internal static class AssignCase
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, string? PersonId) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="PersonId">A colleague with a role at the unit today; missing to take the name away.</param>
    internal sealed record Assignment(string? PersonId = null);

    internal sealed record Answer(Guid CaseId, string? PersonId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.PersonId).MaximumLength(64);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Colleagues colleagues) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var file = await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.Assign);
            if (request.PersonId is not null)
                await colleagues.Demand(call.Caller!, request.PersonId, file.IsProtected ? file.ChildId : null, cancellationToken);
            await db.Execute("UPDATE {Module}.CaseFile SET HandlerId = @PersonId, Version = Version + 1 WHERE CaseId = @CaseId", request);
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.Assigned, call.Caller!.PersonId, request.PersonId);
            return new Answer(file.CaseId, request.PersonId);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/assignments", async Task<Ok<Answer>> (Guid caseId, Assignment assignment, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(caseId, assignment.PersonId), cancel)))
            .WithSummary("Give a case to a colleague, or back to the unit");
    }
}
