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

namespace Kronobarn.Police;

/// <summary>
/// The contact way of today's barnensbästa-ansvarig for a named child (kontaktväg), for the police, who meet a child at any hour and must hand the concern on (polisen).
/// Other actors have no such slice: their concern is routed without anybody being told which unit it reaches, and a unit's name can give away where a child is.
/// </summary>
internal static class LookUpHolder
{
    /// <param name="IdentityNumber">Any number that the child has or has had.</param>
    /// <param name="Purpose">Why, 5 to 200 characters; the family can read it in its access log.</param>
    [Allow(Roles.PoliceOfficer, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.ReachHolder)]
    internal sealed record Query(string IdentityNumber, string Purpose) : IQuery<HolderContact>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.IdentityNumber).NotEmpty().MaximumLength(20);
            RuleFor(q => q.Purpose).NotEmpty().Length(5, 200);
        }
    }

    internal sealed class Handler(Call call, IHolderContacts holders) : IRequestHandler<Query, HolderContact>
    {
        public async Task<HolderContact> Handle(Query request, CancellationToken cancellationToken)
        {
            call.Purpose = request.Purpose;
            var found = await holders.Find(request.IdentityNumber, cancellationToken);
            if (found.ChildId is { } child)
                call.Subjects.Add(child);
            return found.Contact ?? throw new NotFound();
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/holder-lookups", async Task<Ok<HolderContact>> (Query query, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(query, cancel)))
            .WithSummary("How to reach the unit that is barnensbästa-ansvarig for a named child today");
    }
}
