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
/// What has been shared with whom, and why (vad som har delats): what the consents let through and let through no more, and the units around the plan. Not what was asked
/// and never said yes to; and nobody's answer but that all of them together count, or do no longer.
/// </summary>
internal static class GetShared
{
    private const string Ground = "Ni har sagt ja: samtycke (10 kap. 1 § offentlighets- och sekretesslagen)";

    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<Sharing> Sharings, IReadOnlyList<Party> Parties);

    /// <param name="From">Who told; the kind of organisation, with the unit's name where units are named.</param>
    /// <param name="What">What may be told, in plain Swedish.</param>
    /// <param name="Categories">The same as codes: concern, analysis, plan, documents or contact.</param>
    /// <param name="Ground">The legal ground, in plain Swedish.</param>
    /// <param name="Since">The day on which everybody had said yes.</param>
    /// <param name="Until">The last day of it, or the day on which it ended.</param>
    internal sealed record Sharing(FamilyRendition.By From, FamilyRendition.By To, IReadOnlyList<string> What, IReadOnlyList<string> Categories, string Purpose, string Ground, bool IsInForce, DateOnly? Since, DateOnly? Until);

    /// <summary>A unit that takes part in the plan.</summary>
    internal sealed record Party(FamilyRendition.By Who, DateOnly? Since);

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages, Givers givers, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken);
            var (_, all) = await givers.Of(db.Session, request.ChildId, cancellationToken);
            var names = await units.All(cancellationToken);
            var sharings = new List<Sharing>();
            foreach (var form in await SharedForm.Of(db.Session, request.ChildId, viewer.MemberId))
            {
                var isInForce = form.IsInForce([.. all.Where(g => g.IsNeeded).Select(g => g.MemberId)], clock.Today);
                sharings.AddRange(form.Lines.GroupBy(line => (line.FromUnitId, line.ToUnitId)).Select(pair => new Sharing(Unit(pair.Key.FromUnitId), Unit(pair.Key.ToUnitId), [.. pair.Select(line => SwedishWords.Category(line.Category))], [.. pair.Select(line => line.Category)],
                    form.Purpose, Ground, isInForce, viewer.TellsTimes ? form.Since : null, viewer.TellsTimes ? isInForce ? form.Until : form.EndedOn(clock.Today) : null)));
            }

            var plan = await CurrentPlan.Of(db.Session, request.ChildId);
            var parties = plan is null ? [] : (await StoredPlan.Parties(db.Session, plan.PlanId)).Where(p => p.State == PartyStates.Joined);
            return new Answer(request.ChildId, sharings, [.. parties.Select(p => new Party(Unit(p.UnitId), viewer.TellsTimes ? Clock.DayOf(p.AnsweredAt ?? p.AskedAt) : null))]);

            FamilyRendition.By Unit(string unitId) => FamilyRendition.By.Of(names.GetValueOrDefault(unitId), viewer.NamesUnits);
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/shared", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("What has been shared with whom, and why");
    }
}
