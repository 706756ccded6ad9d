using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Preschool;

/// <summary>Places a child at the caller's preschool (förskoleplacering), where no feed tells of it.</summary>
internal static class PlaceChild
{
    /// <param name="IdentityNumber">Any number that the child has or has had.</param>
    /// <param name="From">First day, Europe/Stockholm; not before the birth.</param>
    /// <param name="To">The day after the last; missing while it is open.</param>
    [Allow(Roles.PreschoolHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(string IdentityNumber, DateOnly From, DateOnly? To = null) : ICommand<Answer>;

    internal sealed record Answer(Guid PlacementId, Guid ChildId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.IdentityNumber).NotEmpty().MaximumLength(20);
            RuleFor(c => c.To).GreaterThan(c => c.From).When(c => c.To is not null).WithMessage("Later than from.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var child = await register.ChildWith(request.IdentityNumber, cancellationToken) ?? throw new Refused("child-unknown", "The number is not in the county's register.");
            call.Subjects.Add(child.ChildId);
            if (child.BirthDate is null || request.From < child.BirthDate)
                throw new Invalid("from", "Before the child's birth.");
            var row = new { id = Guid.CreateVersion7(clock.Now), child.ChildId, call.Caller!.UnitId, request.From, request.To, call.Caller.PersonId, clock.Now };
            if (await db.Scalar<int>("""
                SELECT COUNT(*) FROM Preschool.Placement
                WHERE ChildId = @ChildId AND UnitId = @UnitId AND (ToDate IS NULL OR ToDate > @From) AND (@To IS NULL OR FromDate < @To)
                """, row) > 0)
                throw new Refused("already-placed", "The child has a place at this preschool on some of these days.");

            await db.Execute("""
                INSERT INTO Preschool.Placement (PlacementId, ChildId, UnitId, FromDate, ToDate, RecordedBy, RecordedAt) VALUES (@id, @ChildId, @UnitId, @From, @To, @PersonId, @Now)
                """, row);
            db.Publish(new FactReported(child.ChildId, FactKinds.Placement, Organisations.Preschool, row.id.ToString(), row.UnitId, Form: null, request.From, request.To));
            return new Answer(row.id, child.ChildId);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/placements", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            return TypedResults.Created($"/api/preschool/v1/placements/{answer.PlacementId}", answer);
        })
            .WithSummary("Place a child at my preschool");
    }
}
