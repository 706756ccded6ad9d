using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>What I have asked to have corrected, and what was answered. Another's requests are not shown.</summary>
internal static class GetMyCorrections
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(IReadOnlyList<Wish> Corrections);

    /// <param name="Answer">noted, corrected-by-note or refused; missing while it waits.</param>
    /// <param name="Reason">Why, in the head's words.</param>
    /// <param name="Appeal">How to have a refusal tried by somebody else.</param>
    /// <param name="AnsweredBy">The unit's name; where somebody's identity is protected only the kind of organisation.</param>
    internal sealed record Wish(Guid CorrectionId, string About, Guid? Id, string Text, DateTimeOffset AskedAt, string? Answer, string? Reason, string? Appeal, string? AnsweredBy, DateTimeOffset? AnsweredAt);

    internal sealed class Handler(Db db, Call call, IFamilies families, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var family = await families.Of(request.ChildId, cancellationToken) ?? throw new Kernel.NotFound();
            var names = await units.All(cancellationToken);
            return new Answer((await StoredAsk.OfMember(db.Session, request.ChildId, call.Caller!.ActsFor[request.ChildId])).ConvertAll(a => new Wish(a.AskId, a.About, a.RecordId, a.Body, a.AskedAt, a.Answer, a.Reason,
                a.Appeal, a.AnsweredByUnitId is null ? null : family.HidesPlaces ? a.AnsweredByOrganisation : names.GetValueOrDefault(a.AnsweredByUnitId)?.Name, a.AnsweredAt)));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/corrections", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("What I have asked to have corrected");
    }
}
