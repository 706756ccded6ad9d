using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>A case of the caller's unit (ärende), with its concerns, clocks and chronology; one that has gone on shows where it went, and nothing newer. Carried by every actor.</summary>
internal static class GetCase
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="State">gathering, measures, offered, collaborating, handed-over, transferred or closed.</param>
    /// <param name="Origin">concern, hand-over or transfer.</param>
    /// <param name="Version">Goes up with every change of the case itself.</param>
    /// <param name="Parcel">What the case brought with it from other hands.</param>
    internal sealed record Answer(Guid CaseId, Guid ChildId, string? Name, string State, string Origin, string? HandlerId, DateTimeOffset OpenedAt, Place? CameFrom, Place? WentTo, string? Outcome,
        DateTimeOffset? ClosedAt, int Version, IReadOnlyList<Guid> Concerns, IReadOnlyList<RunningClock> Clocks, IReadOnlyList<Line> Chronology,
        IReadOnlyList<ParcelPart> Parcel);

    internal sealed record Place(string Organisation, string? UnitId);

    /// <param name="DueOn">The last day in time, Europe/Stockholm.</param>
    internal sealed record RunningClock(string Clock, DateOnly DueOn, bool IsOverdue);

    /// <param name="Kind">What happened, such as opened, analysed or decided.</param>
    internal sealed record Line(DateOnly On, string Kind, string? Text, string? PersonId, DateTimeOffset RecordedAt);

    internal sealed class Handler(Db db, Call call, Clock clock, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var file = await CaseFile.Load(db.Session, request.CaseId);
            // A closed case keeps what it was; the child's name of today is for those who still have the child.
            var name = CaseStates.IsOpen(file.State) ? (await records.Cards(call.Caller!, [file.ChildId], cancellationToken, hasCases: true)).GetValueOrDefault(file.ChildId)?.Name : null;
            var concerns = await db.Query<Guid>("SELECT ConcernId FROM {Module}.Concern WHERE CaseId = @CaseId AND UnitId = @UnitId ORDER BY ReceivedAt", file);
            var clocks = await db.Query<ClockRow>("SELECT Clock, DueOn FROM {Module}.Deadline WHERE ItemId = @CaseId AND UnitId = @UnitId AND DoneAt IS NULL ORDER BY DueOn", file);
            var lines = await db.Query<LineRow>("SELECT OnDate, Kind, Body, PersonId, RecordedAt FROM {Module}.CaseEvent WHERE CaseId = @CaseId ORDER BY OnDate, Place", request);
            return new Answer(file.CaseId, file.ChildId, name, file.State, file.Origin, file.HandlerId, file.OpenedAt,
                file.CameFromOrganisation is null || file.IsProtected ? null : new Place(file.CameFromOrganisation, file.CameFromUnitId),
                file.WentToOrganisation is null || file.IsProtected ? null : new Place(file.WentToOrganisation, file.WentToUnitId), file.Outcome, file.ClosedAt, file.Version, concerns,
                clocks.ConvertAll(c => new RunningClock(c.Clock, c.DueOn, Casework.Clocks.IsOverdue(c.DueOn, clock.Today))),
                lines.ConvertAll(l => new Line(l.OnDate, l.Kind, l.Body, l.PersonId, l.RecordedAt)), await CaseParcel.Received(db.Session, file.CaseId));
        }
    }

    private sealed class ClockRow
    {
        public required string Clock { get; init; }
        public required DateOnly DueOn { get; init; }
    }

    private sealed class LineRow
    {
        public required DateOnly OnDate { get; init; }
        public required string Kind { get; init; }
        public string? Body { get; init; }
        public string? PersonId { get; init; }
        public required DateTimeOffset RecordedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}", async Task<Ok<Answer>> (Guid caseId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId), cancel)))
            .WithSummary("A case of my unit");
    }
}
