using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Who is responsible for my child (vem är ansvarig för mitt barn), whom to call there, and as whom I ask. Of a child on its own page no more than its age lets it be told.</summary>
internal static class GetResponsible
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Who">child or guardian.</param>
    /// <param name="TakesPart">Old enough to write, and to be told who has looked: by age alone, so that it tells of nothing that is kept back.</param>
    /// <param name="Responsible">Missing when nobody holds the child today.</param>
    internal sealed record Answer(Guid ChildId, string? Child, string Who, bool TakesPart, Holder? Responsible);

    /// <param name="Since">The first day of it.</param>
    /// <param name="ContactPerson">Whom to ask for.</param>
    internal sealed record Holder(FamilyRendition.By By, DateOnly? Since, string? ContactPerson, IReadOnlyList<ContactWayInfo> ContactWays);

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages, IResponsibility register, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken);
            var holder = await register.Holder(request.ChildId, clock.Today, cancellationToken);
            return new Answer(request.ChildId, viewer.Family.Name, viewer.IsChild ? "child" : "guardian", !viewer.IsChild || viewer.Age >= ages.TakesPartFrom, holder is null ? null : await Told(viewer, holder, cancellationToken));
        }

        private async Task<Holder> Told(FamilyViewer viewer, HolderOn holder, CancellationToken cancel)
        {
            var since = viewer.TellsTimes ? holder.From : (DateOnly?)null;
            if (!viewer.NamesUnits || holder.UnitId is not { } unitId)
                return new Holder(new FamilyRendition.By(PlainWords.Organisation(holder.Organisation), null, holder.Organisation), since, null, []);
            return new Holder(FamilyRendition.By.Of(await units.Find(unitId, cancel), isNamed: true), since, await units.ContactPerson(unitId, clock.Today, cancel), await units.ContactWays(unitId, cancel));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/responsible", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("Who is responsible for my child, and whom to call");
    }
}
