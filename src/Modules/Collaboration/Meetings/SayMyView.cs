using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The child or a guardian says what it thinks, in its own words (egna ord): unedited, and beside what it has said before.</summary>
internal static class SayMyView
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
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

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var seat = await MeetingSeat.OfMember(db.Session, call.Caller!, request.MeetingId);
            return new Answer(request.MeetingId, await SaidAtMeeting.View(db.Session, clock, call.Caller!, seat, request.View));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/meetings/{meetingId:guid}/view", async Task<Ok<Answer>> (Guid meetingId, OwnView view, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(meetingId, view), cancel)))
            .WithSummary("Say what I think, in my own words");
    }
}
