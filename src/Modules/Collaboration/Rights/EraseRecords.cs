using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// Erases exactly what a preview has listed (gallring), as far as it is still due and nothing in it has changed; what has is left, and counted. A tombstone stands for
/// each, and the access log tells it for each child; the log itself is kept. By the unit's head.
/// </summary>
internal static class EraseRecords
{
    /// <param name="PreviewId">Of the own unit, at most seven days old, and used once.</param>
    /// <param name="Reason">5 to 500 characters; stands on the tombstones.</param>
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Changed), Operation(Operations.EraseRecords)]
    internal sealed record Command(Guid PreviewId, string Reason) : ICommand<Erased>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).Must(ReadableText.Is).WithMessage("Say why.").Length(5, 500);
    }

    internal sealed class Handler(Db db, Call call, Erasures erasures) : IRequestHandler<Command, Erased>
    {
        public Task<Erased> Handle(Command request, CancellationToken cancellationToken) => erasures.Erase(db.Session, call.Caller!, request.PreviewId, request.Reason, call.Subjects);
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/erasures", async Task<Ok<Erased>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(command, cancel)))
            .WithSummary("Erase what a preview has listed");
    }
}
