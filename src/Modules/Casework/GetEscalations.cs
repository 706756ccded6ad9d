using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Clocks that nobody has answered (eskaleringar): a head's own unit, and for the coordinator the municipality's units whose heads have not answered either. A unit,
/// a clock and a day; no child. Carried by every actor.
/// </summary>
internal static class GetEscalations
{
    [Allow(Roles.Coordinator, Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Read), Operation(Operations.ListEscalations)]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    /// <param name="Escalations">The one that has waited longest first.</param>
    internal sealed record Answer(int Total, IReadOnlyList<Escalation> Escalations);

    /// <param name="Clock">Which clock, such as concern-acknowledged.</param>
    /// <param name="DueOn">The last day in time, Europe/Stockholm.</param>
    /// <param name="Step">1 the unit was told, 2 its head, 3 the coordinator.</param>
    internal sealed record Escalation(string Organisation, string UnitId, string Clock, DateOnly DueOn, int Step, DateTimeOffset StepAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Call call, StoreOf<Handler> desk) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var isCoordinator = caller.Role == Roles.Coordinator;
            var rows = await desk.Read(db => db.Query<Row>("""
                SELECT x.Total, x.Organisation, x.UnitId, x.Clock, x.DueOn, x.Step, x.StepAt FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY DueOn, DeadlineId) AS Place, Organisation, UnitId, Clock, DueOn, Step, StepAt
                  FROM Casework.Escalation
                  WHERE DoneAt IS NULL AND ((@isCoordinator = 1 AND Step >= @coordinatorStep AND (@Municipality IS NULL OR Municipality = @Municipality OR Municipality IS NULL))
                    OR (@isCoordinator = 0 AND UnitId = @UnitId))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { isCoordinator, coordinatorStep = (int)Level.Coordinator, caller.Municipality, caller.UnitId, request.Offset, last = request.Offset + request.Limit }), cancellationToken);
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Escalation(r.Organisation, r.UnitId, r.Clock, r.DueOn, r.Step, r.StepAt)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required string Organisation { get; init; }
        public required string UnitId { get; init; }
        public required string Clock { get; init; }
        public required DateOnly DueOn { get; init; }
        public required int Step { get; init; }
        public required DateTimeOffset StepAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/escalations", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("Clocks that nobody has answered");
    }
}
