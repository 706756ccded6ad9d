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
/// Ends a listing at the caller's clinic (avlistning), when the child moves to another clinic, a private one too. The receiving clinic lists the child by itself,
/// so nothing is said here of which one it is.
/// </summary>
internal static class EndListing
{
    /// <param name="Listing">Its key, as the list of listings tells it.</param>
    /// <param name="To">The day after the last, Europe/Stockholm.</param>
    [Allow(Roles.BhvNurse, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(Guid ChildId, string Listing, DateOnly To) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Listing).NotEmpty().MaximumLength(64);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register, IUnitRecords records) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = call.Caller!.UnitId;
            call.Subjects.Add(request.ChildId);
            if ((await records.Cards(call.Caller, [request.ChildId], cancellationToken)).GetValueOrDefault(request.ChildId) is not { IsHidden: false })
                throw new NotFound();
            var own = await Own(request, unit);
            // What a feed told of gets a row here with the feed's key: told last, our ending counts.
            var told = own is not null ? null : (await register.Facts(request.ChildId, FactKinds.Listing, cancellationToken)).FirstOrDefault(f => f.Key == request.Listing && f.UnitId == unit) ?? throw new NotFound();
            var from = own?.FromDate ?? told!.From!.Value;
            if (request.To <= from)
                throw new Invalid("to", "Later than the first day.");

            var row = new
            {
                Id = own?.ListingId ?? Guid.CreateVersion7(clock.Now),
                request.ChildId,
                unit,
                key = request.Listing,
                from,
                request.To,
                call.Caller.PersonId,
                clock.Now,
            };
            if (own is null)
            {
                await db.Execute("""
                    INSERT INTO ChildHealthCare.Listing (ListingId, ChildId, UnitId, SourceKey, FromDate, ToDate, RecordedBy, RecordedAt)
                    VALUES (@Id, @ChildId, @unit, @key, @from, @To, @PersonId, @Now)
                    """, row);
            }
            else
            {
                await db.Execute("UPDATE ChildHealthCare.Listing SET ToDate = @To, RecordedBy = @PersonId, RecordedAt = @Now WHERE ListingId = @Id", row);
            }

            db.Publish(new FactReported(request.ChildId, FactKinds.Listing, Organisations.ChildHealthCare, request.Listing, unit, Form: null, from, request.To));
            return Unit.Value;
        }

        private Task<Row?> Own(Command request, string unit) => db.Find<Row>("""
            SELECT ListingId, FromDate FROM ChildHealthCare.Listing WHERE ChildId = @ChildId AND UnitId = @unit AND (ListingId = @id OR SourceKey = @key)
            """, new { request.ChildId, unit, id = Guid.TryParse(request.Listing, out var id) ? id : Guid.Empty, key = request.Listing });
    }

    private sealed class Row
    {
        public required Guid ListingId { get; init; }
        public required DateOnly FromDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/listing-endings", async Task<NoContent> (Command command, Sender sender, CancellationToken cancel) =>
        {
            await sender.Send(command, cancel);
            return TypedResults.NoContent();
        })
            .WithSummary("End a listing at my clinic");
    }
}
