using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>What a unit holds today (belastning), for whoever is to close it: counts, never a child.</summary>
internal static class GetUnitLoad
{
    [Allow(Roles.ItAdmin), NotAudited("counts, and names no person")]
    internal sealed record Query(string UnitId) : IQuery<Answer>;

    /// <param name="Children">Those whom the unit is responsible for today or later.</param>
    internal sealed record Answer(string UnitId, int Children, int Concerns, int Cases, int Offers, int Reports, int Plans);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IEnumerable<IUnitLoad> loads) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = await Administration.Unit(db, call.Caller!, request.UnitId);
            var (children, work) = (0, HeldWork.None);
            foreach (var load in loads)
            {
                children += await load.Children(unit.UnitId, clock.Today, cancellationToken);
                work += await load.Work(unit.Organisation, unit.UnitId, null, cancellationToken);
            }

            return new Answer(unit.UnitId, children, work.Concerns, work.Cases, work.Offers, work.Reports, work.Plans);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/units/{unitId}/load", async Task<Ok<Answer>> (string unitId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(unitId), cancel)))
            .WithSummary("What a unit holds, in counts");
    }
}
