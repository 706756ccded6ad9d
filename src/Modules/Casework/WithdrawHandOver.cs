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

/// <summary>
/// Takes an offer of a case back (återta överlämning), with the reason in the chronology. Asks nothing of the receiver, so it works also when that unit is no more.
/// Carried by every actor.
/// </summary>
internal static class WithdrawHandOver
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, Guid HandOverId, string Reason) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Reason">5 to 500 characters.</param>
    internal sealed record Withdrawal(string Reason);

    internal sealed record Answer(Guid HandOverId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(ReadableText.Is).WithMessage("Say why.").Length(5, 500);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var offer = await StoredHandOver.Find(db.Session, request.HandOverId);
            if (offer is null || offer.CaseId != request.CaseId)
                throw new Kernel.NotFound();
            var person = call.Caller!.PersonId;
            await StoredHandOver.Answer(db.Session, clock, offer, HandOverStates.Withdrawn, person, request.Reason);
            await StoredHandOver.BackToGiver(db.Session, clock, deadlines, offer, HandOverStates.Withdrawn, CaseEvents.HandOverWithdrawn, person, request.Reason);
            return new Answer(offer.HandOverId, HandOverStates.Withdrawn);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/hand-overs/{handOverId:guid}/withdrawals",
            async Task<Ok<Answer>> (Guid caseId, Guid handOverId, Withdrawal withdrawal, Sender sender, CancellationToken cancel) =>
                TypedResults.Ok(await sender.Send(new Command(caseId, handOverId, withdrawal.Reason), cancel)))
            .WithSummary("Take an offer of a case back");
    }
}
