using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Kronobarn.Collaboration;

/// <summary>Calls a meeting (samverkansmöte): the child, the guardians and the units that need to be there. 409 <c>consent-missing</c> names the units that nothing lets be told.</summary>
internal static class CallMeeting
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.CallMeeting)]
    internal sealed record Command(Guid ChildId, Invitation Invitation) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid MeetingId, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock, MeetingSettings settings, IHostEnvironment environment) => RuleFor(c => c.Invitation).SetValidator(new InvitationRules(clock, settings, environment));
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Invitations invitations) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, invitation) = (call.Caller!, request.Invitation);
            var guests = await invitations.Find(db.Session, caller.UnitId, request.ChildId, invitation, cancellationToken);
            var id = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO Collaboration.Meeting (MeetingId, ChildId, IsProtected, CalledByOrganisation, CalledByUnitId, CalledBy, CalledAt, Purpose, Agenda, WishedParticipants,
                  StartsAt, EndsAt, Place, VideoLink, ChildNotInvited, State, Sequence, Version)
                VALUES (@id, @ChildId, @IsProtected, @Organisation, @UnitId, @PersonId, @Now, @Purpose, @Agenda, @WishedParticipants,
                  @StartsAt, @EndsAt, @Place, @VideoLink, @ChildNotInvitedBecause, 'called', 0, 1)
                """, new
            {
                id,
                request.ChildId,
                guests.Family.IsProtected,
                caller.Organisation,
                caller.UnitId,
                caller.PersonId,
                clock.Now,
                invitation.Purpose,
                invitation.Agenda,
                invitation.WishedParticipants,
                invitation.StartsAt,
                invitation.EndsAt,
                invitation.Place,
                invitation.VideoLink,
                invitation.ChildNotInvitedBecause,
            });
            await invitations.Invite(db.Session, id, caller.UnitId, guests, isMoved: false);
            db.Publish(new MeetingCalled(id, request.ChildId, caller.Organisation, caller.UnitId, guests.Units.Count - 1 + guests.Guardians.Count + (guests.IsChildInvited ? 1 : 0),
                guests.IsChildInvited, invitation.StartsAt, clock.Now));
            return new Answer(id, 1);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/meetings", async Task<Created<Answer>> (Guid childId, Invitation invitation, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, invitation), cancel)))
            .WithSummary("Call a meeting about a child");
    }
}
