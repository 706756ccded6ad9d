using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Kronobarn.Collaboration;

/// <summary>
/// The convener changes the meeting (ändra möte): all of it as it shall be, on the version that it rests on; 412 shows both. Whoever is left out is invited no more. At
/// another time everybody is asked anew. Consent is asked again for everyone who is invited, since each change is told to them.
/// </summary>
internal static class ChangeMeeting
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkMeeting)]
    internal sealed record Command(Guid MeetingId, int Version, Invitation Invitation) : ICommand<Answer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    /// <param name="Sequence">Of the calendar file.</param>
    internal sealed record Answer(Guid MeetingId, int Sequence, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock, MeetingSettings settings, IHostEnvironment environment) => RuleFor(c => c.Invitation).SetValidator(new InvitationRules(clock, settings, environment));
    }

    internal sealed class Handler(Db db, Call call, Givers givers, Invitations invitations, MeetingPages pages) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, invitation) = (call.Caller!, request.Invitation);
            var seat = await MeetingSeat.OfUnit(db.Session, givers, caller, request.MeetingId, cancellationToken);
            var meeting = seat.Meeting;
            MeetingSteps.Demand(meeting.State, MeetingSteps.Change);
            if (meeting.Version != request.Version)
                throw await Stale(seat);
            var guests = await invitations.Find(db.Session, meeting.CalledByUnitId, meeting.ChildId, invitation, cancellationToken);
            if (await db.Execute("""
                UPDATE Collaboration.Meeting SET Purpose = @Purpose, Agenda = @Agenda, WishedParticipants = @WishedParticipants, StartsAt = @StartsAt, EndsAt = @EndsAt, Place = @Place,
                  VideoLink = @VideoLink, ChildNotInvited = @ChildNotInvitedBecause, Sequence = Sequence + 1, Version = Version + 1
                WHERE MeetingId = @MeetingId AND Version = @Version AND State = 'called'
                """, new
            {
                request.MeetingId,
                request.Version,
                invitation.Purpose,
                invitation.Agenda,
                invitation.WishedParticipants,
                invitation.StartsAt,
                invitation.EndsAt,
                invitation.Place,
                invitation.VideoLink,
                invitation.ChildNotInvitedBecause,
            }) == 0)
                throw await Stale(await MeetingSeat.OfUnit(db.Session, givers, caller, request.MeetingId, cancellationToken));
            await invitations.Invite(db.Session, meeting.MeetingId, meeting.CalledByUnitId, guests, meeting.StartsAt != invitation.StartsAt || meeting.EndsAt != invitation.EndsAt);
            return new Answer(meeting.MeetingId, meeting.Sequence + 1, meeting.Version + 1);

            async Task<StaleVersion> Stale(MeetingSeat now) => new(missing: false, await pages.Of(db.Session, now, caller, cancellationToken), invitation);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/meetings/{meetingId:guid}", async Task<Ok<Answer>> (Guid meetingId, Invitation invitation, HttpRequest http, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(meetingId, Http.IfMatch(http), invitation), cancel)))
            .WithSummary("Change a meeting that we have called");
    }
}
