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

namespace Kronobarn.School;

/// <summary>Ends an enrolment at the caller's school (skolplaceringen upphör), one recorded here or one that a feed told of: moved, completed, left upper secondary school, or recorded wrongly.</summary>
internal static class EndEnrolment
{
    private const string Wrong = "wrong";

    private static readonly string[] Reasons = ["moved", "completed", "left-upper-secondary", Wrong];

    /// <param name="Enrolment">Its key, as the list of enrolments tells it.</param>
    /// <param name="Reason">moved, completed, left-upper-secondary or wrong: the last takes the enrolment back as if it had never been.</param>
    /// <param name="To">The day after the last, Europe/Stockholm; missing when the reason is wrong.</param>
    [Allow(Roles.Rektor, Roles.StudentHealthTeam), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(Guid ChildId, string Enrolment, string Reason, DateOnly? To = null) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Enrolment).NotEmpty().MaximumLength(64);
            RuleFor(c => c.Reason).Must(r => Reasons.Contains(r, StringComparer.Ordinal)).WithMessage("One of moved, completed, left-upper-secondary and wrong.");
            RuleFor(c => c.To).Must((c, to) => (to is null) == (c.Reason == Wrong)).WithMessage("Given, but for an enrolment that was wrong.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register, IUnitRecords records) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            call.Subjects.Add(request.ChildId);
            if ((await records.Cards(call.Caller!, [request.ChildId], cancellationToken)).GetValueOrDefault(request.ChildId) is not { IsHidden: false })
                throw new NotFound();
            var row = await Own(request) ?? await Told(request, cancellationToken);
            if (row.SourceKey is not null && request.Reason == Wrong)
                throw new Refused("told-by-feed", "A feed told of this enrolment: it is corrected at its source.");
            if (request.To <= row.FromDate)
                throw new Invalid("to", "Later than the first day.");

            await db.Execute("UPDATE School.Enrolment SET ToDate = COALESCE(@To, ToDate), EndReason = @Reason WHERE EnrolmentId = @EnrolmentId", new { request.To, request.Reason, row.EnrolmentId });
            db.Publish(new FactReported(request.ChildId, FactKinds.Enrolment, Organisations.School, row.SourceKey ?? row.EnrolmentId.ToString(), call.Caller!.UnitId, row.Form,
                row.FromDate, request.To, Withdrawn: request.Reason == Wrong));
            return Unit.Value;
        }

        private Task<Row?> Own(Command request) => db.Find<Row>("""
            SELECT EnrolmentId, SourceKey, Form, FromDate FROM School.Enrolment
            WHERE ChildId = @ChildId AND UnitId = @UnitId AND (EnrolmentId = @id OR SourceKey = @Enrolment) AND (EndReason IS NULL OR EndReason <> @Wrong)
            """, new { request.ChildId, call.Caller!.UnitId, id = Guid.TryParse(request.Enrolment, out var id) ? id : Guid.Empty, request.Enrolment, Wrong });

        // What a feed told of gets a row here with the feed's key: told last, our ending counts.
        private async Task<Row> Told(Command request, CancellationToken cancel)
        {
            var fact = (await register.Facts(request.ChildId, FactKinds.Enrolment, cancel)).FirstOrDefault(f => f.Key == request.Enrolment && f.UnitId == call.Caller!.UnitId) ?? throw new NotFound();
            var row = new Row { EnrolmentId = Guid.CreateVersion7(clock.Now), SourceKey = fact.Key, Form = fact.Form!, FromDate = fact.From!.Value };
            await db.Execute("""
                INSERT INTO School.Enrolment (EnrolmentId, ChildId, UnitId, SourceKey, Form, FromDate, RecordedBy, RecordedAt)
                VALUES (@EnrolmentId, @ChildId, @UnitId, @SourceKey, @Form, @FromDate, @PersonId, @Now)
                """, new { row.EnrolmentId, request.ChildId, call.Caller!.UnitId, row.SourceKey, row.Form, row.FromDate, call.Caller.PersonId, clock.Now });
            return row;
        }
    }

    private sealed class Row
    {
        public required Guid EnrolmentId { get; init; }
        public string? SourceKey { get; init; }
        public required string Form { get; init; }
        public required DateOnly FromDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/enrolment-endings", async Task<NoContent> (Command command, Sender sender, CancellationToken cancel) =>
        {
            await sender.Send(command, cancel);
            return TypedResults.NoContent();
        })
            .WithSummary("End an enrolment at my school");
    }
}
