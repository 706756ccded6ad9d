using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.Casework;

/// <summary>
/// How far a concern has come that was left without signing in (kvittens), by the code that was shown then. Not what was written, which the code on a lost slip of
/// paper would give away. By POST, because a code has no place in a URL or a log.
/// </summary>
internal static class LookUpPublicReceipt
{
    /// <param name="Code">As it was written down; spaces, hyphens and small letters do no harm.</param>
    [Allow(AllowAttribute.Anyone), Audit(AuditAttribute.Read), Operation(Operations.ReadReceipt)]
    internal sealed record Query(string Code) : IQuery<Answer>;

    /// <param name="Status">sent, received, in-progress or closed.</param>
    /// <param name="Feedback">When it is closed: as much as secrecy allows.</param>
    internal sealed record Answer(DateTimeOffset RaisedAt, string Status, DateTimeOffset StatusAt, string? Feedback);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Code).NotEmpty().MaximumLength(ReceiptCode.LongestTyped);
    }

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var row = await db.Find<Row>("SELECT RaisedAt, Status, StatusAt, Feedback FROM Casework.PublicReceipt WHERE CodeHash = @hash", new { hash = ReceiptCode.Hash(request.Code) })
                ?? throw new NotFound();
            return new Answer(row.RaisedAt, row.Status, row.StatusAt, row.Feedback);
        }
    }

    private sealed class Row
    {
        public required DateTimeOffset RaisedAt { get; init; }
        public required string Status { get; init; }
        public required DateTimeOffset StatusAt { get; init; }
        public string? Feedback { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/receipts/lookups", async Task<Ok<Answer>> (Query query, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(query, cancel)))
            .WithSummary("How far a concern has come, by its receipt code");
    }
}
