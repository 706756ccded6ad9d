using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>One concern that the caller has left (kvittens): what was written and how far it has come. Carried by every actor.</summary>
internal static class GetReceipt
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadReceipt)]
    internal sealed record Query(Guid ReceiptId) : IQuery<Answer>, IAboutReceipt
    {
        Guid IAboutRecord.RecordId => ReceiptId;
    }

    /// <param name="Status">sent, received, in-progress or closed.</param>
    /// <param name="Feedback">When it is closed: as much as secrecy allows.</param>
    internal sealed record Answer(Guid ReceiptId, DateTimeOffset RaisedAt, bool Harm, string Urgency, string Text, IReadOnlyList<string> Spokes, string Status, DateTimeOffset StatusAt, string? Feedback);

    internal sealed class Handler(Db db) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var row = await db.Find<Row>("SELECT ReceiptId, RaisedAt, Harm, Urgency, Body, Status, StatusAt, Feedback FROM {Module}.Receipt WHERE ReceiptId = @ReceiptId", request)
                ?? throw new Kernel.NotFound();
            var spokes = await db.Query<string>("SELECT Spoke FROM {Module}.ReceiptSpoke WHERE ReceiptId = @ReceiptId ORDER BY Spoke", request);
            return new Answer(row.ReceiptId, row.RaisedAt, row.Harm, row.Urgency, row.Body, spokes, row.Status, row.StatusAt, row.Feedback);
        }
    }

    private sealed class Row
    {
        public required Guid ReceiptId { get; init; }
        public required DateTimeOffset RaisedAt { get; init; }
        public required bool Harm { get; init; }
        public required string Urgency { get; init; }
        public required string Body { get; init; }
        public required string Status { get; init; }
        public required DateTimeOffset StatusAt { get; init; }
        public string? Feedback { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/receipts/{receiptId:guid}", async Task<Ok<Answer>> (Guid receiptId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(receiptId), cancel)))
            .WithSummary("A concern that I have left, and how far it has come");
    }
}
