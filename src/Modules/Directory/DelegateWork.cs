using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>A unit's head passes work on to a person of the unit or to a team (delegering). The unit stays responsible.</summary>
internal static class DelegateWork
{
    /// <param name="Task">What is delegated, in the head's words.</param>
    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last: a delegation always ends.</param>
    /// <param name="ToPersonId">Either this, somebody with a role at the unit on the first day,</param>
    /// <param name="ToTeam">or a team's name.</param>
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string Task, DateOnly From, DateOnly To, string? ToPersonId = null, string? ToTeam = null) : ICommand<Answer>;

    internal sealed record Answer(Guid DelegationId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Task).NotEmpty().MaximumLength(DirectoryRules.LongestName);
            RuleFor(c => c.To).GreaterThan(c => c.From).WithMessage("Later than from.");
            RuleFor(c => c.ToPersonId).MaximumLength(DirectoryRules.LongestId);
            RuleFor(c => c.ToTeam).MaximumLength(DirectoryRules.LongestName);
            RuleFor(c => c.ToTeam).Must((c, team) => string.IsNullOrWhiteSpace(team) != string.IsNullOrWhiteSpace(c.ToPersonId)).WithMessage("Either a person or a team.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var unitId = call.Caller!.UnitId;
            if (request.ToPersonId is not null && await db.Scalar<int>("""
                SELECT COUNT(*) FROM Directory.Assignment WHERE PersonId = @ToPersonId AND UnitId = @unitId AND FromDate <= @From AND (ToDate IS NULL OR ToDate > @From)
                """, new { request.ToPersonId, unitId, request.From }) == 0)
                throw new Refused("not-at-unit", "The person has no role at the unit on the first day.");
            var id = Guid.CreateVersion7(clock.Now);
            await Delegations.Record(db, new Delegation(id, unitId, call.Caller.PersonId, request.ToPersonId, request.ToTeam, request.Task, request.From, request.To));
            return new Answer(id);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/delegations", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(command, cancel)))
            .WithSummary("Delegate work of my unit to a person or a team");
    }
}
