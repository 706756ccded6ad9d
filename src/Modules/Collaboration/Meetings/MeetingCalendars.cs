using System.Text;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kronobarn.Collaboration;

/// <param name="Method">REQUEST or CANCEL.</param>
internal sealed record CalendarAnswer(string Method, string Content)
{
    public FileContentHttpResult File() => TypedResults.File(Encoding.UTF8.GetBytes(Content), $"{CalendarFile.MediaType}; charset=utf-8; method={Method}", "mote.ics");
}

/// <summary>Gives a meeting's calendar file, and none where somebody's identity is protected: that there is a meeting at an hour is enough to wait outside for.</summary>
internal sealed class MeetingCalendars(IFamilies families, MeetingSettings settings, Clock clock)
{
    /// <exception cref="Refused"><c>no-calendar</c></exception>
    /// <param name="isHidden">The page that it is for is kept harmless, whoever is protected.</param>
    public async Task<CalendarAnswer> Of(MeetingSeat seat, CancellationToken cancel, bool isHidden = false)
    {
        var family = await families.Of(seat.Meeting.ChildId, cancel) ?? throw new Kernel.NotFound();
        // Invited or not: the child that is there lives with the one who is hidden.
        if ((isHidden || family.HidesPlaces) && !settings.CalendarForProtected)
            throw new Refused("no-calendar", "No calendar file is made of this meeting.");
        var meeting = seat.Meeting;
        var entry = new CalendarEntry(meeting.MeetingId, meeting.Sequence, meeting.State == MeetingStates.Cancelled, meeting.StartsAt, meeting.EndsAt);
        return new CalendarAnswer(CalendarFile.MethodOf(entry), CalendarFile.Write(entry, clock.Now));
    }
}
