using System.Globalization;
using System.Text;
using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>What a calendar is told: when, and no more.</summary>
internal sealed record CalendarEntry(Guid MeetingId, int Sequence, bool IsCancelled, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>
/// The one door to calendar files (kalenderfil): RFC 5545 with RFC 5546's REQUEST and CANCEL. It travels to calendars that others read, so that it names nobody and
/// nothing; even organizer and attendee, which RFC 5546 asks for, are nobody's addresses. See docs/decisions/0015.
/// </summary>
internal static class CalendarFile
{
    public const string MediaType = "text/calendar";

    // A domain that can never be anybody's: RFC 2606.
    private const string Domain = "kronobarn.invalid";
    private const int MostOctets = 75;

    // Summer time by directive 2000/84/EC; Sweden has had the last Sunday of October since 1996, and of March since 1981.
    private static readonly string[] Stockholm =
    [
        "BEGIN:VTIMEZONE", "TZID:Europe/Stockholm",
        "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT",
        "END:VTIMEZONE",
    ];

    public static string MethodOf(CalendarEntry entry) => entry.IsCancelled ? "CANCEL" : "REQUEST";

    /// <param name="now">When the file is made, UTC.</param>
    public static string Write(CalendarEntry entry, DateTimeOffset now)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kronobarn//Kronobarn//SV", "CALSCALE:GREGORIAN", $"METHOD:{MethodOf(entry)}",
            .. Stockholm,
            "BEGIN:VEVENT",
            $"UID:{entry.MeetingId:D}@{Domain}",
            string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"),
            $"DTSTAMP:{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
            $"DTSTART;TZID=Europe/Stockholm:{Local(entry.StartsAt)}",
            $"DTEND;TZID=Europe/Stockholm:{Local(entry.EndsAt)}",
            $"ORGANIZER:mailto:no-reply@{Domain}",
            $"ATTENDEE;RSVP=FALSE:mailto:invited@{Domain}",
            $"SUMMARY:{Escaped("Möte")}",
            $"DESCRIPTION:{Escaped(entry.IsCancelled ? "Mötet är inställt. Logga in i Kronobarn för att läsa mer." : "Logga in i Kronobarn för att läsa om mötet och svara på inbjudan.")}",
            "CLASS:CONFIDENTIAL",
            $"STATUS:{(entry.IsCancelled ? "CANCELLED" : "CONFIRMED")}",
            "END:VEVENT", "END:VCALENDAR",
        ];
        return string.Concat(lines.Select(line => Folded(line) + "\r\n"));
    }

    /// <summary>Text as a value (RFC 5545 3.3.11).</summary>
    public static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A content line in pieces of at most 75 octets without its end, and never cut inside a character (RFC 5545 3.1).</summary>
    public static string Folded(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }

    private static string Local(DateTimeOffset instant) => Clock.DayOf(instant).ToDateTime(Clock.TimeOf(instant)).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
}
