using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.SocialServices;

/// <summary>The unit's intake (mottagning av orosanmälningar): what nobody has decided on, the one that is due first on top.</summary>
internal static class GetReports
{
    private static readonly string[] Views = ["new", "mine", "unit", "overdue", "decided"];

    /// <param name="View">new: protection not yet assessed; mine: given to me; unit: everything that is open; overdue: a clock has run out; decided: what is done, the latest first.</param>
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.ListInbox)]
    internal sealed record Query(string View, int Limit, int Offset) : IQuery<Answer>;

    /// <param name="Total">How many there are in all in this view.</param>
    internal sealed record Answer(int Total, IReadOnlyList<Item> Reports);

    /// <param name="Name">Missing for a child who is not identified.</param>
    /// <param name="DueOn">The last day in time of what comes next, Europe/Stockholm.</param>
    internal sealed record Item(Guid ReportId, Guid? ChildId, string? Name, string State, string? HandlerId, string Urgency, DateTimeOffset RaisedAt, DateOnly? DueOn, bool IsOverdue);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.View).Must(view => Views.Contains(view, StringComparer.Ordinal)).WithMessage("One of new, mine, unit, overdue and decided.");
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
                SELECT x.Total, x.ReportId, x.ChildId, x.State, x.HandlerId, x.Urgency, x.RaisedAt, x.DueOn FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY i.IsDecided, i.DueOn, i.DecidedAt DESC, i.RaisedAt, i.ReportId) AS Place,
                    i.ReportId, i.ChildId, i.State, i.HandlerId, i.Urgency, i.RaisedAt, i.DueOn FROM (
                    SELECT r.ReportId, r.ChildId, r.State, r.HandlerId, r.Urgency, r.RaisedAt, r.DecidedAt, CASE WHEN r.DecidedAt IS NULL THEN 0 ELSE 1 END AS IsDecided,
                      CASE WHEN r.State = 'new' THEN r.ProtectionDueOn WHEN r.State = 'assessed' THEN r.DecisionDueOn END AS DueOn
                    FROM SocialServices.Report r
                    WHERE r.UnitId = @UnitId AND (r.IsProtected = 0 OR @seesProtected = 1 OR r.ChildId IN @named)) i
                  WHERE (@View = 'decided' AND i.IsDecided = 1) OR (i.IsDecided = 0 AND (@View = 'unit' OR (@View = 'new' AND i.State = 'new')
                    OR (@View = 'mine' AND i.HandlerId = @PersonId) OR (@View = 'overdue' AND i.DueOn < @today)))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new
            {
                caller.UnitId,
                caller.PersonId,
                seesProtected = Access.SeesProtected(caller.Role, Operations.WorkIntake, Relations.Intake),
                named,
                request.View,
                today = clock.Today,
                request.Offset,
                last = request.Offset + request.Limit,
            });
            var cards = await records.Cards(caller, [.. rows.Where(r => r.ChildId is not null).Select(r => r.ChildId!.Value).Distinct()], cancellationToken, hasCases: true);
            // The mark on the rows follows the register by an event; where it has not come yet, the register's own word counts.
            rows.RemoveAll(r => r.ChildId is { } id && cards.GetValueOrDefault(id) is { IsHidden: true });
            foreach (var id in rows.Where(r => r.ChildId is not null).Select(r => r.ChildId!.Value).Distinct())
                call.Subjects.Add(id);
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Item(r.ReportId, r.ChildId, r.ChildId is { } id ? cards.GetValueOrDefault(id)?.Name : null, r.State,
                r.HandlerId, r.Urgency, r.RaisedAt, r.DueOn, r.DueOn < clock.Today)));
        }
    }

    private sealed class ItemRow
    {
        public required int Total { get; init; }
        public required Guid ReportId { get; init; }
        public Guid? ChildId { get; init; }
        public required string State { get; init; }
        public string? HandlerId { get; init; }
        public required string Urgency { get; init; }
        public required DateTimeOffset RaisedAt { get; init; }
        public DateOnly? DueOn { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/reports", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, string view = "unit", int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(view, limit, offset), cancel)))
            .WithSummary("My unit's intake of orosanmälningar");
    }
}
