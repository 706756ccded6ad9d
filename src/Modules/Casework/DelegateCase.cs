using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// The unit's head lets those to whom work is delegated in the directory do this case (delegering, as from rektor to elevhälsoteam), or takes it back. No transfer:
/// the unit keeps the responsibility, and who may see the case is as before. Carried by every actor.
/// </summary>
internal static class DelegateCase
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, string? Team, string? PersonId) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Team">A team by the name that the directory's delegation gives it,</param>
    /// <param name="PersonId">or a person; neither to take the case back.</param>
    internal sealed record Choice(string? Team = null, string? PersonId = null);

    /// <param name="Until">The day after the delegation's last; missing when the case was taken back.</param>
    internal sealed record Answer(Guid CaseId, string? Team, string? PersonId, DateOnly? Until);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Team).NotEmpty().MaximumLength(200).When(c => c.Team is not null);
            RuleFor(c => c.PersonId).NotEmpty().MaximumLength(64).When(c => c.PersonId is not null);
            RuleFor(c => c.PersonId).Must((c, person) => person is null || c.Team is null).WithMessage("Either team or personId.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IDelegations delegations, Colleagues colleagues) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var file = await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.Delegate);
            if (request.PersonId is not null)
                await colleagues.Demand(caller, request.PersonId, file.IsProtected ? file.ChildId : null, cancellationToken);
            var delegation = request is { Team: null, PersonId: null } ? null : await InForce(request, caller.UnitId, cancellationToken);
            var ended = await db.Execute("UPDATE {Module}.CaseDelegation SET EndedAt = @Now WHERE CaseId = @CaseId AND EndedAt IS NULL", new { clock.Now, file.CaseId });
            if (delegation is null && ended == 0)
                throw new Refused("not-delegated", "The case is with the unit already.");

            if (delegation is not null)
            {
                await db.Execute("""
                    INSERT INTO {Module}.CaseDelegation (CaseDelegationId, CaseId, DelegationId, ToPersonId, ToTeam, UntilDate, DelegatedBy, DelegatedAt)
                    VALUES (@id, @CaseId, @DelegationId, @ToPersonId, @ToTeam, @To, @PersonId, @Now)
                    """, new { id = Guid.CreateVersion7(clock.Now), file.CaseId, delegation.DelegationId, delegation.ToPersonId, delegation.ToTeam, delegation.To, caller.PersonId, clock.Now });
            }

            // A team has the case on its table until one of it takes it; so has the unit when it comes back.
            await db.Execute("UPDATE {Module}.CaseFile SET HandlerId = @PersonId, Version = Version + 1 WHERE CaseId = @CaseId", request);
            await CaseFile.Note(db.Session, clock, file.CaseId, delegation is null ? CaseEvents.DelegationEnded : CaseEvents.Delegated, caller.PersonId, request.Team ?? request.PersonId);
            return new Answer(file.CaseId, request.Team, request.PersonId, delegation?.To);
        }

        private async Task<DelegationInfo> InForce(Command request, string unitId, CancellationToken cancel) =>
            (await delegations.InForce(unitId, clock.Today, cancel)).FirstOrDefault(d => request.Team is null ? d.ToPersonId == request.PersonId : d.ToTeam == request.Team)
            ?? throw new Invalid(request.Team is null ? "personId" : "team", "The unit's head has delegated no work to them that is in force today.");
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/delegations", async Task<Ok<Answer>> (Guid caseId, Choice choice, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(caseId, choice.Team, choice.PersonId), cancel)))
            .WithSummary("Let those to whom my unit's work is delegated do a case, or take it back");
    }
}
