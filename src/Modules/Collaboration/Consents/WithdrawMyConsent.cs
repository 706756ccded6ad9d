using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// Takes a consent back (återkallar samtycke), in one click, without a reason. Once this is answered nobody reads what rested on it: every request asks the row that is
/// changed here.
/// </summary>
internal static class WithdrawMyConsent
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid ConsentId) : ICommand<Answer>, IAboutConsent
    {
        Guid IAboutRecord.RecordId => ConsentId;
    }

    internal sealed record Answer(Guid ConsentId, string State);

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var consent = await StoredConsent.Load(db.Session, request.ConsentId);
            await ConsentMoves.Answer(db.Session, clock, givers, consent, ConsentEvents.Withdraw, Doer.Of(call.Caller!), new SaidConsent(AnswerWays.EIdentification), cancellationToken);
            return new Answer(request.ConsentId, ConsentStates.Withdrawn);
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/consents/{consentId:guid}/withdrawals", async Task<Ok<Answer>> (Guid consentId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(consentId), cancel)))
            .WithSummary("Take my consent back");
    }
}
