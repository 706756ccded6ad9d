using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// How it was to be at a meeting (upplevelsefrågor): was I heard, could I take part? Once for each member and meeting, or, without a meeting, once a day. The county gets
/// two figures and neither who nor which child.
/// </summary>
internal static class TellExperience
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid ChildId, Told Told) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Heard">1 not at all, 4 very much.</param>
    /// <param name="TookPart">1 not at all, 4 very much.</param>
    /// <param name="MeetingId">Which meeting, where it was one: about the child, that one was invited to, and that has begun; else 400.</param>
    /// <param name="Words">At most 1,000 characters, kept as they are.</param>
    internal sealed record Told(int Heard, int TookPart, Guid? MeetingId = null, string? Words = null);

    internal sealed record Answer(Guid ChildId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Told.Heard).InclusiveBetween(1, 4);
            RuleFor(c => c.Told.TookPart).InclusiveBetween(1, 4);
            RuleFor(c => c.Told.Words).MaximumLength(1000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken);
            var told = request.Told;
            if (told.MeetingId is { } meetingId && !await WasInvited(request.ChildId, viewer.MemberId, meetingId))
                throw new Invalid("meetingId", "A meeting about the child that you were invited to, and that has begun.");
            var row = new
            {
                request.ChildId,
                viewer.MemberId,
                occasion = told.MeetingId?.ToString() ?? clock.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                told.MeetingId,
                told.Heard,
                told.TookPart,
                told.Words,
                clock.Now,
            };
            if (await db.Execute("""
                INSERT INTO Collaboration.Experience (ChildId, MemberId, Occasion, MeetingId, Heard, TookPart, Words, ToldAt)
                SELECT @ChildId, @MemberId, @occasion, @MeetingId, @Heard, @TookPart, @Words, @Now
                WHERE NOT EXISTS (SELECT 1 FROM Collaboration.Experience WHERE ChildId = @ChildId AND MemberId = @MemberId AND Occasion = @occasion)
                """, row) == 0)
                throw new Refused("told-already", "You have answered for this meeting.");
            db.Publish(new Contracts.ExperienceTold(viewer.IsChild ? "child" : "guardian", told.Heard, told.TookPart, clock.Today));
            return new Answer(request.ChildId);
        }

        // Whatever else is named is answered alike, or one could ask after meetings that one is not told of, and answer as often as one finds ids.
        private async Task<bool> WasInvited(Guid childId, Guid memberId, Guid meetingId) => await db.Scalar<int>("""
            SELECT COUNT(*) FROM Collaboration.MeetingInvitee i JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
            WHERE m.MeetingId = @meetingId AND m.ChildId = @childId AND i.MemberId = @memberId AND i.RemovedAt IS NULL AND m.State <> 'cancelled' AND m.StartsAt <= @Now
            """, new { meetingId, childId, memberId, clock.Now }) > 0;
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/experiences", async Task<Created<Answer>> (Guid childId, Told told, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, told), cancel)))
            .WithSummary("Tell how it was to be at a meeting");
    }
}
