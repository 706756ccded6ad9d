using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>A human lets a held feed through (godkänd inläsning): what it moves is meant. The next reading of the same feed takes it in.</summary>
internal static class ApproveFeedRun
{
    [Allow(Roles.ItAdmin), NotAudited("changes a feed's state, where it stands who approved it and when; names no person")]
    internal sealed record Command(Guid RunId) : ICommand<Answer>;

    internal sealed record Answer(Guid RunId, string State, string ApprovedBy, DateTimeOffset ApprovedAt);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var person = call.Caller!.PersonId;
            if (await db.Execute("UPDATE Responsibility.FeedRun SET State = 'approved', ApprovedBy = @person, ApprovedAt = @now WHERE RunId = @RunId AND State = 'held'", new { request.RunId, person, now }) == 0)
            {
                throw await db.Scalar<int>("SELECT COUNT(*) FROM Responsibility.FeedRun WHERE RunId = @RunId", request) == 0
                    ? new Kernel.NotFound()
                    : new Refused("not-held", "Only a held reading waits for approval.");
            }

            return new Answer(request.RunId, "approved", person, now);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/feed-runs/{runId:guid}/approvals", async Task<Ok<Answer>> (Guid runId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(runId), cancel)))
            .WithSummary("Approve a held reading");
    }
}
