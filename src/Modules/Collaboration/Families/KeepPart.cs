using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// Keeps a part of the plan from a guardian (undanhållen del), because the child or somebody else would come to harm by it (OSL 12 kap. 3 §, 10 kap. 3 §). It counts from
/// the next request and leaves no trace; what one wrote oneself is never kept from one.
/// </summary>
internal static class KeepPart
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.CloseFamilyView)]
    internal sealed record Command(Guid PlanId, Guid PartId, Keeping Keeping) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="MemberId">A guardian with custody today, by the pseudonym.</param>
    /// <param name="Reason">For those who come after; at most 500 characters. Never shown to the family.</param>
    internal sealed record Keeping(Guid MemberId, string Reason);

    internal sealed record Answer(Guid PartId, Guid MemberId, bool IsKept);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Keeping.Reason).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(500);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, keeping) = (call.Caller!, request.Keeping);
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            var (coverage, family) = await givers.Covered(db.Session, plan.ChildId, cancellationToken);
            // Nobody keeps back what is not for the own unit to see.
            var part = await new Sight(coverage, caller.UnitId).Load(db.Session, plan.PlanId, request.PartId);
            if (!family.Guardians.Any(g => g.MemberId == keeping.MemberId))
                throw new Invalid("memberId", "The child has no such guardian today.");
            if (part.OriginMemberId == keeping.MemberId)
                throw new Refused("own-words", "What one wrote oneself is not kept from one.");
            if (await db.Execute("""
                INSERT INTO Collaboration.KeptPart (PartId, MemberId, PlanId, Reason, KeptByUnitId, KeptBy, KeptAt) SELECT @PartId, @MemberId, @PlanId, @Reason, @UnitId, @PersonId, @Now
                WHERE NOT EXISTS (SELECT 1 FROM Collaboration.KeptPart WHERE PartId = @PartId AND MemberId = @MemberId)
                """, new { request.PartId, keeping.MemberId, request.PlanId, keeping.Reason, caller.UnitId, caller.PersonId, clock.Now }) == 0)
                throw new Refused("wrong-state", "It is kept from this guardian already.");
            return new Answer(request.PartId, keeping.MemberId, IsKept: true);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/parts/{partId:guid}/keepings", async Task<Created<Answer>> (
            Guid planId, Guid partId, Keeping keeping, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(planId, partId, keeping), cancel)))
            .WithSummary("Keep a part of the plan from a guardian");
    }
}
