using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The child, or the guardian, has read a message. A second receipt changes nothing and answers the same.</summary>
internal static class AcknowledgeMyMessage
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid MessageId) : ICommand<Answer>, IAboutMessage
    {
        Guid IAboutRecord.RecordId => MessageId;
    }

    /// <param name="ReadAt">When the first receipt was given, UTC.</param>
    internal sealed record Answer(Guid MessageId, DateTimeOffset ReadAt);

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var childId = await StoredMessage.ChildOf(db.Session, call.Caller!, request.MessageId) ?? throw new Kernel.NotFound();
            var key = new { request.MessageId, me = call.Caller!.ActsFor[childId], clock.Now };
            await db.Execute("UPDATE Collaboration.AudienceMember SET ReadAt = @Now WHERE ItemId = @MessageId AND MemberId = @me AND ReadAt IS NULL", key);
            return new Answer(request.MessageId, await db.Scalar<DateTimeOffset>("SELECT ReadAt FROM Collaboration.AudienceMember WHERE ItemId = @MessageId AND MemberId = @me", key));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/messages/{messageId:guid}/readings", async Task<Ok<Answer>> (Guid messageId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(messageId), cancel)))
            .WithSummary("I have read the message");
    }
}
