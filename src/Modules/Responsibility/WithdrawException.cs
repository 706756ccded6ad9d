using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The giving unit takes an offered exception back (återkallat erbjudande), as long as it has not been answered.</summary>
internal static class WithdrawException
{
    [Allow(Roles.Midwife, Roles.BhvNurse, Roles.PreschoolHead, Roles.Rektor, Roles.StudentHealthTeam, Roles.KaaHandler, Roles.SocialWorker, Roles.PartnerStaff, Roles.UnitHead)]
    [Audit(AuditAttribute.Changed), Operation(Operations.AnswerException)]
    internal sealed record Command(Guid OfferId) : ICommand<Answer>;

    internal sealed record Answer(Guid OfferId, string State);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await ExceptionOffer.Find(db, request.OfferId, call.Caller!) is not { } offer || !offer.IsFrom(call.Caller!))
                throw new Kernel.NotFound();
            call.Subjects.Add(offer.ChildId);
            call.Ground = Grounds.Offer;
            await ExceptionOffer.End(db, request.OfferId, OfferState.Withdrawn, call.Caller!.PersonId, clock.Now, reason: null);
            return new Answer(request.OfferId, OfferState.Withdrawn);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/exception-offers/{offerId:guid}/withdrawals", async Task<Ok<Answer>> (Guid offerId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(offerId), cancel)))
            .WithSummary("Take back an offer that has not been answered");
    }
}
