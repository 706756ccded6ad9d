using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>Who at the head's own unit has been named to see a child with protected identity (skyddade personuppgifter), for the head who may change it.</summary>
internal static class GetNamedStaff
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.NameStaff)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<Named> Staff);

    /// <param name="Name">As the directory has it.</param>
    internal sealed record Named(string PersonId, string Name, DateTimeOffset NamedAt);

    internal sealed class Handler(Db db, Call call, Clock clock, IPeople people) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Query<Row>("SELECT PersonId, NamedAt FROM Responsibility.NamedStaff WHERE ChildId = @ChildId ORDER BY NamedAt, PersonId", request);
            // Where another unit's people work with a child is that unit's to tell.
            var own = (await people.AtUnit(call.Caller!.UnitId, clock.Today, cancellationToken)).DistinctBy(a => a.PersonId, StringComparer.Ordinal).ToDictionary(a => a.PersonId, a => a.Name, StringComparer.Ordinal);
            return new Answer(request.ChildId, [.. rows.Where(r => own.ContainsKey(r.PersonId)).Select(r => new Named(r.PersonId, own[r.PersonId], r.NamedAt))]);
        }
    }

    private sealed class Row
    {
        public required string PersonId { get; init; }
        public required DateTimeOffset NamedAt { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/named-staff", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("The members of my unit's staff who are named for a child with protected identity");
    }
}
