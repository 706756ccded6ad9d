using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// The head of the unit that holds a child with protected identity (skyddade personuppgifter) names a member of the unit's staff who may see the child.
/// All others at the unit do not know that the child is there.
/// </summary>
internal static class NameStaff
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.NameStaff)]
    internal sealed record Command(Guid ChildId, string PersonId) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, string PersonId);

    internal sealed record Body(string PersonId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.PersonId).NotEmpty().MaximumLength(64);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IPeople people) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if (await db.Scalar<string>("SELECT Protection FROM Responsibility.Child WHERE ChildId = @ChildId", request) == "none")
                throw new Refused("not-protected", "The child has no protected identity: the whole unit may see it.");
            if (!(await people.Assignments(clock.Today, cancellationToken)).Any(a => a.PersonId == request.PersonId && a.UnitId == caller.UnitId))
                throw new Invalid("personId", "Nobody at your unit has this id today.");
            await db.Execute("""
                INSERT INTO Responsibility.NamedStaff (ChildId, PersonId, NamedBy, NamedAt)
                SELECT @ChildId, @PersonId, @by, @Now WHERE NOT EXISTS (SELECT 1 FROM Responsibility.NamedStaff WHERE ChildId = @ChildId AND PersonId = @PersonId)
                """, new { request.ChildId, request.PersonId, by = caller.PersonId, clock.Now });
            return new Answer(request.ChildId, request.PersonId);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/named-staff", async Task<Ok<Answer>> (Guid childId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(childId, body.PersonId), cancel)))
            .WithSummary("Name a member of my unit's staff who may see a child with protected identity");
    }
}
