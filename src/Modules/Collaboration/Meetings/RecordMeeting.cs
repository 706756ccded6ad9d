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

/// <summary>
/// The convener records that the meeting has been held (dokumentera möte): who was there, the child's part, and what it came to. The child's part is told whether or not
/// the child was there. Source: praxismodellen, step 3; barnkonventionen, article 12.
/// </summary>
internal static class RecordMeeting
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkMeeting)]
    internal sealed record Command(Guid MeetingId, Record Record) : ICommand<Answer>, IAboutMeeting
    {
        Guid IAboutRecord.RecordId => MeetingId;
    }

    /// <param name="Attendance">Of everybody who is invited, each once.</param>
    /// <param name="Outcome">plan, no-plan or another-meeting.</param>
    /// <param name="OutcomeText">At most 2,000 characters; with no-plan why.</param>
    internal sealed record Record(IReadOnlyList<Attendance> Attendance, ChildPart ChildPart, string Outcome, string? OutcomeText = null);

    /// <param name="How">present, by-link or absent.</param>
    internal sealed record Attendance(Guid InviteeId, string How);

    /// <param name="How">present, by-link, own-words-read, through-somebody or not-heard-because.</param>
    /// <param name="Text">What the child said, or why it was not heard; at most 2,000 characters.</param>
    internal sealed record ChildPart(string How, string Text);

    internal sealed record Answer(Guid MeetingId, string State, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Record.Attendance).Must(all => all.Count <= 50 && all.All(a => Attendances.All.Contains(a.How, StringComparer.Ordinal))).WithMessage("present, by-link or absent.");
            RuleFor(c => c.Record.ChildPart.How).Must(how => ChildParts.All.Contains(how, StringComparer.Ordinal)).WithMessage($"One of {string.Join(", ", ChildParts.All)}.");
            RuleFor(c => c.Record.ChildPart.Text).Must(ReadableText.Is).WithMessage("Tell the child's part, or why it had none.").MaximumLength(2000);
            RuleFor(c => c.Record.Outcome).Must(outcome => MeetingOutcomes.All.Contains(outcome, StringComparer.Ordinal)).WithMessage($"One of {string.Join(", ", MeetingOutcomes.All)}.");
            RuleFor(c => c.Record.OutcomeText).MaximumLength(2000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.")
                .Must((c, text) => c.Record.Outcome != MeetingOutcomes.NoPlan || text is not null).WithMessage("Say why no plan is needed.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (record, meeting) = (request.Record, await StoredMeeting.Load(db.Session, request.MeetingId));
            MeetingSteps.Demand(meeting.State, MeetingSteps.Record);
            if (meeting.StartsAt > clock.Now)
                throw new Refused("not-begun", "The meeting has not begun.");
            var invited = (await StoredInvitee.Of(db.Session, request.MeetingId)).FindAll(i => i.IsInvited);
            Demand(record, invited);
            if (await db.Execute("""
                UPDATE Collaboration.Meeting SET State = 'held', Outcome = @Outcome, OutcomeBody = @OutcomeText, ChildPart = @How, ChildPartBody = @Text, RecordedBy = @PersonId, RecordedAt = @Now, Version = Version + 1
                WHERE MeetingId = @MeetingId AND State = 'called'
                """, new { record.Outcome, record.OutcomeText, record.ChildPart.How, record.ChildPart.Text, call.Caller!.PersonId, clock.Now, request.MeetingId }) == 0)
                throw new Refused("wrong-state", "Somebody else has just closed the meeting.");
            foreach (var one in record.Attendance)
                await db.Execute("UPDATE Collaboration.MeetingInvitee SET Attendance = @How WHERE InviteeId = @InviteeId", one);
            db.Publish(new MeetingHeld(meeting.MeetingId, meeting.ChildId, meeting.CalledByOrganisation, meeting.CalledByUnitId, record.Outcome, invited.Count,
                record.Attendance.Count(a => a.How != Attendances.Absent), record.ChildPart.How != ChildParts.NotHeard, clock.Now));
            return new Answer(meeting.MeetingId, MeetingStates.Held, meeting.Version + 1);
        }

        private static void Demand(Record record, List<StoredInvitee> invited)
        {
            if (!record.Attendance.Select(a => a.InviteeId).Order().SequenceEqual(invited.Select(i => i.InviteeId).Order()))
                throw new Invalid("record.attendance", "Everybody who is invited, each once.");
            // The two must not tell against each other: in the room is in the room.
            if (invited.Find(i => i.Kind == InviteeKinds.Child) is { } child && record.Attendance.First(a => a.InviteeId == child.InviteeId).How is var came
                && (came != Attendances.Absent || record.ChildPart.How is ChildParts.Present or ChildParts.ByLink) && came != record.ChildPart.How)
                throw new Invalid("record.childPart", "The child's part and its attendance tell against each other.");
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/meetings/{meetingId:guid}/records", async Task<Ok<Answer>> (Guid meetingId, Record record, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(meetingId, record), cancel)))
            .WithSummary("Record that a meeting has been held, and what it came to");
    }
}
