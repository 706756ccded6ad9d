using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.Kaa;

/// <summary>What the caller's unit has done for one youth (insatserna för ungdomen): stays in the register, contact attempts, measures. A unit that no longer holds reads its own, and nothing of the next one's.</summary>
internal static class GetYouth
{
    [Allow(Roles.KaaHandler, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.ReadChild)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Name">Missing where the register has none.</param>
    internal sealed record Answer(Guid ChildId, string? Name, DateOnly? BirthDate, IReadOnlyList<Stay> Stays, IReadOnlyList<Attempt> Attempts, IReadOnlyList<Measure> Measures);

    /// <param name="To">The first day outside the register; missing while the youth is in it.</param>
    /// <param name="CloseReason">back-to-school, moved-municipality, other-holder, turned-18, deceased or moved-out.</param>
    internal sealed record Stay(DateOnly From, DateOnly? To, string? CloseReason);

    internal sealed record Attempt(Guid AttemptId, string How, DateTimeOffset At, string Outcome, string? Note);

    internal sealed record Measure(Guid MeasureId, string What, DateOnly From, DateOnly? To, string Status, string? Outcome);

    internal sealed class Handler(Db db, Call call, IUnitRecords register) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var ours = new { request.ChildId, call.Caller!.UnitId };
            var stays = await db.Query<StayRow>("SELECT FromDate, ToDate, CloseReason FROM Kaa.Youth WHERE ChildId = @ChildId AND UnitId = @UnitId ORDER BY FromDate, YouthId", ours);
            if (stays.Count == 0)
                throw new NotFound();
            var attempts = await db.Query<AttemptRow>("SELECT AttemptId, How, At, Outcome, Note FROM Kaa.ContactAttempt WHERE ChildId = @ChildId AND UnitId = @UnitId ORDER BY At, AttemptId", ours);
            var measures = await db.Query<MeasureRow>("SELECT MeasureId, What, FromDate, ToDate, Status, Outcome FROM Kaa.Measure WHERE ChildId = @ChildId AND UnitId = @UnitId ORDER BY FromDate, MeasureId", ours);
            var card = (await register.Cards(call.Caller, [request.ChildId], cancellationToken)).GetValueOrDefault(request.ChildId);
            return new Answer(request.ChildId, card?.Name, card?.BirthDate, stays.ConvertAll(s => new Stay(s.FromDate, s.ToDate, s.CloseReason)),
                attempts.ConvertAll(a => new Attempt(a.AttemptId, a.How, a.At, a.Outcome, a.Note)),
                measures.ConvertAll(m => new Measure(m.MeasureId, m.What, m.FromDate, m.ToDate, m.Status, m.Outcome)));
        }
    }

    private sealed class StayRow
    {
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
        public string? CloseReason { get; init; }
    }

    private sealed class AttemptRow
    {
        public required Guid AttemptId { get; init; }
        public required string How { get; init; }
        public required DateTimeOffset At { get; init; }
        public required string Outcome { get; init; }
        public string? Note { get; init; }
    }

    private sealed class MeasureRow
    {
        public required Guid MeasureId { get; init; }
        public required string What { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
        public required string Status { get; init; }
        public string? Outcome { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/youths/{childId:guid}", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("What my unit has done for one youth");
    }
}
