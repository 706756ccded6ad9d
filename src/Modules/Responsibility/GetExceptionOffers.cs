using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// The offers of agreed exceptions to the caller's unit and from it (erbjudna undantag). An offer gives no ground to know the child, so it has no name:
/// the two units have spoken, and the receiver sees name and date when the accepted exception makes it the next holder.
/// </summary>
internal static class GetExceptionOffers
{
    /// <param name="State">offered, accepted, declined or withdrawn; all when missing.</param>
    [Allow(Roles.Midwife, Roles.BhvNurse, Roles.PreschoolHead, Roles.Rektor, Roles.StudentHealthTeam, Roles.KaaHandler, Roles.SocialWorker, Roles.PartnerStaff, Roles.UnitHead)]
    [Audit(AuditAttribute.Read), Operation(Operations.AnswerException)]
    internal sealed record Query(int Limit, int Offset, string? State = null) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Offer> Offers);

    /// <param name="Direction">to-us or from-us.</param>
    /// <param name="AnswerReason">Why it was declined, in the receiver's words.</param>
    internal sealed record Offer(Guid OfferId, Guid ChildId, string Direction, string State, string FromOrganisation, string FromUnitId, string ToOrganisation, string ToUnitId,
        DateOnly From, DateOnly? To, string Reason, DateTimeOffset OfferedAt, DateTimeOffset? AnsweredAt, string? AnswerReason);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
            RuleFor(q => q.State).Must(s => s is null or OfferState.Offered or OfferState.Accepted or OfferState.Declined or OfferState.Withdrawn)
                .WithMessage("One of offered, accepted, declined and withdrawn.");
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.OfferId, x.ChildId, x.Organisation, x.UnitId, x.FromDate, x.ToDate, x.Reason, x.OfferedByOrganisation, x.OfferedByUnitId, x.OfferedAt, x.State, x.AnsweredAt, x.AnswerReason FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY o.OfferedAt DESC, o.OfferId) AS Place, o.OfferId, o.ChildId, o.Organisation, o.UnitId, o.FromDate, o.ToDate, o.Reason,
                    o.OfferedByOrganisation, o.OfferedByUnitId, o.OfferedAt, o.State, o.AnsweredAt, o.AnswerReason
                  FROM Responsibility.ExceptionOffer o JOIN Responsibility.Child c ON c.ChildId = o.ChildId
                  WHERE ((o.UnitId = @UnitId AND o.Organisation = @Organisation) OR (o.OfferedByUnitId = @UnitId AND o.OfferedByOrganisation = @Organisation))
                    AND (@State IS NULL OR o.State = @State)
                    AND (c.Protection = 'none' OR @seesProtected = 1 OR EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { caller.UnitId, caller.Organisation, caller.PersonId, request.State, seesProtected = Access.SeesProtected(caller.Role, Operations.AnswerException, Relations.None), request.Offset, last = request.Offset + request.Limit });
            foreach (var childId in rows.Select(row => row.ChildId).Distinct())
                call.Subjects.Add(childId);
            call.Ground = Grounds.Offer;
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Offer(r.OfferId, r.ChildId, r.UnitId == caller.UnitId ? "to-us" : "from-us", r.State,
                r.OfferedByOrganisation, r.OfferedByUnitId, r.Organisation, r.UnitId, r.FromDate, r.ToDate, r.Reason, r.OfferedAt, r.AnsweredAt, r.AnswerReason)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required Guid OfferId { get; init; }
        public required Guid ChildId { get; init; }
        public required string Organisation { get; init; }
        public required string UnitId { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
        public required string Reason { get; init; }
        public required string OfferedByOrganisation { get; init; }
        public required string OfferedByUnitId { get; init; }
        public required DateTimeOffset OfferedAt { get; init; }
        public required string State { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public string? AnswerReason { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/exception-offers", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, string? state = null, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset, state), cancel)))
            .WithSummary("Offers of agreed exceptions to my unit and from it");
    }
}
