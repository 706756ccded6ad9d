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

namespace Kronobarn.Preschool;

/// <summary>
/// Ends a placement at the caller's preschool (placeringen upphör), one recorded here or one that a feed told of.
/// </summary>
internal static class EndPlacement
{
    /// <param name="Placement">Its key, as the list of placements tells it.</param>
    /// <param name="To">The day after the last, Europe/Stockholm.</param>
    [Allow(Roles.PreschoolHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(Guid ChildId, string Placement, DateOnly To) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Placement).NotEmpty().MaximumLength(64);
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
            var told = own is not null ? null : (await register.Facts(request.ChildId, FactKinds.Placement, cancellationToken)).FirstOrDefault(f => f.Key == request.Placement && f.UnitId == unit) ?? throw new NotFound();
            var from = own?.FromDate ?? told!.From!.Value;
            if (request.To <= from)
                throw new Invalid("to", "Later than the first day.");

            var row = new
            {
                Id = own?.PlacementId ?? Guid.CreateVersion7(clock.Now),
                request.ChildId,
                unit,
                key = request.Placement,
                from,
                request.To,
                call.Caller.PersonId,
                clock.Now,
            };
            if (own is null)
            {
                await db.Execute("""
                    INSERT INTO Preschool.Placement (PlacementId, ChildId, UnitId, SourceKey, FromDate, ToDate, RecordedBy, RecordedAt)
                    VALUES (@Id, @ChildId, @unit, @key, @from, @To, @PersonId, @Now)
                    """, row);
            }
            else
            {
                await db.Execute("UPDATE Preschool.Placement SET ToDate = @To, RecordedBy = @PersonId, RecordedAt = @Now WHERE PlacementId = @Id", row);
            }

            db.Publish(new FactReported(request.ChildId, FactKinds.Placement, Organisations.Preschool, request.Placement, unit, Form: null, from, request.To));
            return Unit.Value;
        }

        private Task<Row?> Own(Command request, string unit) => db.Find<Row>("""
            SELECT PlacementId, FromDate FROM Preschool.Placement WHERE ChildId = @ChildId AND UnitId = @unit AND (PlacementId = @id OR SourceKey = @key)
            """, new { request.ChildId, unit, id = Guid.TryParse(request.Placement, out var id) ? id : Guid.Empty, key = request.Placement });
    }

    private sealed class Row
    {
        public required Guid PlacementId { get; init; }
        public required DateOnly FromDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/placement-endings", async Task<NoContent> (Command command, Sender sender, CancellationToken cancel) =>
        {
            await sender.Send(command, cancel);
            return TypedResults.NoContent();
        })
            .WithSummary("End a placement at my preschool");
    }
}
