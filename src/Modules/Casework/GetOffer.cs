using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>A case that is offered to the caller's unit (erbjuden överlämning). Once it is answered nothing of the child but the key is left in it. Carried by every actor.</summary>
internal static class GetOffer
{
    /// <param name="Giver">The slug of the giving organisation.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadOffer)]
    internal sealed record Query(string Giver, Guid OfferId) : IQuery<Answer>, IAboutOffer
    {
        Guid IAboutRecord.RecordId => OfferId;
    }

    /// <param name="Message">Missing once it is answered, like the name.</param>
    /// <param name="State">open, accepted, declined or withdrawn.</param>
    /// <param name="CaseId">The unit's case, when it was accepted.</param>
    internal sealed record Answer(string Giver, Guid OfferId, string FromUnitId, Guid ChildId, string? Name, string? Message, IReadOnlyList<ChecklistItem> Checklist, string Ground, DateTimeOffset OfferedAt,
        DateOnly? DueOn, string State, DateTimeOffset? AnsweredAt, Guid? CaseId);

    internal sealed class Handler(Db db, Call call, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var key = new { request.Giver, request.OfferId, caller.UnitId };
            var offer = await db.Find<Row>("""
                SELECT FromUnitId, ChildId, Message, Ground, OfferedAt, State, AnsweredAt, CaseId FROM {Module}.Offer WHERE GiverOrganisation = @Giver AND OfferId = @OfferId AND UnitId = @UnitId
                """, key) ?? throw new Kernel.NotFound();
            var items = await db.Query<ItemRow>("SELECT Item, IsDone FROM {Module}.OfferItem WHERE GiverOrganisation = @Giver AND OfferId = @OfferId ORDER BY Place", key);
            var due = await db.Find<DateOnly?>("SELECT DueOn FROM {Module}.Deadline WHERE ItemId = @OfferId AND UnitId = @UnitId AND DoneAt IS NULL", key);
            var name = offer.State == "open" ? (await records.Cards(caller, [offer.ChildId], cancellationToken, hasCases: true)).GetValueOrDefault(offer.ChildId)?.Name : null;
            return new Answer(request.Giver, request.OfferId, offer.FromUnitId, offer.ChildId, name, offer.Message, items.ConvertAll(i => new ChecklistItem(i.Item, i.IsDone)), offer.Ground, offer.OfferedAt, due,
                offer.State, offer.AnsweredAt, offer.CaseId);
        }
    }

    private sealed class Row
    {
        public required string FromUnitId { get; init; }
        public required Guid ChildId { get; init; }
        public string? Message { get; init; }
        public required string Ground { get; init; }
        public required DateTimeOffset OfferedAt { get; init; }
        public required string State { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public Guid? CaseId { get; init; }
    }

    private sealed class ItemRow
    {
        public required string Item { get; init; }
        public required bool IsDone { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/offers/{giver}/{offerId:guid}", async Task<Ok<Answer>> (string giver, Guid offerId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(giver, offerId), cancel)))
            .WithSummary("A case that is offered to my unit");
    }
}
