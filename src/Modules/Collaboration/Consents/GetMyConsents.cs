using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>What the child, or a guardian, is asked to consent to and has answered: from whom, to whom, what, for what, until when. Another's answer is not shown.</summary>
internal static class GetMyConsents
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<MyConsent> Consents);

    /// <param name="State">requested, given, refused, withdrawn, replaced, cancelled or expired.</param>
    /// <param name="IsInForce">Whether it counts today, everybody's answers taken together.</param>
    /// <param name="Lines">Of a child whose identity, or whose guardian's, is protected no unit is named, only the kind of organisation.</param>
    internal sealed record MyConsent(Guid ConsentId, Guid FormId, string State, bool IsInForce, string Purpose, DateOnly Until, string? Exceptions, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt,
        IReadOnlyList<MyLine> Lines, IReadOnlyList<HeldBack> HeldBack);

    /// <param name="ToUnitId">What is sent back to hold something back from it: the unit, or the organisation's key where no unit is named.</param>
    internal sealed record MyLine(string From, string To, string ToUnitId, IReadOnlyList<string> Categories);

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnits units, IFamilies families, FamilyAges ages) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = call.Caller!.ActsFor[request.ChildId];
            var (family, all) = await givers.Of(db.Session, request.ChildId, cancellationToken);
            var hidesPlaces = (await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, me, cancellationToken)).HidesPlaces;
            var names = await units.All(cancellationToken);
            var mine = new List<MyConsent>();
            foreach (var formId in await db.Query<Guid>("""
                SELECT f.FormId FROM Collaboration.ConsentForm f WHERE f.ChildId = @ChildId
                  AND EXISTS (SELECT 1 FROM Collaboration.Consent c WHERE c.FormId = f.FormId AND c.MemberId = @me AND c.State <> 'not-asked') ORDER BY f.AskedAt DESC, f.FormId
                """, new { request.ChildId, me }))
            {
                var form = await FormView.Of(db.Session, await StoredForm.Load(db.Session, formId), family, all, names, clock.Today);
                var answer = form.Answers.First(a => a.Person.MemberId == me);
                mine.Add(new MyConsent(answer.ConsentId, formId, answer.State, form.IsInForce, form.Purpose, form.Until, form.Exceptions, Named(form.AskedByUnitId), form.AskedAt, answer.AnsweredAt,
                    [.. form.Lines.Select(l => new MyLine(Named(l.FromUnitId), Named(l.ToUnitId), Sent(l.ToUnitId), l.Categories)).DistinctBy(l => (l.From, l.ToUnitId, string.Join(',', l.Categories)))],
                    [.. answer.HeldBack.Select(h => h with { ToUnitId = Sent(h.ToUnitId) }).Distinct()]));
            }

            return new Answer(request.ChildId, mine);

            string Named(string unitId) => hidesPlaces ? names[unitId].Organisation : names[unitId].Name;

            string Sent(string unitId) => hidesPlaces ? names[unitId].Organisation : unitId;
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/consents", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("What I am asked to consent to, and have answered");
    }
}
