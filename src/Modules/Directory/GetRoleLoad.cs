using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>What a person has on the table in a role (belastning), for whoever is to end it: counts, never a child.</summary>
internal static class GetRoleLoad
{
    [Allow(Roles.ItAdmin), NotAudited("counts, and names no person")]
    internal sealed record Query(string AssignmentId) : IQuery<Answer>;

    internal sealed record Answer(string AssignmentId, string UnitId, int Concerns, int Cases, int Reports);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.AssignmentId).MaximumLength(DirectoryRules.LongestId);
    }

    internal sealed class Handler(Db db, Call call, IEnumerable<IUnitLoad> loads) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var role = await db.Find<Row>("""
                SELECT a.PersonId, a.UnitId, u.Organisation, u.Municipality FROM Directory.Assignment a JOIN Directory.Unit u ON u.UnitId = a.UnitId WHERE a.AssignmentId = @AssignmentId
                """, request) ?? throw new Kernel.NotFound();
            Administration.MustReach(call.Caller!, role.Municipality);
            var work = HeldWork.None;
            foreach (var load in loads)
                work += await load.Work(role.Organisation, role.UnitId, role.PersonId, cancellationToken);
            return new Answer(request.AssignmentId, role.UnitId, work.Concerns, work.Cases, work.Reports);
        }
    }

    private sealed class Row
    {
        public required string PersonId { get; init; }
        public required string UnitId { get; init; }
        public required string Organisation { get; init; }
        public string? Municipality { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/roles/{assignmentId}/load", async Task<Ok<Answer>> (string assignmentId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(assignmentId), cancel)))
            .WithSummary("What a person has on the table in a role, in counts");
    }
}
