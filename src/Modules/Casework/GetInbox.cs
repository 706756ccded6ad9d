using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>What lies on the unit's table (inkorg): concerns that nobody has taken up, cases that are offered to the unit and open cases, the one that is due first on top. Carried by every actor.</summary>
internal static class GetInbox
{
    private const int ComingDays = 7;
    private static readonly string[] Views = ["new", "mine", "unit", "overdue", "coming"];

    /// <param name="View">new: unacknowledged or unanswered; mine: given to me; unit: everything; overdue: a clock has run out; coming: a clock runs out within 7 days.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ListInbox)]
    internal sealed record Query(string View, int Limit, int Offset) : IQuery<Answer>;

    /// <param name="Total">How many there are in all in this view.</param>
    internal sealed record Answer(int Total, IReadOnlyList<Item> Items);

    /// <param name="Kind">concern, case or offer.</param>
    /// <param name="Name">Missing for a child who is not identified.</param>
    /// <param name="DueOn">The last day in time of the clock that runs out first, Europe/Stockholm.</param>
    /// <param name="Giver">Of an offer: the giving organisation, a part of its address.</param>
    internal sealed record Item(string Kind, Guid Id, Guid? ChildId, string? Name, string State, string? HandlerId, DateTimeOffset Since, DateOnly? DueOn, bool IsOverdue, string? Urgency, string? Giver);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.View).Must(view => Views.Contains(view, StringComparer.Ordinal)).WithMessage("One of new, mine, unit, overdue and coming.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var named = await records.NamedFor(caller.PersonId, cancellationToken);
            var rows = await db.Query<ItemRow>("""
                SELECT x.Total, x.Kind, x.Id, x.ChildId, x.State, x.HandlerId, x.Since, x.DueOn, x.Urgency, x.Giver FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY CASE WHEN i.DueOn IS NULL THEN 1 ELSE 0 END, i.DueOn, i.Since, i.Id) AS Place,
                    i.Kind, i.Id, i.ChildId, i.State, i.HandlerId, i.Since, i.DueOn, i.Urgency, i.Giver FROM (
                    SELECT 'concern' AS Kind, c.ConcernId AS Id, c.ChildId, c.State, c.HandlerId, c.ReceivedAt AS Since, c.Urgency,
                      (SELECT MIN(d.DueOn) FROM {Module}.Deadline d WHERE d.ItemId = c.ConcernId AND d.UnitId = c.UnitId AND d.DoneAt IS NULL) AS DueOn, CAST(NULL AS nvarchar(40)) AS Giver
                    FROM {Module}.Concern c
                    WHERE c.UnitId = @UnitId AND c.State IN ('new', 'acknowledged') AND (c.IsProtected = 0 OR @seesProtected = 1 OR c.ChildId IN @named)
                    UNION ALL
                    SELECT 'case' AS Kind, f.CaseId AS Id, f.ChildId, f.State, f.HandlerId, f.OpenedAt AS Since, CAST(NULL AS nvarchar(20)) AS Urgency,
                      (SELECT MIN(d.DueOn) FROM {Module}.Deadline d WHERE d.ItemId = f.CaseId AND d.UnitId = f.UnitId AND d.DoneAt IS NULL) AS DueOn, CAST(NULL AS nvarchar(40)) AS Giver
                    FROM {Module}.CaseFile f
                    WHERE f.UnitId = @UnitId AND f.State IN ('gathering', 'measures', 'offered', 'collaborating') AND (f.IsProtected = 0 OR @seesProtected = 1 OR f.ChildId IN @named)
                    UNION ALL
                    SELECT 'offer' AS Kind, o.OfferId AS Id, o.ChildId, o.State, NULL AS HandlerId, o.OfferedAt AS Since, CAST(NULL AS nvarchar(20)) AS Urgency,
                      (SELECT MIN(d.DueOn) FROM {Module}.Deadline d WHERE d.ItemId = o.OfferId AND d.UnitId = o.UnitId AND d.DoneAt IS NULL) AS DueOn, o.GiverOrganisation AS Giver
                    FROM {Module}.Offer o
                    WHERE o.UnitId = @UnitId AND o.State = 'open' AND (o.IsProtected = 0 OR @seesProtected = 1 OR o.ChildId IN @named)) i
                  WHERE @View = 'unit' OR (@View = 'new' AND i.State IN ('new', 'open')) OR (@View = 'mine' AND i.HandlerId = @PersonId)
                    OR (@View = 'overdue' AND i.DueOn < @today) OR (@View = 'coming' AND i.DueOn >= @today AND i.DueOn <= @soon)) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new
            {
                caller.UnitId,
                caller.PersonId,
                seesProtected = Access.SeesProtected(caller.Role, Operations.ReadConcern, Relations.Concern),
                named,
                request.View,
                today = clock.Today,
                soon = clock.Today.AddDays(ComingDays),
                request.Offset,
                last = request.Offset + request.Limit,
            });
            var cards = await records.Cards(caller, [.. rows.Where(r => r.ChildId is not null).Select(r => r.ChildId!.Value).Distinct()], cancellationToken, hasCases: true);
            // The mark on the rows follows the register by an event; where it has not come yet, the register's own word counts.
            rows.RemoveAll(r => r.ChildId is { } id && cards.GetValueOrDefault(id) is { IsHidden: true });
            foreach (var id in rows.Select(r => r.ChildId).OfType<Guid>().Distinct())
                call.Subjects.Add(id);
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Item(r.Kind, r.Id, r.ChildId, r.ChildId is { } id ? cards.GetValueOrDefault(id)?.Name : null, r.State, r.HandlerId,
                r.Since, r.DueOn, r.DueOn < clock.Today, r.Urgency, r.Giver)));
        }
    }

    private sealed class ItemRow
    {
        public required int Total { get; init; }
        public required string Kind { get; init; }
        public required Guid Id { get; init; }
        public Guid? ChildId { get; init; }
        public required string State { get; init; }
        public string? HandlerId { get; init; }
        public required DateTimeOffset Since { get; init; }
        public DateOnly? DueOn { get; init; }
        public string? Urgency { get; init; }
        public string? Giver { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/inbox", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, string view = "unit", int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(view, limit, offset), cancel)))
            .WithSummary("What lies on my unit's table");
    }
}
