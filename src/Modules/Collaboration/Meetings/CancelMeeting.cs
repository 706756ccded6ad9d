using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The convener calls the meeting off (ställa in möte). 409 <c>wrong-state</c> when it has been held, or called off before.</summary>
internal static class CancelMeeting
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkMeeting)]
    internal sealed record Command(Guid MeetingId, Cancellation Cancellation) : ICommand<Answer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    /// <param name="Reason">At most 500 characters; the convener's own note.</param>
    internal sealed record Cancellation(string Reason);

    internal sealed record Answer(Guid MeetingId, string State, int Sequence);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Cancellation.Reason).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(500);
    }

    internal sealed class Handler(Db db, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var meeting = await StoredMeeting.Load(db.Session, request.MeetingId);
            MeetingSteps.Demand(meeting.State, MeetingSteps.Cancel);
            if (await db.Execute("""
                UPDATE Collaboration.Meeting SET State = 'cancelled', CancelReason = @Reason, Sequence = Sequence + 1, Version = Version + 1 WHERE MeetingId = @MeetingId AND State = 'called'
                """, new { request.Cancellation.Reason, request.MeetingId }) == 0)
                throw new Refused("wrong-state", "Somebody else has just closed the meeting.");
            db.Publish(new MeetingCancelled(meeting.MeetingId, meeting.ChildId, meeting.CalledByOrganisation, meeting.CalledByUnitId, clock.Now));
            return new Answer(meeting.MeetingId, MeetingStates.Cancelled, meeting.Sequence + 1);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/meetings/{meetingId:guid}/cancellations", async Task<Ok<Answer>> (Guid meetingId, Cancellation cancellation, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(meetingId, cancellation), cancel)))
            .WithSummary("Call off a meeting that we have called");
    }
}
