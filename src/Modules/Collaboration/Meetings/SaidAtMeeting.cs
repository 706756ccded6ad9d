using FluentValidation;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>An answer to an invitation.</summary>
/// <param name="Answer">accepted, declined or tentative.</param>
/// <param name="Words">At most 1,000 characters; with declined they are needed of a unit.</param>
internal sealed record InvitationAnswer(string Answer, string? Words = null);

/// <summary>What a party thinks, in its own words.</summary>
/// <param name="Words">At most 4,000 characters, kept as they are.</param>
/// <param name="Disagrees">It does not agree with the others, or with the outcome (annan mening).</param>
internal sealed record OwnView(string Words, bool Disagrees);

internal sealed class InvitationAnswerRules : AbstractValidator<InvitationAnswer>
{
    public InvitationAnswerRules()
    {
        RuleFor(a => a.Answer).Must(answer => InvitationAnswers.All.Contains(answer, StringComparer.Ordinal)).WithMessage("accepted, declined or tentative.");
        RuleFor(a => a.Words).MaximumLength(1000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
    }
}

internal sealed class OwnViewRules : AbstractValidator<OwnView>
{
    public OwnViewRules() => RuleFor(v => v.Words).Must(ReadableText.Is).WithMessage("A text that can be read.").MaximumLength(4000);
}

/// <summary>Writes what somebody says from his or her seat.</summary>
internal static class SaidAtMeeting
{
    public static async Task Answer(Session db, Clock clock, Caller caller, MeetingSeat seat, InvitationAnswer said)
    {
        MeetingSteps.Demand(seat.Meeting.State, MeetingSteps.Answer);
        await db.Execute("UPDATE Collaboration.MeetingInvitee SET Answer = @Answer, AnswerBody = @Words, AnsweredBy = @PersonId, AnsweredAt = @Now WHERE InviteeId = @InviteeId",
            new { said.Answer, said.Words, caller.PersonId, clock.Now, seat.Own.InviteeId });
    }

    /// <returns>The number of the version; those before it stand as they were said.</returns>
    public static async Task<int> View(Session db, Clock clock, Caller caller, MeetingSeat seat, OwnView view)
    {
        MeetingSteps.Demand(seat.Meeting.State, MeetingSteps.Say);
        await db.Execute("""
            INSERT INTO Collaboration.MeetingView (InviteeId, Number, Body, Disagrees, SaidBy, SaidAt)
            SELECT @InviteeId, COALESCE(MAX(Number), 0) + 1, @Words, @Disagrees, @PersonId, @Now FROM Collaboration.MeetingView WHERE InviteeId = @InviteeId
            """, new { seat.Own.InviteeId, view.Words, view.Disagrees, caller.PersonId, clock.Now });
        return await db.Scalar<int>("SELECT MAX(Number) FROM Collaboration.MeetingView WHERE InviteeId = @InviteeId", seat.Own);
    }
}
