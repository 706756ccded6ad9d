using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The head of the unit that holds a child with protected identity takes back that a member of staff may see it (skyddade personuppgifter).</summary>
internal static class UnnameStaff
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.NameStaff)]
    internal sealed record Command(Guid ChildId, string PersonId) : ICommand<bool>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed class Handler(Db db) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command request, CancellationToken cancellationToken) =>
            await db.Execute("DELETE FROM Responsibility.NamedStaff WHERE ChildId = @ChildId AND PersonId = @PersonId", request) > 0;
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/children/{childId:guid}/named-staff/{personId}", async Task<NoContent> (Guid childId, string personId, Sender sender, CancellationToken cancel) =>
        {
            if (!await sender.Send(new Command(childId, personId), cancel))
                throw new Kernel.NotFound();
            return TypedResults.NoContent();
        })
            .WithSummary("Take back that a member of staff may see a child with protected identity");
    }
}
