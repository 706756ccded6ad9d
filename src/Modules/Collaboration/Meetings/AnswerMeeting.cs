using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The unit answers the invitation (svara på inbjudan): it comes, does not and says why, or cannot say yet. 409 <c>wrong-state</c> when the meeting is over.</summary>
internal static class AnswerMeeting
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.AnswerMeeting)]
    internal sealed record Command(Guid MeetingId, InvitationAnswer Said) : ICommand<Answer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    internal sealed record Answer(Guid MeetingId, string MyAnswer);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Said).SetValidator(new InvitationAnswerRules())
            .Must(said => said.Answer != InvitationAnswers.Declined || said.Words is not null).WithMessage("Say why, or what would do instead.");
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await MeetingSeat.OfUnit(db.Session, givers, call.Caller!, request.MeetingId, cancellationToken);
            await SaidAtMeeting.Answer(db.Session, clock, call.Caller!, seat, request.Said);
            return new Answer(request.MeetingId, request.Said.Answer);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/meetings/{meetingId:guid}/answers", async Task<Ok<Answer>> (Guid meetingId, InvitationAnswer said, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(meetingId, said), cancel)))
            .WithSummary("Answer our invitation to a meeting");
    }
}
