using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// What changed in the plan between two of its numbers (skillnaden mellan två versioner): part by part, before and after, by whom and when. A part that the unit may not
/// see is in neither.
/// </summary>
internal static class GetPlanChanges
{
    /// <param name="From">0 for the beginning.</param>
    /// <param name="To">The plan as it is, when missing.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadPlan)]
    internal sealed record Query(Guid PlanId, int From, int? To) : IQuery<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(Guid PlanId, int From, int To, IReadOnlyList<Change> Changes, IReadOnlyList<Event> Events);

    /// <param name="What">added, changed or removed.</param>
    /// <param name="Fields">The fields that differ, with both texts.</param>
    internal sealed record Change(Guid PartId, string Kind, string What, IReadOnlyList<FieldChange> Fields, DateTimeOffset At, string? ByUnitId);

    internal sealed record FieldChange(string Field, string? Before, string? After);

    /// <param name="Kind">opened, party-asked, party-joined, party-declined, party-left, owner-offered, owner-changed, owner-offer-over, followed-up, closed or reopened.</param>
    internal sealed record Event(int Number, string Kind, string? UnitId, DateTimeOffset At);

    internal sealed class Handler(Db db, Call call, Givers givers) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            var to = Math.Min(request.To ?? plan.Number, plan.Number);
            if (request.From < 0 || request.From > to)
                throw new Invalid("from", "From 0 to the later number.");
            var coverage = await givers.Coverage(db.Session, plan.ChildId, cancellationToken);
            if (coverage.Any(call.Caller!.UnitId) is null)
                throw new Kernel.NotFound();
            var sight = new Sight(coverage, call.Caller.UnitId);
            var before = (await StoredPart.At(db.Session, plan.PlanId, request.From)).ToDictionary(p => p.PartId);
            var now = await StoredPart.At(db.Session, plan.PlanId, to);
            var seen = now.Concat(before.Values).Where(sight.Sees).Select(p => p.PartId).ToHashSet();
            var changes = from after in now
                          let was = before.GetValueOrDefault(after.PartId)
                          where was?.Version != after.Version && !(after.IsRemoved && was is null or { IsRemoved: true }) && sight.Sees(after)
                          let fields = PartDifference.Of(Shown(was), Shown(after))
                          // What differs may be for others alone.
                          where fields.Count > 0
                          select new Change(after.PartId, after.Kind, was is null or { IsRemoved: true } ? "added" : after.IsRemoved ? "removed" : "changed",
                              fields, after.ChangedAt, after.ChangedByUnitId);
            var events = await db.Query<EventRow>("SELECT Number, Kind, UnitId, HappenedAt FROM Collaboration.PlanEvent WHERE PlanId = @PlanId AND Number > @From AND Number <= @to ORDER BY Number",
                new { request.PlanId, request.From, to });
            return new Answer(plan.PlanId, request.From, to, [.. changes], events.ConvertAll(e => new Event(e.Number, e.Kind, e.UnitId, e.HappenedAt)));

            PartContent? Shown(StoredPart? part) => part is { IsRemoved: false } ? Sight.Shown(PartContent.Of(part.Content), seen) : null;
        }
    }

    private sealed class EventRow
    {
        public required int Number { get; init; }
        public required string Kind { get; init; }
        public string? UnitId { get; init; }
        public required DateTimeOffset HappenedAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}/changes", async Task<Ok<Answer>> (Guid planId, Sender sender, CancellationToken cancel, int from = 0, int? to = null) =>
            TypedResults.Ok(await sender.Send(new Query(planId, from, to), cancel)))
            .WithSummary("What changed in the plan between two of its versions");
    }
}
