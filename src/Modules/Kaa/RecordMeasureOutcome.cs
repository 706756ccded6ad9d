using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.Kaa;

/// <summary>Records how a measure went (åtgärdens utfall), once: completed, interrupted or declined.</summary>
internal static class RecordMeasureOutcome
{
    private static readonly string[] Statuses = ["completed", "interrupted", "declined"];

    [Allow(Roles.KaaHandler, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkWithChild)]
    internal sealed record Command(Guid ChildId, Guid MeasureId, string Status, string? Outcome) : ICommand<Unit>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Status">completed, interrupted or declined.</param>
    /// <param name="Outcome">In words, at most 1,000 characters.</param>
    internal sealed record Body(string Status, string? Outcome = null);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Status).Must(status => Statuses.Contains(status, StringComparer.Ordinal)).WithMessage("One of completed, interrupted and declined.");
            RuleFor(c => c.Outcome).MaximumLength(1000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var row = new { request.MeasureId, request.ChildId, call.Caller!.UnitId, request.Status, request.Outcome, clock.Now };
            if (await db.Scalar<int>("SELECT COUNT(*) FROM Kaa.Measure WHERE MeasureId = @MeasureId AND ChildId = @ChildId AND UnitId = @UnitId", row) == 0)
                throw new NotFound();
            if (await db.Execute("UPDATE Kaa.Measure SET Status = @Status, Outcome = @Outcome, OutcomeAt = @Now WHERE MeasureId = @MeasureId AND OutcomeAt IS NULL", row) == 0)
                throw new Refused("outcome-already-recorded", "The measure's outcome has been recorded.");
            return Unit.Value;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/youths/{childId:guid}/measures/{measureId:guid}/outcomes",
            async Task<NoContent> (Guid childId, Guid measureId, Body body, Sender sender, CancellationToken cancel) =>
            {
                await sender.Send(new Command(childId, measureId, body.Status, body.Outcome), cancel);
                return TypedResults.NoContent();
            })
            .WithSummary("Record how a measure went");
    }
}
