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
/// The messages that the child, or the guardian, has written or been sent, newest first. Whom of the family else one was sent to is not shown: the page of one must not tell of the
/// other's.
/// </summary>
internal static class GetMyMessages
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId, int Limit, int Offset) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(int Total, IReadOnlyList<Item> Messages);

    /// <param name="From">The sending unit; missing for one's own.</param>
    /// <param name="SentAt">UTC.</param>
    /// <param name="ReadAt">One's own receipt, where it was sent to one.</param>
    /// <param name="Units">Of one's own: the units that it was sent to.</param>
    internal sealed record Item(Guid MessageId, FamilyUnit? From, DateTimeOffset SentAt, string Text, bool IsOwn, DateTimeOffset? ReadAt, IReadOnlyList<ToUnit> Units);

    /// <param name="ReadAt">When the unit gave its receipt, UTC.</param>
    internal sealed record ToUnit(FamilyUnit Unit, DateTimeOffset? ReadAt);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).InclusiveBetween(0, 1_000_000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var key = new { request.ChildId, me = call.Caller!.ActsFor[request.ChildId], request.Offset, until = request.Offset + request.Limit };
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken);
            var total = await db.Scalar<int>("""
                SELECT COUNT(*) FROM Collaboration.Message m
                WHERE m.ChildId = @ChildId AND (m.FromMemberId = @me OR EXISTS (SELECT 1 FROM Collaboration.AudienceMember a WHERE a.ItemId = m.MessageId AND a.MemberId = @me))
                """, key);
            var page = await db.Query<StoredMessage>("""
                SELECT x.MessageId, x.FromUnitId, x.FromMemberId, x.SentAt, x.Body FROM (
                  SELECT m.MessageId, m.FromUnitId, m.FromMemberId, m.SentAt, m.Body, ROW_NUMBER() OVER (ORDER BY m.SentAt DESC, m.MessageId DESC) AS Place
                  FROM Collaboration.Message m
                  WHERE m.ChildId = @ChildId AND (m.FromMemberId = @me OR EXISTS (SELECT 1 FROM Collaboration.AudienceMember a WHERE a.ItemId = m.MessageId AND a.MemberId = @me))) x
                WHERE x.Place > @Offset AND x.Place <= @until ORDER BY x.Place
                """, key);
            var ids = page.ConvertAll(m => m.MessageId);
            var (toUnits, toMembers, names) = (await Audiences.Units(db.Session, ids), await Audiences.Members(db.Session, ids), await units.All(cancellationToken));
            return new Answer(total, page.ConvertAll(m => new Item(m.MessageId, m.FromUnitId is { } from ? FamilySight.Unit(viewer, names, from) : null, m.SentAt, m.Body, m.FromMemberId == key.me,
                toMembers[m.MessageId].FirstOrDefault(member => member.MemberId == key.me)?.ReadAt,
                m.FromMemberId == key.me ? [.. toUnits[m.MessageId].Select(unit => new ToUnit(FamilySight.Unit(viewer, names, unit.UnitId), unit.ReadAt))] : [])));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/messages", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(childId, limit, offset), cancel)))
            .WithSummary("The messages that I have written or been sent");
    }
}
