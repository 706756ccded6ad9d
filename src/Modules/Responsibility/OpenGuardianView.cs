using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>Opens a guardian's view that was closed (stängd vy). Who closed it, why and until when stays written.</summary>
internal static class OpenGuardianView
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.CloseFamilyView)]
    internal sealed record Command(Guid ChildId, Ending Ending) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Ending(Guid MemberId);

    internal sealed record Answer(Guid ChildId, Guid MemberId, bool IsClosed);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Execute("UPDATE Responsibility.ClosedView SET OpenedBy = @PersonId, OpenedAt = @Now WHERE ChildId = @ChildId AND MemberId = @MemberId AND OpenedAt IS NULL",
                new { request.ChildId, request.Ending.MemberId, call.Caller!.PersonId, clock.Now }) == 0)
                throw new Refused("wrong-state", "No view of this guardian is closed.");
            return new Answer(request.ChildId, request.Ending.MemberId, IsClosed: false);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/closed-views/endings", async Task<Ok<Answer>> (Guid childId, Ending ending, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(childId, ending), cancel)))
            .WithSummary("Open a guardian's view that was closed");
    }
}
