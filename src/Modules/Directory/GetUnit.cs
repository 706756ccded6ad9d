using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>One unit (enhet), also one that is closed. The ETag is its version, for <see cref="ChangeUnit"/>.</summary>
internal static class GetUnit
{
    [Allow(AllowAttribute.Staff), NotAudited("tells of a unit, not of people")]
    internal sealed record Query(string UnitId) : IQuery<Answer>;

    /// <param name="Municipality">Missing when the unit is for the whole region.</param>
    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last; missing while it is open.</param>
    internal sealed record Answer(string UnitId, string Organisation, string Name, string? Municipality, string? HsaId, string? SchoolUnitCode, string? PartnerKind, bool Private, DateOnly From, DateOnly? To, int Version);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = await StoredUnit.Find(db, request.UnitId) ?? throw new Kernel.NotFound();
            return new Answer(unit.UnitId, unit.Organisation, unit.Name, unit.Municipality, unit.HsaId, unit.SchoolUnitCode, unit.PartnerKind, unit.IsPrivate, unit.FromDate, unit.ToDate, unit.Version);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/units/{unitId}", async Task<Ok<Answer>> (string unitId, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(new Query(unitId), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Ok(answer);
        })
            .WithSummary("One unit, with its version as ETag");
    }
}
