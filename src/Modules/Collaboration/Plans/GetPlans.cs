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

/// <summary>
/// The plans that concern my unit: those it owns, takes part in, is asked to join or take over, and, as holder, follows; and those of them that are closed. A plan where it is only
/// a party and no consent covers it is not in the list.
/// </summary>
internal static class GetPlans
{
    private static readonly string[] Views = ["all", "own", "party", "asked", "followed", "overdue", "closed"];

    /// <param name="View">all, own, party, asked, followed or overdue: of those that are open; or closed.</param>
    /// <param name="ChildId">Those about this child alone.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ListInbox)]
    internal sealed record Query(string View, int Limit, int Offset, Guid? ChildId = null) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Item> Plans);

    /// <param name="As">What my unit is to it: owner, party, asked, offered or holder.</param>
    /// <param name="Child">The name, where a consent or the unit's own relation to the child gives it.</param>
    internal sealed record Item(Guid PlanId, Guid ChildId, string? Child, string As, string OwnerUnitId, string? Owner, DateOnly NextFollowUp, bool IsOverdue, string? Message);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.View).Must(view => Views.Contains(view, StringComparer.Ordinal)).WithMessage($"One of {string.Join(", ", Views)}.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).InclusiveBetween(0, 1_000_000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnits units, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var rows = await db.Query<Row>("""
                SELECT c.PlanId, c.ChildId, c.OwnerUnitId, c.NextFollowUp, p.Message, 'owner' AS Part FROM Collaboration.ChildPlan c
                LEFT JOIN Collaboration.PlanParty p ON p.PlanId = c.PlanId AND p.UnitId = @UnitId WHERE c.State = @state AND c.OwnerUnitId = @UnitId AND (@ChildId IS NULL OR c.ChildId = @ChildId)
                UNION ALL
                SELECT c.PlanId, c.ChildId, c.OwnerUnitId, c.NextFollowUp, p.Message, CASE WHEN p.State = 'asked' THEN 'asked' ELSE 'party' END AS Part
                FROM Collaboration.PlanParty p JOIN Collaboration.ChildPlan c ON c.PlanId = p.PlanId WHERE c.State = @state AND p.UnitId = @UnitId AND p.State IN ('asked', 'joined') AND c.OwnerUnitId <> @UnitId AND (@ChildId IS NULL OR c.ChildId = @ChildId)
                UNION ALL
                SELECT c.PlanId, c.ChildId, c.OwnerUnitId, c.NextFollowUp, o.Message, 'offered' AS Part
                FROM Collaboration.OwnerOffer o JOIN Collaboration.ChildPlan c ON c.PlanId = o.PlanId WHERE c.State = @state AND o.ToUnitId = @UnitId AND o.State = 'open' AND (@ChildId IS NULL OR c.ChildId = @ChildId)
                UNION ALL
                SELECT c.PlanId, c.ChildId, c.OwnerUnitId, c.NextFollowUp, CAST(NULL AS nvarchar(1000)) AS Message, 'holder' AS Part FROM Collaboration.ChildPlan c WHERE c.State = @state AND c.HolderUnitId = @UnitId AND (@ChildId IS NULL OR c.ChildId = @ChildId)
                """, new { caller.UnitId, request.ChildId, state = request.View == "closed" ? PlanStates.Closed : PlanStates.Open });
            var cards = await records.Cards(caller, [.. rows.Select(r => r.ChildId).Distinct()], cancellationToken, hasCases: true);
            var seen = new List<(Row Row, bool IsCovered)>();
            foreach (var row in rows.Where(r => Fits(request.View, r) && cards.GetValueOrDefault(r.ChildId) is not { IsHidden: true }).OrderBy(r => r.NextFollowUp).ThenBy(r => r.PlanId).ThenBy(r => r.Part, StringComparer.Ordinal))
            {
                // Whoever was asked can still answer, and is told nothing more than that when no consent covers it any longer.
                var isCovered = row.Part is "owner" or "holder" || (await givers.Coverage(db.Session, row.ChildId, cancellationToken)).Any(caller.UnitId) is not null;
                if (row.Part != "party" || isCovered)
                    seen.Add((row, isCovered));
            }

            var page = seen.Skip(request.Offset).Take(request.Limit).ToList();
            foreach (var childId in page.Select(r => r.Row.ChildId).Distinct())
                call.Subjects.Add(childId);
            var names = await units.All(cancellationToken);
            return new Answer(seen.Count, page.ConvertAll(one => Told(one.Row, one.IsCovered)));

            Item Told(Row r, bool isCovered) => new(r.PlanId, r.ChildId, isCovered ? cards.GetValueOrDefault(r.ChildId)?.Name : null, r.Part, r.OwnerUnitId, names.GetValueOrDefault(r.OwnerUnitId)?.Name, r.NextFollowUp,
                request.View != "closed" && r.NextFollowUp < clock.Today, isCovered && r.Part is "asked" or "offered" ? r.Message : null);
        }

        private bool Fits(string view, Row row) => view switch
        {
            "own" => row.Part == "owner",
            "party" => row.Part == "party",
            "asked" => row.Part is "asked" or "offered",
            "followed" => row.Part == "holder",
            "overdue" => row.NextFollowUp < clock.Today && row.Part is "owner" or "holder",
            _ => true,
        };
    }

    private sealed class Row
    {
        public required Guid PlanId { get; init; }
        public required Guid ChildId { get; init; }
        public required string OwnerUnitId { get; init; }
        public required DateOnly NextFollowUp { get; init; }
        public string? Message { get; init; }
        public required string Part { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, string view = "all", int limit = 20, int offset = 0, Guid? childId = null) =>
            TypedResults.Ok(await sender.Send(new Query(view, limit, offset, childId), cancel)))
            .WithSummary("The plans that concern my unit");
    }
}
