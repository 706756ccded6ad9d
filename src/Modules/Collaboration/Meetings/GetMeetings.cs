using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The meetings that the unit has called or is invited to (våra möten). Of those it is invited to only what is covered now; of children with protected identity only to those who may.</summary>
internal static class GetMeetings
{
    private static readonly string[] Views = ["coming", "past"];

    /// <param name="View">coming: not ended yet and not called off, the next first; past: all others, the latest first.</param>
    /// <param name="ChildId">Those about this child alone.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ListInbox)]
    internal sealed record Query(string View, int Limit, int Offset, Guid? ChildId = null) : IQuery<Answer>;

    internal sealed record Answer(IReadOnlyList<Item> Meetings);

    /// <param name="StartsAt">UTC.</param>
    /// <param name="MyAnswer">The unit's own: accepted, declined or tentative.</param>
    internal sealed record Item(Guid MeetingId, Guid ChildId, string? ChildName, string State, bool IsConvener, string CalledByUnitId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? MyAnswer);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.View).Must(view => Views.Contains(view, StringComparer.Ordinal)).WithMessage("coming or past.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var rows = await db.Query<Row>("""
                SELECT x.MeetingId, x.ChildId, x.State, x.CalledByUnitId, x.StartsAt, x.EndsAt, x.Answer FROM (
                  SELECT m.MeetingId, m.ChildId, m.State, m.CalledByUnitId, m.StartsAt, m.EndsAt, i.Answer,
                    ROW_NUMBER() OVER (ORDER BY CASE WHEN @View = 'coming' THEN m.StartsAt END, CASE WHEN @View = 'past' THEN m.StartsAt END DESC, m.MeetingId) AS Place
                  FROM Collaboration.MeetingInvitee i JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
                  WHERE i.UnitId = @UnitId AND i.RemovedAt IS NULL AND (@ChildId IS NULL OR m.ChildId = @ChildId) AND (m.IsProtected = 0 OR @seesProtected = 1 OR m.ChildId IN @named)
                    AND ((@View = 'coming' AND m.State = 'called' AND m.EndsAt > @Now) OR (@View = 'past' AND (m.State <> 'called' OR m.EndsAt <= @Now)))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new
            {
                caller.UnitId,
                request.View,
                request.ChildId,
                seesProtected = Access.SeesProtected(caller.Role, Operations.ReadMeeting, Relations.Convener),
                named = await records.NamedFor(caller.PersonId, cancellationToken),
                clock.Now,
                request.Offset,
                last = request.Offset + request.Limit,
            });
            var covered = new Dictionary<Guid, Coverage>();
            foreach (var childId in rows.Where(r => r.CalledByUnitId != caller.UnitId).Select(r => r.ChildId).Distinct())
                covered.Add(childId, await givers.Coverage(db.Session, childId, cancellationToken));
            rows.RemoveAll(r => r.CalledByUnitId != caller.UnitId && MeetingSeat.Basis(covered[r.ChildId], r.CalledByUnitId, caller.UnitId) is null);
            var cards = await records.Cards(caller, [.. rows.Select(r => r.ChildId).Distinct()], cancellationToken, hasCases: true);
            // The mark on the rows follows the register by an event; where it has not come yet, the register's own word counts.
            rows.RemoveAll(r => cards.GetValueOrDefault(r.ChildId) is null or { IsHidden: true });
            foreach (var childId in rows.Select(r => r.ChildId).Distinct())
                call.Subjects.Add(childId);
            return new Answer(rows.ConvertAll(r => new Item(r.MeetingId, r.ChildId, cards[r.ChildId].Name, r.State, r.CalledByUnitId == caller.UnitId, r.CalledByUnitId, r.StartsAt, r.EndsAt, r.Answer)));
        }
    }

    private sealed class Row
    {
        public required Guid MeetingId { get; init; }
        public required Guid ChildId { get; init; }
        public required string State { get; init; }
        public required string CalledByUnitId { get; init; }
        public required DateTimeOffset StartsAt { get; init; }
        public required DateTimeOffset EndsAt { get; init; }
        public string? Answer { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/meetings", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, string view = "coming", int limit = 50, int offset = 0, Guid? childId = null) =>
            TypedResults.Ok(await sender.Send(new Query(view, limit, offset, childId), cancel)))
            .WithSummary("The meetings that my unit has called or is invited to");
    }
}
