using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>Gives a person a role at a unit (medarbetaruppdrag), from a day. Nobody gives one to themselves.</summary>
internal static class AssignRole
{
    /// <param name="Role">One of the roles of the directory feed.</param>
    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last; missing while it is open.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string PersonId, string UnitId, string Role, DateOnly From, DateOnly? To = null) : ICommand<Answer>;

    internal sealed record Answer(string AssignmentId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.PersonId).MaximumLength(DirectoryRules.LongestId);
            RuleFor(c => c.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
            RuleFor(c => c.Role).OneOf(Roles.All);
            RuleFor(c => c.To).GreaterThan(c => c.From).When(c => c.To is not null).WithMessage("Later than from.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = await Administration.NamedUnit(db, call.Caller!, request.UnitId);
            if (unit.ToDate <= request.From)
                throw new Invalid("unitId", "The unit is closed on that day.");
            // An administrator reads no child's data; two people are needed to change that.
            if (request.PersonId == call.Caller!.PersonId)
                throw new Refused("own-role", "Another administrator has to give you a role.");
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Directory.Person WHERE PersonId = @PersonId", request) == 0)
                throw new Invalid("personId", "There is no such person.");
            if (await db.Scalar<int>("""
                SELECT COUNT(*) FROM Directory.Assignment WHERE PersonId = @PersonId AND UnitId = @UnitId AND RoleCode = @Role
                  AND (ToDate IS NULL OR ToDate > @From) AND (@To IS NULL OR FromDate < @To)
                """, request) > 0)
                throw new Refused("already-there", "The person has that role at the unit on some of these days.");
            var id = Guid.CreateVersion7(clock.Now).ToString();
            await db.Execute("""
                INSERT INTO Directory.Assignment (AssignmentId, PersonId, UnitId, RoleCode, FromDate, ToDate) VALUES (@id, @PersonId, @UnitId, @Role, @From, @To)
                """, new { id, request.PersonId, request.UnitId, request.Role, request.From, request.To });
            return new Answer(id);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/roles", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(command, cancel)))
            .WithSummary("Give a person a role at a unit");
    }
}
