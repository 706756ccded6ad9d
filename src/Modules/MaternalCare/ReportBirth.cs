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

namespace Kronobarn.MaternalCare;

/// <summary>
/// Reports a birth (födelseanmälan till kedjan), one child at a time: twins may be born on either side of midnight. The identity comes later, from the population
/// register; a reserve number (reservnummer) can stand in for it.
/// </summary>
internal static class ReportBirth
{
    /// <param name="BirthDate">The day, Europe/Stockholm; not before the pregnancy's from and not later than today.</param>
    [Allow(Roles.Midwife, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(Guid ChildId, DateOnly BirthDate, string? ReserveNumber = null) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.ReserveNumber).NotEmpty().MaximumLength(20).When(c => c.ReserveNumber is not null);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var number = request.ReserveNumber is null ? null : IdentityText.Stored(request.ReserveNumber, clock.Today);
            var known = number is null ? null : await register.ChildWith(number, cancellationToken);
            var row = await db.Find<Row>("""
                SELECT p.FromDate, u.EndedOn FROM MaternalCare.UnbornChild u JOIN MaternalCare.Pregnancy p ON p.PregnancyId = u.PregnancyId
                WHERE u.ChildId = @ChildId AND p.UnitId = @UnitId
                """, new { request.ChildId, call.Caller!.UnitId }) ?? throw new NotFound();
            call.Subjects.Add(request.ChildId);
            if (request.BirthDate < row.FromDate || request.BirthDate > clock.Today)
                throw new Invalid("birthDate", "Not before the pregnancy's from and not later than today.");
            if (row.EndedOn is not null)
                throw new Refused("pregnancy-over", "The pregnancy has ended without birth.");
            // Two children with one number would stop the second child's birth on its way to the register.
            if (number is not null && ((known is not null && known.ChildId != request.ChildId) || await db.Scalar<int>(
                "SELECT COUNT(*) FROM MaternalCare.UnbornChild WHERE ReserveNumber = @number AND ChildId <> @ChildId", new { number, request.ChildId }) > 0))
                throw new Refused("number-taken", "Another child has this reserve number.");

            if (await db.Execute("""
                UPDATE MaternalCare.UnbornChild SET BirthDate = @BirthDate, ReserveNumber = @number, ReportedBy = @PersonId, ReportedAt = @Now
                WHERE ChildId = @ChildId AND BirthDate IS NULL
                """, new { request.BirthDate, number, call.Caller.PersonId, clock.Now, request.ChildId }) == 0)
                throw new Refused("birth-already-reported", "This child's birth has been reported.");
            db.Publish(new BirthReported(request.ChildId, request.BirthDate, number));
            return Unit.Value;
        }
    }

    private sealed class Row
    {
        public required DateOnly FromDate { get; init; }
        public DateOnly? EndedOn { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/births", async Task<NoContent> (Command command, Sender sender, CancellationToken cancel) =>
        {
            await sender.Send(command, cancel);
            return TypedResults.NoContent();
        })
            .WithSummary("Report the birth of a child that my unit has followed");
    }
}
