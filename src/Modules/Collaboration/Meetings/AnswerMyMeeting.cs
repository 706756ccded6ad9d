using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The child or a guardian answers its own invitation. No words are asked for: nobody in the family has to explain itself.</summary>
internal static class AnswerMyMeeting
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid MeetingId, InvitationAnswer Said) : ICommand<Answer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    internal sealed record Answer(Guid MeetingId, string MyAnswer);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Said).SetValidator(new InvitationAnswerRules());
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await MeetingSeat.OfMember(db.Session, call.Caller!, request.MeetingId);
            await SaidAtMeeting.Answer(db.Session, clock, call.Caller!, seat, request.Said);
            return new Answer(request.MeetingId, request.Said.Answer);
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/meetings/{meetingId:guid}/answers", async Task<Ok<Answer>> (Guid meetingId, InvitationAnswer said, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(meetingId, said), cancel)))
            .WithSummary("Answer my invitation to a meeting");
    }
}
