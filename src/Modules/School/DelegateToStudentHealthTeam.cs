using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.School;

/// <summary>
/// The rektor lets the student health team, or one of its members, do a task for a period (delegering till elevhälsoteamet). No transfer: the school keeps the
/// responsibility, and the directory tells whom to speak to.
/// </summary>
internal static class DelegateToStudentHealthTeam
{
    /// <param name="ToPersonId">A member of the school's student health team on the first day.</param>
    /// <param name="ToTeam">Or the team, by name. One of the two is given.</param>
    /// <param name="Task">What is to be done, at most 200 characters; no child's name.</param>
    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last: a delegation always ends.</param>
    [Allow(Roles.Rektor), NotAudited("names staff and no child")]
    internal sealed record Command(string Task, DateOnly From, DateOnly To, string? ToPersonId = null, string? ToTeam = null) : ICommand<Answer>;

    internal sealed record Answer(Guid DelegationId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Task).NotEmpty().MaximumLength(200);
            RuleFor(c => c.To).GreaterThan(c => c.From).WithMessage("Later than from.");
            RuleFor(c => c.ToPersonId).NotEmpty().MaximumLength(64).When(c => c.ToPersonId is not null);
            RuleFor(c => c.ToTeam).NotEmpty().MaximumLength(200).When(c => c.ToTeam is not null);
            RuleFor(c => c.ToPersonId).Must((c, person) => (person is null) != (c.ToTeam is null)).WithMessage("Either toPersonId or toTeam.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IPeople people) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if (request.To <= clock.Today)
                throw new Invalid("to", "Already past.");
            if (request.ToPersonId is not null && !(await people.Assignments(request.From, cancellationToken)).Any(a =>
                a.PersonId == request.ToPersonId && a.UnitId == caller.UnitId && a.Role == Roles.StudentHealthTeam))
                throw new Invalid("toPersonId", "No member of the school's student health team on the first day.");

            var delegationId = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO School.Delegation (DelegationId, UnitId, ToDate, RecordedBy, RecordedAt) VALUES (@delegationId, @UnitId, @To, @PersonId, @Now)
                """, new { delegationId, caller.UnitId, request.To, caller.PersonId, clock.Now });
            db.Publish(new WorkDelegated(delegationId, caller.UnitId, caller.PersonId, request.ToPersonId, request.ToTeam, request.Task, request.From, request.To));
            return new Answer(delegationId);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/delegations", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            return TypedResults.Created($"/api/school/v1/delegations/{answer.DelegationId}", answer);
        })
            .WithSummary("Let the student health team do a task for a period");
    }
}
