using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The cases that are or were offered to the caller's unit (erbjudna överlämningar), the one that has waited longest first. Carried by every actor.</summary>
internal static class GetOffers
{
    private static readonly string[] States = ["open", "accepted", "declined", "withdrawn"];

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ListInbox)]
    internal sealed record Query(string State, int Limit, int Offset) : IQuery<Answer>;

    /// <param name="Total">How many there are in all in this state.</param>
    internal sealed record Answer(int Total, IReadOnlyList<Line> Offers);

    /// <param name="Name">Missing once it is answered.</param>
    internal sealed record Line(string Giver, Guid OfferId, string FromUnitId, Guid ChildId, string? Name, DateTimeOffset OfferedAt, string State);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.State).Must(state => States.Contains(state, StringComparer.Ordinal)).WithMessage("One of open, accepted, declined and withdrawn.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var named = await records.NamedFor(caller.PersonId, cancellationToken);
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.GiverOrganisation, x.OfferId, x.FromUnitId, x.ChildId, x.OfferedAt FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY OfferedAt, OfferId) AS Place, GiverOrganisation, OfferId, FromUnitId, ChildId, OfferedAt FROM {Module}.Offer
                  WHERE UnitId = @UnitId AND State = @State AND (IsProtected = 0 OR @seesProtected = 1 OR ChildId IN @named)) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new
            {
                caller.UnitId,
                request.State,
                seesProtected = Access.SeesProtected(caller.Role, Operations.ReadOffer, Relations.Offer),
                named,
                request.Offset,
                last = request.Offset + request.Limit,
            });
            var cards = await records.Cards(caller, [.. rows.Select(r => r.ChildId).Distinct()], cancellationToken, hasCases: true);
            rows.RemoveAll(r => cards.GetValueOrDefault(r.ChildId) is { IsHidden: true });
            foreach (var row in rows)
                call.Subjects.Add(row.ChildId);
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Line(r.GiverOrganisation, r.OfferId, r.FromUnitId, r.ChildId,
                request.State == "open" ? cards.GetValueOrDefault(r.ChildId)?.Name : null, r.OfferedAt, request.State)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required string GiverOrganisation { get; init; }
        public required Guid OfferId { get; init; }
        public required string FromUnitId { get; init; }
        public required Guid ChildId { get; init; }
        public required DateTimeOffset OfferedAt { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/offers", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, string state = "open", int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(state, limit, offset), cancel)))
            .WithSummary("The cases that are offered to my unit");
    }
}
