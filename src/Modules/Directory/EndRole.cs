using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>Ends a person's role at a unit (uppdraget upphör): it gives nothing from that day, and the work that the person had there is the unit's again.</summary>
internal static class EndRole
{
    /// <param name="To">The first day without the role, Europe/Stockholm; the role's own first day means that it never was.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string AssignmentId, DateOnly To) : ICommand<Answer>;

    internal sealed record Ending(DateOnly To);

    internal sealed record Answer(string AssignmentId, DateOnly To);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.AssignmentId).MaximumLength(DirectoryRules.LongestId);
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var role = await db.Find<Row>("""
                SELECT u.Municipality, a.FromDate, a.ToDate FROM Directory.Assignment a JOIN Directory.Unit u ON u.UnitId = a.UnitId WHERE a.AssignmentId = @AssignmentId
                """, request) ?? throw new Kernel.NotFound();
            Administration.MustReach(call.Caller!, role.Municipality);
            if (request.To < role.FromDate)
                throw new Invalid("to", "Before the role's first day.");
            if (role.ToDate <= request.To)
                throw new Refused("already-ended", "The role ends that day or earlier.");
            await db.Execute("UPDATE Directory.Assignment SET ToDate = @To, EndToldAt = NULL WHERE AssignmentId = @AssignmentId", request);
            await Endings.Tell(db.Session, clock);
            return new Answer(request.AssignmentId, request.To);
        }
    }

    private sealed class Row
    {
        public string? Municipality { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/roles/{assignmentId}/endings", async Task<Ok<Answer>> (string assignmentId, Ending ending, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(assignmentId, ending.To), cancel)))
            .WithSummary("End a person's role from a day");
    }
}
