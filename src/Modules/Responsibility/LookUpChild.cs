using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.Responsibility;

/// <summary>
/// From an identity number to the child's key (slå upp ett barn), for a unit that holds, is about to hold or has held the child. Anybody else, and a number that
/// nobody has, gets the same answer. A POST with a purpose, because a personnummer stands in no URL. Carried by every actor.
/// </summary>
internal static class LookUpChild
{
    /// <param name="IdentityNumber">Any number that the child has or has had.</param>
    /// <param name="Purpose">Why, 5 to 200 characters; the family can read it in its access log.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.LookUpChild)]
    internal sealed record Query(string IdentityNumber, string Purpose) : IQuery<Answer>;

    /// <param name="Ground">holder, case, incoming, former or break-glass.</param>
    internal sealed record Answer(Guid ChildId, string Ground);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.IdentityNumber).NotEmpty().MaximumLength(20);
            RuleFor(q => q.Purpose).NotEmpty().Length(5, 200);
        }
    }

    internal sealed class Handler(Call call, IResponsibility register, IAccess access) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            call.Purpose = request.Purpose;
            var child = await register.ChildWith(request.IdentityNumber, cancellationToken);
            call.Ground = (await access.Admit(call, Operations.ReadChild, child?.ChildId ?? Guid.Empty, cancellationToken))?.Ground;
            if (child is not null)
                call.Subjects.Add(child.ChildId);
            return child is not null && call.Ground is not null ? new Answer(child.ChildId, call.Ground) : throw new NotFound();
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/lookups", async Task<Ok<Answer>> (Query query, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(query, cancel)))
            .WithSummary("The key of a child that my unit holds, is about to hold or has held, by its identity number");
    }
}
