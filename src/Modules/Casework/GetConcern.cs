using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// A concern that was sent to the caller's unit, with what else the unit has on the child: possible duplicates, for a human to judge. A unit that has sent it on sees
/// where it went, and no more of it than it had. Carried by every actor.
/// </summary>
internal static class GetConcern
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadConcern)]
    internal sealed record Query(Guid ConcernId) : IQuery<Answer>, IAboutConcern
    {
        Guid IAboutRecord.RecordId => ConcernId;
    }

    /// <param name="State">new, acknowledged, in-case, passed, transferred or closed.</param>
    /// <param name="Because">Why it came here: holder, way-in, passed, transferred or unit-closed.</param>
    /// <param name="IdentityNumber">As the reporter wrote it, while the child is not identified.</param>
    /// <param name="DueOn">The last day in time of the clock that runs out first, Europe/Stockholm; missing when none runs.</param>
    /// <param name="Duplicates">Other concerns and open cases of the unit on the same child.</param>
    internal sealed record Answer(Guid ConcernId, Guid? ChildId, string? Name, string State, string Because, string About, string? IdentityNumber, string? Description, string Text,
        IReadOnlyList<string> Spokes, string Urgency, From Reporter, DateTimeOffset RaisedAt, DateTimeOffset ReceivedAt, DateOnly? DueOn, string? HandlerId, Guid? CaseId, Destination? WentTo, string? Reason,
        IReadOnlyList<Duplicate> Duplicates, IReadOnlyList<string> May);

    internal sealed record From(string Kind, string? Organisation, string? UnitId, string? Name, string? Contact);

    internal sealed record Destination(string Organisation, string? UnitId);

    /// <param name="Kind">concern or case.</param>
    internal sealed record Duplicate(string Kind, Guid Id, string State, DateTimeOffset Since);

    internal sealed class Handler(Db db, Call call, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var concern = await StoredConcern.Load(db.Session, request.ConcernId, caller.UnitId);
            var isHere = concern.State is not (ConcernStates.Passed or ConcernStates.Transferred);
            // What is over keeps what it was; the child's name of today is for those who still have the concern.
            var name = concern.ChildId is { } childId && isHere && concern.State != ConcernStates.Closed ? (await records.Cards(caller, [childId], cancellationToken, hasCases: true)).GetValueOrDefault(childId)?.Name : null;
            var others = isHere ? await db.Query<DuplicateRow>("""
                SELECT 'concern' AS Kind, ConcernId AS Id, State, ReceivedAt AS Since FROM {Module}.Concern
                WHERE UnitId = @UnitId AND ConcernId <> @ConcernId AND State NOT IN ('passed', 'transferred') AND (ChildId = @ChildId OR (ChildId IS NULL AND IdentityNumber = @IdentityNumber))
                UNION ALL
                SELECT 'case' AS Kind, CaseId AS Id, State, OpenedAt AS Since FROM {Module}.CaseFile
                WHERE UnitId = @UnitId AND ChildId = @ChildId AND State NOT IN ('closed', 'handed-over', 'transferred')
                ORDER BY Since DESC
                """, new { concern.UnitId, concern.ConcernId, concern.ChildId, concern.IdentityNumber }) : [];
            var due = await db.Query<DateOnly>("SELECT DueOn FROM {Module}.Deadline WHERE ItemId = @ConcernId AND UnitId = @UnitId AND DoneAt IS NULL ORDER BY DueOn", new { concern.ConcernId, concern.UnitId });
            return new Answer(concern.ConcernId, concern.ChildId, name, concern.State, concern.Because, concern.About, concern.ChildId is null ? concern.IdentityNumber : null, concern.Description,
                concern.Body, await StoredConcern.Spokes(db.Session, concern.ConcernId, concern.UnitId), concern.Urgency,
                new From(concern.ReporterKind, concern.ReporterOrganisation, concern.ReporterUnitId, concern.ReporterName, concern.ReporterContact), concern.RaisedAt, concern.ReceivedAt, due.Count > 0 ? due[0] : null,
                concern.HandlerId, concern.CaseId, concern.WentToOrganisation is null || concern.IsProtected ? null : new Destination(concern.WentToOrganisation, concern.WentToUnitId), concern.Reason,
                others.ConvertAll(o => new Duplicate(o.Kind, o.Id, o.State, o.Since)), [.. ConcernSteps.All.Where(step => ConcernSteps.May(concern.State, step, concern.ChildId is not null))]);
        }
    }

    private sealed class DuplicateRow
    {
        public required string Kind { get; init; }
        public required Guid Id { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset Since { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/concerns/{concernId:guid}", async Task<Ok<Answer>> (Guid concernId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(concernId), cancel)))
            .WithSummary("A concern that was sent to my unit");
    }
}
