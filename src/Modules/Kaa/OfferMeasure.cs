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

/// <summary>Offers a youth a measure (åtgärd), such as study guidance, work practice or an introductory programme.</summary>
internal static class OfferMeasure
{
    private static readonly string[] Statuses = ["offered", "accepted", "ongoing"];

    [Allow(Roles.KaaHandler, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkWithChild)]
    internal sealed record Command(Guid ChildId, string What, DateOnly From, DateOnly? To, string Status) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="What">At most 500 characters.</param>
    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last; missing while it is open.</param>
    /// <param name="Status">offered, accepted or ongoing.</param>
    internal sealed record Body(string What, DateOnly From, string Status, DateOnly? To = null);

    internal sealed record Answer(Guid MeasureId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.What).NotEmpty().MaximumLength(500);
            RuleFor(c => c.To).GreaterThan(c => c.From).When(c => c.To is not null).WithMessage("Later than from.");
            RuleFor(c => c.Status).Must(status => Statuses.Contains(status, StringComparer.Ordinal)).WithMessage("One of offered, accepted and ongoing.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var id = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO Kaa.Measure (MeasureId, ChildId, UnitId, What, FromDate, ToDate, Status, RecordedBy, RecordedAt)
                VALUES (@id, @ChildId, @UnitId, @What, @From, @To, @Status, @PersonId, @Now)
                """, new { id, request.ChildId, call.Caller!.UnitId, request.What, request.From, request.To, request.Status, call.Caller.PersonId, clock.Now });
            return new Answer(id);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/youths/{childId:guid}/measures", async Task<Created<Answer>> (Guid childId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Created($"/api/kaa/v1/youths/{childId}", await sender.Send(new Command(childId, body.What, body.From, body.To, body.Status), cancel)))
            .WithSummary("Offer a youth a measure");
    }
}
