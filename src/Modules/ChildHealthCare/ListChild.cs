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

namespace Kronobarn.ChildHealthCare;

/// <summary>
/// Lists a child at the caller's clinic (listning på BVC), also one that comes from another clinic: the listing that begins last counts, so the former clinic need
/// not have ended its own.
/// </summary>
internal static class ListChild
{
    /// <param name="From">First day, Europe/Stockholm; not before the birth.</param>
    /// <param name="ChildId">A child that the unit holds or is about to hold.</param>
    /// <param name="IdentityNumber">Any other child, by any number that it has or has had. One of the two is given.</param>
    [Allow(Roles.BhvNurse, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(DateOnly From, Guid? ChildId = null, string? IdentityNumber = null) : ICommand<Answer>;

    internal sealed record Answer(Guid ListingId, Guid ChildId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.IdentityNumber).NotEmpty().MaximumLength(20).When(c => c.IdentityNumber is not null);
            RuleFor(c => c.ChildId).Must((c, id) => (id is null) != (c.IdentityNumber is null)).WithMessage("Either childId or identityNumber.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IAccess access, IResponsibility register, IUnitRecords records) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var child = request.ChildId is { } childId ? await Ours(childId, cancellationToken) : await Named(request.IdentityNumber!, cancellationToken);
            call.Subjects.Add(child.ChildId);
            if (child.BirthDate is null || request.From < child.BirthDate)
                throw new Invalid("from", "Before the child's birth.");
            var row = new { id = Guid.CreateVersion7(clock.Now), child.ChildId, call.Caller!.UnitId, request.From, call.Caller.PersonId, clock.Now };
            if (await db.Scalar<int>("SELECT COUNT(*) FROM ChildHealthCare.Listing WHERE ChildId = @ChildId AND UnitId = @UnitId AND (ToDate IS NULL OR ToDate > @From)", row) > 0)
                throw new Refused("already-listed", "The child is listed at this clinic.");

            await db.Execute("""
                INSERT INTO ChildHealthCare.Listing (ListingId, ChildId, UnitId, FromDate, RecordedBy, RecordedAt) VALUES (@id, @ChildId, @UnitId, @From, @PersonId, @Now)
                """, row);
            db.Publish(new FactReported(child.ChildId, FactKinds.Listing, Organisations.ChildHealthCare, row.id.ToString(), row.UnitId, Form: null, request.From, To: null));
            return new Answer(row.id, child.ChildId);
        }

        private async Task<ChildInfo> Ours(Guid childId, CancellationToken cancel)
        {
            var admission = await access.Admit(call, Operations.ReadChild, childId, cancel);
            call.Ground = admission?.Ground;
            return call.Ground is "holder" or "incoming" ? await register.Child(childId, cancel) ?? throw new NotFound() : throw new NotFound();
        }

        private async Task<ChildInfo> Named(string number, CancellationToken cancel)
        {
            var child = await register.ChildWith(number, cancel);
            var cards = await records.Cards(call.Caller!, [child?.ChildId ?? Guid.Empty], cancel);
            return child is not null && cards[child.ChildId] is { IsHidden: false } ? child : throw new Refused("child-unknown", "The number is not in the county's register.");
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/listings", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            return TypedResults.Created($"/api/child-health-care/v1/listings/{answer.ListingId}", answer);
        })
            .WithSummary("List a child at my clinic");
    }
}
