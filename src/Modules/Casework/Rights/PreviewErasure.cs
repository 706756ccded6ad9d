using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Lists the unit's closed cases, concerns and receipts that the retention rules let go (gallringsförslag), and erases nothing. Names no child. By the unit's head. Carried by every actor.
/// Source of the rules: the configuration, <see cref="Kronobarn.Responsibility.Contracts.RetentionRules"/>.
/// </summary>
internal static class PreviewErasure
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Read), Operation(Operations.EraseRecords)]
    internal sealed record Command : ICommand<ErasurePreview>;

    internal sealed class Handler(Db db, Call call, Erasures erasures) : IRequestHandler<Command, ErasurePreview>
    {
        public Task<ErasurePreview> Handle(Command request, CancellationToken cancellationToken) => erasures.Preview(db.Session, call.Caller!);
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/erasures/previews", async Task<Created<ErasurePreview>> (Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(), cancel)))
            .WithSummary("What the retention rules would erase");
    }
}
