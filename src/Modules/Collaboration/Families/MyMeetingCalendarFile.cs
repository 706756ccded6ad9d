using Kronobarn.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Collaboration.Families;

/// <summary>The calendar file of a meeting, from the family's own page.</summary>
[Route("/familj/barn/{childId:guid}/moten/{meetingId:guid}/kalender"), Screen("meetings.calendar")]
public sealed class MyMeetingCalendarFile : FamilyPage, IGivesFile
{
    [Parameter]
    public Guid MeetingId { get; set; }

    public async Task<IResult> Give() => (await Send(new GetMyMeetingCalendar.Query(MeetingId))).File();
}
