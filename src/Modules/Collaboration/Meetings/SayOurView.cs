using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The unit says what it thinks (enhetens syn), at the meeting or after it, and whether it disagrees. What was said stays as it was said: a later view stands beside it, and nobody else can touch it.</summary>
internal static class SayOurView
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.AnswerMeeting)]
    internal sealed record Command(Guid MeetingId, OwnView View) : ICommand<Answer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    /// <param name="Number">Of this version of the view, from 1.</param>
    internal sealed record Answer(Guid MeetingId, int Number);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.View).SetValidator(new OwnViewRules());
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await MeetingSeat.OfUnit(db.Session, givers, call.Caller!, request.MeetingId, cancellationToken);
            return new Answer(request.MeetingId, await SaidAtMeeting.View(db.Session, clock, call.Caller!, seat, request.View));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/meetings/{meetingId:guid}/view", async Task<Ok<Answer>> (Guid meetingId, OwnView view, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(meetingId, view), cancel)))
            .WithSummary("Say what our unit thinks");
    }
}
