using Kronobarn.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Collaboration;

/// <summary>The meeting's calendar file, from the meeting's page.</summary>
[Route("/arbete/moten/{meetingId:guid}/kalender"), Screen("Kalenderfil", Asks = typeof(GetMeetingCalendar.Query))]
public sealed class MeetingCalendarFile : StaffPage, IGivesFile
{
    [Parameter]
    public Guid MeetingId { get; set; }

    public async Task<IResult> Give() => (await Send(new GetMeetingCalendar.Query(MeetingId))).File();
}
