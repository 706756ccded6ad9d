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

/// <summary>What families ask my unit to have corrected: of children whom it holds, or whose plan it owns. Those that wait first.</summary>
internal static class GetCorrections
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Read), Operation(Operations.ListInbox)]
    internal sealed record Query(int Limit, int Offset, bool WaitingOnly = false) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Item> Corrections);

    /// <param name="Child">Missing until the child has a name.</param>
    /// <param name="IsHolder">It is ours to answer as the child's holder; otherwise as the owner of its plan.</param>
    /// <param name="Who">child or guardian.</param>
    /// <param name="Name">Missing for one who has no custody any more.</param>
    internal sealed record Item(Guid CorrectionId, Guid ChildId, string? Child, bool IsHolder, string Who, string? Name, string About, Guid? Id, string Text, DateTimeOffset AskedAt, string? Answer, string? Reason, string? Appeal,
        DateTimeOffset? AnsweredAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).InclusiveBetween(0, 1_000_000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, IResponsibility register) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var (mine, held) = (new List<StoredAsk>(), new HashSet<Guid>());
            foreach (var child in (await StoredAsk.OfUnit(db.Session, call.Caller!.UnitId)).Where(a => !request.WaitingOnly || a.AnsweredAt is null).GroupBy(a => a.ChildId))
            {
                // The list's own word for the holder may be older than the register's.
                if ((await register.Holder(child.Key, clock.Today, cancellationToken))?.UnitId == call.Caller.UnitId)
                {
                    held.Add(child.Key);
                    mine.AddRange(child);
                }
                else if (await db.Query<Guid>("SELECT PlanId FROM Collaboration.ChildPlan WHERE ChildId = @Key AND OwnerUnitId = @UnitId AND State = 'open'", new { child.Key, call.Caller.UnitId }) is { Count: > 0 })
                    mine.AddRange(child);
            }

            var page = mine.OrderBy(a => a.AnsweredAt is not null).ThenByDescending(a => a.AskedAt).ThenBy(a => a.AskId).Skip(request.Offset).Take(request.Limit).ToList();
            var items = new List<Item>();
            foreach (var one in page)
            {
                if (!call.Subjects.Contains(one.ChildId))
                    call.Subjects.Add(one.ChildId);
                var family = await families.Of(one.ChildId, cancellationToken);
                var isChild = one.MemberId == one.ChildId;
                items.Add(new Item(one.AskId, one.ChildId, family?.Name, held.Contains(one.ChildId), isChild ? "child" : "guardian", isChild ? family?.Name : family?.Guardians.FirstOrDefault(g => g.MemberId == one.MemberId)?.Name, one.About,
                    one.RecordId, one.Body, one.AskedAt, one.Answer, one.Reason, one.Appeal, one.AnsweredAt));
            }

            return new Answer(mine.Count, items);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/corrections", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 50, int offset = 0, bool waitingOnly = false) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset, waitingOnly), cancel)))
            .WithSummary("What families ask my unit to have corrected");
    }
}
