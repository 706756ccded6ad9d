using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// The messages on the plan that my unit has sent or been sent, newest first. Consent is asked now, for old ones too: what it no longer lets my unit have is not in the list and
/// not counted. To see the list is no receipt.
/// </summary>
internal static class GetMessages
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadPlan)]
    internal sealed record Query(Guid PlanId, int Limit, int Offset) : IQuery<Answer>, IAboutPlan, IAskedInSnapshot
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(int Total, IReadOnlyList<Item> Messages);

    /// <param name="FromUnitId">The sending unit; missing where one of the family has written, who is then in <paramref name="FromMemberId"/>.</param>
    /// <param name="SentAt">UTC.</param>
    /// <param name="ReadAt">My unit's own receipt, where it was sent to us.</param>
    /// <param name="Units">The units that it was sent to; who has given a receipt, and when, is for the sender's unit.</param>
    internal sealed record Item(Guid MessageId, string? FromUnitId, string? From, Guid? FromMemberId, DateTimeOffset SentAt, string Text, bool IsOwn, DateTimeOffset? ReadAt,
        IReadOnlyList<ToUnit> Units, IReadOnlyList<ToMember> Family);

    internal sealed record ToUnit(string UnitId, string? Unit, string? ReadBy, DateTimeOffset? ReadAt);

    internal sealed record ToMember(Guid MemberId, DateTimeOffset? ReadAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).InclusiveBetween(0, 1_000_000);
        }
    }

    internal sealed class Handler(Db db, Call call, PlanAtHand atHand, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = call.Caller!.UnitId;
            var known = await atHand.Find(db.Session, request.PlanId) ?? throw new Kernel.NotFound();
            var (coverage, _) = await known.CoveredFor(me, cancellationToken);
            var open = (await known.Parties()).Select(p => p.UnitId).Where(from => StoredMessage.IsOpen(coverage, from, me)).ToList();
            var key = new { request.PlanId, me, open, isFamilyOpen = StoredMessage.IsOpen(coverage, null, me) ? 1 : 0, request.Offset, until = request.Offset + request.Limit };
            var total = await db.Scalar<int>("""
                SELECT COUNT(*) FROM Collaboration.Message m
                WHERE m.PlanId = @PlanId AND (m.FromUnitId = @me OR ((m.FromUnitId IN @open OR (m.FromUnitId IS NULL AND @isFamilyOpen = 1))
                  AND EXISTS (SELECT 1 FROM Collaboration.AudienceUnit a WHERE a.ItemId = m.MessageId AND a.UnitId = @me)))
                """, key);
            var page = await db.Query<StoredMessage>("""
                SELECT x.MessageId, x.FromUnitId, x.FromMemberId, x.SentAt, x.Body FROM (
                  SELECT m.MessageId, m.FromUnitId, m.FromMemberId, m.SentAt, m.Body, ROW_NUMBER() OVER (ORDER BY m.SentAt DESC, m.MessageId DESC) AS Place
                  FROM Collaboration.Message m
                  WHERE m.PlanId = @PlanId AND (m.FromUnitId = @me OR ((m.FromUnitId IN @open OR (m.FromUnitId IS NULL AND @isFamilyOpen = 1))
                    AND EXISTS (SELECT 1 FROM Collaboration.AudienceUnit a WHERE a.ItemId = m.MessageId AND a.UnitId = @me)))) x
                WHERE x.Place > @Offset AND x.Place <= @until ORDER BY x.Place
                """, key);
            var ids = page.ConvertAll(m => m.MessageId);
            var (toUnits, toMembers) = (await Audiences.Units(db.Session, ids), await Audiences.Members(db.Session, ids));
            var names = await units.Some([.. page.Select(m => m.FromUnitId).OfType<string>().Concat(toUnits.SelectMany(to => to).Select(to => to.UnitId)).Distinct(StringComparer.Ordinal)], cancellationToken);
            return new Answer(total, page.ConvertAll(m => Shown(m, me, [.. toUnits[m.MessageId]], toMembers[m.MessageId], names)));
        }

        private static Item Shown(StoredMessage message, string me, IReadOnlyList<UnitReading> to, IEnumerable<MemberReading> family, IReadOnlyDictionary<string, UnitInfo> names)
        {
            var isOwn = message.FromUnitId == me;
            return new Item(message.MessageId, message.FromUnitId, message.FromUnitId is { } from ? names.GetValueOrDefault(from)?.Name : null, message.FromMemberId, message.SentAt, message.Body, isOwn,
                to.FirstOrDefault(unit => unit.UnitId == me)?.ReadAt,
                [.. to.Select(unit => new ToUnit(unit.UnitId, names.GetValueOrDefault(unit.UnitId)?.Name, isOwn ? unit.ReadBy : null, isOwn ? unit.ReadAt : null))],
                [.. family.Select(member => new ToMember(member.MemberId, isOwn ? member.ReadAt : null))]);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/plans/{planId:guid}/messages", async Task<Ok<Answer>> (Guid planId, Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(planId, limit, offset), cancel)))
            .WithSummary("The messages on the plan that my unit has sent or been sent");
    }
}
