using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The concerns that the caller has left (mina kvittenser), and how far each has come: never who has it or what was found. Carried by every actor.</summary>
internal static class GetReceipts
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.RaiseConcern)]
    internal sealed record Query(int Limit, int Offset) : IQuery<Answer>;

    /// <param name="Receipts">The latest first.</param>
    internal sealed record Answer(int Total, IReadOnlyList<Receipt> Receipts);

    /// <param name="Harm">The answer to the question on harm: yes made it an orosanmälan.</param>
    /// <param name="Status">sent, received, in-progress or closed.</param>
    internal sealed record Receipt(Guid ReceiptId, DateTimeOffset RaisedAt, bool Harm, string Text, string Status, DateTimeOffset StatusAt, string? Feedback);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Query<ReceiptRow>("""
                SELECT x.Total, x.ReceiptId, x.RaisedAt, x.Harm, x.Body, x.Status, x.StatusAt, x.Feedback FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY RaisedAt DESC, ReceiptId) AS Place, ReceiptId, RaisedAt, Harm, Body, Status, StatusAt, Feedback
                  FROM {Module}.Receipt WHERE UnitId = @UnitId AND PersonId = @PersonId) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { call.Caller!.UnitId, call.Caller.PersonId, request.Offset, last = request.Offset + request.Limit });
            call.Ground = "reporter";
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Receipt(r.ReceiptId, r.RaisedAt, r.Harm, r.Body, r.Status, r.StatusAt, r.Feedback)));
        }
    }

    private sealed class ReceiptRow
    {
        public required int Total { get; init; }
        public required Guid ReceiptId { get; init; }
        public required DateTimeOffset RaisedAt { get; init; }
        public required bool Harm { get; init; }
        public required string Body { get; init; }
        public required string Status { get; init; }
        public required DateTimeOffset StatusAt { get; init; }
        public string? Feedback { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/receipts", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("The concerns that I have left, and how far each has come");
    }
}
