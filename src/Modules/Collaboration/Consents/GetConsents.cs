using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// The forms about a child, who has answered what, and who would have to be asked today; with the other grounds that let the own unit have or give something. A party of the
/// plan, which does not work with the consent, is told of its own lines and nobody's answers.
/// </summary>
internal static class GetConsents
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadConsent)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Givers">Who must, or may, answer a form of today.</param>
    /// <param name="Forms">The newest first.</param>
    internal sealed record Answer(Guid ChildId, IReadOnlyList<GiverView> Givers, IReadOnlyList<FormView> Forms, IReadOnlyList<GroundView> OtherGrounds);

    internal sealed record GiverView(Guid MemberId, string Who, string? Name, bool IsNeeded);

    internal sealed record GroundView(Guid GroundId, string Kind, string FromUnitId, string ToUnitId, string Category, string Reasons, DateOnly Until, DateTimeOffset DecidedAt, DateTimeOffset? EndedAt);

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var (family, all) = await givers.Of(db.Session, request.ChildId, cancellationToken);
            var names = await units.All(cancellationToken);
            var (forms, unitId, isParty) = (new List<FormView>(), call.Caller!.UnitId, call.Ground == FormView.PartyGround);
            foreach (var formId in await db.Query<Guid>("SELECT FormId FROM Collaboration.ConsentForm WHERE ChildId = @ChildId ORDER BY AskedAt DESC, FormId", request))
            {
                var form = await FormView.Of(db.Session, await StoredForm.Load(db.Session, formId), family, all, names, clock.Today);
                if ((isParty ? form.ForParty(unitId) : form) is { } told)
                    forms.Add(told);
            }

            var grounds = await db.Query<Row>("""
                SELECT GroundId, Kind, FromUnitId, ToUnitId, Category, Reasons, UntilDate, DecidedAt, EndedAt FROM Collaboration.OtherGround
                WHERE ChildId = @ChildId AND (FromUnitId = @unitId OR ToUnitId = @unitId) ORDER BY DecidedAt DESC, GroundId
                """, new { request.ChildId, unitId });
            return new Answer(request.ChildId,
                isParty ? [] : [.. all.Select(g => new GiverView(g.MemberId, g.IsChild ? "child" : "guardian", g.IsChild ? family.Name : family.Guardians.First(f => f.MemberId == g.MemberId).Name, g.IsNeeded))],
                forms, grounds.ConvertAll(g => new GroundView(g.GroundId, g.Kind, g.FromUnitId, g.ToUnitId, g.Category, g.Reasons, g.UntilDate, g.DecidedAt, g.EndedAt)));
        }
    }

    private sealed class Row
    {
        public required Guid GroundId { get; init; }
        public required string Kind { get; init; }
        public required string FromUnitId { get; init; }
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
        public required string Reasons { get; init; }
        public required DateOnly UntilDate { get; init; }
        public required DateTimeOffset DecidedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/consent-forms", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("The consents about a child, and who would have to be asked today");
    }
}
