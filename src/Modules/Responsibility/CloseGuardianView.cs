using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// Closes a guardian's view of a child (stängd vy): because the child would come to harm by what the guardian reads (OSL 12 kap. 3 §). It counts from the next request,
/// and to the guardian it looks as if there were nothing to see; nobody is told.
/// </summary>
internal static class CloseGuardianView
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.CloseFamilyView)]
    internal sealed record Command(Guid ChildId, Closing Closing) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="MemberId">A guardian with custody today, by the pseudonym.</param>
    /// <param name="Reason">For those who come after; at most 500 characters. Never shown to the family.</param>
    internal sealed record Closing(Guid MemberId, string Reason);

    internal sealed record Answer(Guid ChildId, Guid MemberId, bool IsClosed);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Closing.Reason).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(500);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, closing) = (call.Caller!, request.Closing);
            if (!(await families.Of(request.ChildId, cancellationToken) ?? throw new Kernel.NotFound()).Guardians.Any(g => g.MemberId == closing.MemberId))
                throw new Invalid("memberId", "The child has no such guardian today.");
            if (await db.Execute("""
                INSERT INTO Responsibility.ClosedView (ClosingId, ChildId, MemberId, Reason, ClosedByUnitId, ClosedBy, ClosedAt)
                SELECT @id, @ChildId, @MemberId, @Reason, @UnitId, @PersonId, @Now
                WHERE NOT EXISTS (SELECT 1 FROM Responsibility.ClosedView WHERE ChildId = @ChildId AND MemberId = @MemberId AND OpenedAt IS NULL)
                """, new { id = Guid.CreateVersion7(clock.Now), request.ChildId, closing.MemberId, closing.Reason, caller.UnitId, caller.PersonId, clock.Now }) == 0)
                throw new Refused("wrong-state", "The view is closed already.");
            return new Answer(request.ChildId, closing.MemberId, IsClosed: true);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/closed-views", async Task<Created<Answer>> (Guid childId, Closing closing, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, closing), cancel)))
            .WithSummary("Close a guardian's view of a child");
    }
}
