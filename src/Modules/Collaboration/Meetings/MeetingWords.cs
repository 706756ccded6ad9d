using Kronobarn.Collaboration.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Shell;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Collaboration;

/// <summary>A meeting as the screens say it.</summary>
internal static class MeetingWords
{
    public const string All = "/arbete/moten";

    public static readonly IReadOnlyList<Choice> Answers =
        [new(InvitationAnswers.Accepted, "Vi kommer"), new(InvitationAnswers.Tentative, "Vi vet inte än"), new(InvitationAnswers.Declined, "Vi kan inte komma", "Skriv varför, eller vad som skulle passa i stället.")];

    public static readonly IReadOnlyList<Choice> Attendance = [new(Attendances.Present, "På plats"), new(Attendances.ByLink, "Via länk"), new(Attendances.Absent, "Kom inte")];

    public static readonly IReadOnlyList<Choice> Parts =
    [
        new(ChildParts.Present, "Barnet var på plats"), new(ChildParts.ByLink, "Barnet var med via länk"), new(ChildParts.OwnWordsRead, "Barnets egna ord lästes upp"),
        new(ChildParts.ThroughSomebody, "Någon talade för barnet"), new(ChildParts.NotHeard, "Barnet fick inte komma till tals"),
    ];

    public static readonly IReadOnlyList<Choice> Outcomes =
        [new(MeetingOutcomes.Plan, "Vi gör en plan tillsammans"), new(MeetingOutcomes.NoPlan, "Ingen plan behövs", "Skriv varför."), new(MeetingOutcomes.AnotherMeeting, "Vi ses igen")];

    public static string State(string state) => state switch
    {
        MeetingStates.Called => "kallat",
        MeetingStates.Cancelled => "inställt",
        MeetingStates.Held => "hållet",
        _ => state,
    };

    public static string Answer(string? answer) => answer switch
    {
        InvitationAnswers.Accepted => "Kommer",
        InvitationAnswers.Declined => "Kan inte komma",
        InvitationAnswers.Tentative => "Vet inte än",
        _ => "Har inte svarat",
    };

    public static string AnswerTone(string? answer) => answer switch
    {
        InvitationAnswers.Accepted => "success",
        InvitationAnswers.Declined => "danger",
        InvitationAnswers.Tentative => "info",
        _ => "warning",
    };

    public static string Came(string how) => Attendance.FirstOrDefault(a => a.Value == how)?.Label ?? how;

    public static string Part(string how) => Parts.FirstOrDefault(p => p.Value == how)?.Label ?? how;

    public static string Outcome(string outcome) => Outcomes.FirstOrDefault(o => o.Value == outcome)?.Label ?? outcome;

    public static string Kind(string kind) => kind switch
    {
        InviteeKinds.Child => "Barnet",
        InviteeKinds.Guardian => "Vårdnadshavare",
        _ => "Verksamhet",
    };

    /// <summary>Somebody who is invited, by name and role; to all but the convener one of the family has no name.</summary>
    public static string Who(InviteePage one) => one.Kind == InviteeKinds.Unit ? one.Unit?.Name ?? "En enhet" : one.Name is { } name ? $"{name} ({Kind(one.Kind).ToLowerInvariant()})" : Kind(one.Kind);

    /// <summary>From when until when, on one line.</summary>
    public static string Time(Words words, DateTimeOffset from, DateTimeOffset to) =>
        $"{words.Moment(from)}–{Clock.TimeOf(to).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)}";
}
